import { expect, test } from 'vitest';
import { judgeRuntime } from '../../src/doctor/runtime.ts';

test.each(['v26.10.0', 'v27.0.0'])('%s is new enough', (version) => {
  expect(judgeRuntime(version, '/usr/bin/node').status).toBe('ok');
});

test.each(['v20.20.2', 'v25.9.9', 'nonsense'])('%s is not, and there is a remedy', (version) => {
  expect(judgeRuntime(version, '/usr/bin/node')).toMatchObject({
    status: 'failed',
    remedy: expect.stringContaining('npx caretaker'),
  });
});
