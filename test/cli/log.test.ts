import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/cli/log.ts';
import { hostile } from '../support/check-runs.ts';
import { memoryIo } from '../support/memory-io.ts';

describe('the log', () => {
  it('is JSON lines with time, level and what to filter by', async () => {
    const io = memoryIo();
    const log = await createLog(io);
    log('info', 'acme uptime passed', { site: 'acme', durationMs: 12 });
    log('warn', 'second');
    log('error', 'third');
    const lines = io
      .out()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        site: 'acme',
        durationMs: 12,
        msg: 'acme uptime passed',
      },
      expect.objectContaining({ level: 'warn', msg: 'second' }),
      expect.objectContaining({ level: 'error', msg: 'third' }),
    ]);
  });

  it('neutralises what could steer a terminal', async () => {
    const io = memoryIo();
    const log = await createLog(io);
    log('info', hostile, { site: hostile, rules: [hostile] });
    expect(io.out().trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect(JSON.parse(io.out()).site).toBe(hostile);
  });

  it('keeps secrets, old and new ones', async () => {
    const io = memoryIo();
    const log = await createLog(io);
    log.hide(['hunter2"']);
    log.hide(['swordfish']);
    log('info', 'hunter2" and swordfish', {
      reason: 'hunter2" and swordfish',
      rules: ['swordfish'],
    });
    expect(io.out()).toContain('*** and ***');
    expect(io.out()).not.toMatch(/hunter2|swordfish/);
  });

  it('cuts what is too long, and no secret in half', async () => {
    const io = memoryIo();
    const log = await createLog(io);
    log.hide(['swordfish']);
    log('info', `${'x'.repeat(994)} swordfish ${'y'.repeat(50_000)}`);
    const { msg } = JSON.parse(io.out());
    expect(msg).toBe(`${'x'.repeat(994)} *** …`);
  });
});
