import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import type { CliProcess } from '../../src/cli/process.ts';
import { defaultWitnesses } from '../../src/core/practice-defaults.ts';
import { folderWith } from '../support/config-folder.ts';

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(unused).toEqual([]);
});

function witnessesAnswer(date: Date): void {
  for (const url of defaultWitnesses) {
    const { origin, pathname } = new URL(url);
    nock(origin).get(pathname).reply(200, 'ok', { date: date.toUTCString() });
  }
}

async function examine(files: Record<string, string>, format: 'json' | 'table' = 'json') {
  const cwd = await folderWith(files);
  mkdirSync(join(cwd, 'sites'), { recursive: true });
  let text = '';
  const io: CliProcess = {
    stdout: (more) => {
      text += more;
    },
    stderr: () => {},
    env: { ...process.env, NO_COLOR: '1', LANG: 'en_GB.UTF-8' },
    cwd,
    columns: 100,
    stdoutIsTty: false,
    stderrIsTty: false,
    interrupted: new AbortController().signal,
    exit: () => {},
    onHangup: () => {},
    stdin: async function* () {},
  };
  const code = await doctor({ args: {}, options: { config: '.', format } }, io);
  return { code, text };
}

const site = {
  'caretaker.yaml': 'defaults: {}\n',
  'sites/shop.yaml': 'url: https://shop.example/\n',
};

describe('caretaker doctor', () => {
  test('examines all parts, and is content with a healthy agent', async () => {
    witnessesAnswer(new Date());
    const { code, text } = await examine(site);
    const diagnoses: { name: string; status: string }[] = JSON.parse(text);
    expect(diagnoses.map(({ name }) => name)).toEqual([
      'runtime',
      'config',
      'browser',
      'store',
      'network',
      'clock',
    ]);
    expect(diagnoses.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(code).toBe(0);
  }, 60_000);

  test('names a clock that is wrong, a config that is broken, and what to do', async () => {
    witnessesAnswer(new Date(Date.now() - 3_600_000));
    const { code, text } = await examine({ ...site, 'sites/bad.yaml': 'ulr: x\n' }, 'table');
    expect(text).toMatch(/✗ config +\d problems?\n +Do: run `caretaker validate`/);
    expect(text).toMatch(/✗ clock +1 h ahead of the witnesses\n +Do: synchronise it/);
    expect(code).toBe(1);
  }, 60_000);
});
