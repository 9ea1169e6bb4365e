import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DeskCall } from '../../src/cli/desk-call.ts';
import type { CliIo } from '../../src/cli/io.ts';
import type { Commit } from '../../src/core/commit.ts';
import { targetAllowed } from '../../src/gather/address-policy.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { folderWith, modules, pingCheck } from './config-folder.ts';
import { memoryIo } from './memory-io.ts';

/** A Monday at noon in London. */
export const noon = Date.UTC(2026, 10, 23, 12);

export const practice = `people:
  jo: { name: Jo Miller, role: lead, email: jo@practice.example }
  sam: { name: Sam Reed, role: tester, email: sam@practice.example }
channels: { mail: { kind: email, host: smtp.example, from: us@practice.example } }
escalation: [{ after: 0m, people: [jo, sam], channels: [mail] }]
`;

/** A folder with a config and a store that this was committed to. */
export async function deskFolder(commit: Commit = {}) {
  const cwd = await folderWith({
    'config/caretaker.yaml': practice,
    'config/sites/shop.yaml': 'url: https://shop.example/\ntimezone: America/New_York\n',
    'config/sites/club.yaml': 'url: "https://${CLUB_HOST}.example/"\n',
  });
  const file = join(cwd, 'data', 'caretaker.db');
  const store = openStore(file, { clock: { now: () => noon } });
  await store.commit(commit, 'durable');
  await store.close();

  /** Calls a command as Jo, unless told otherwise, and returns what came of it. */
  async function run(
    command: (call: DeskCall, io: CliIo) => Promise<number>,
    typed: Partial<Pick<DeskCall, 'args' | 'options'>> = {},
    over: Partial<CliIo> & { readonly now?: number } = {},
  ) {
    const { now = noon, ...rest } = over;
    const io = memoryIo({ cwd, env: { USER: 'jo', CLUB_HOST: 'hidden-club' }, ...rest });
    const found = { config: 'config', checks: [pingCheck], ...modules, targetAllowed };
    const code = await command(
      { args: {}, options: {}, ...typed, source: async () => found, clock: { now: () => now } },
      io,
    );
    return { code, out: io.out(), err: io.err() };
  }

  /** What another process reads from the store. */
  async function read<T>(body: (store: OpenStore) => Promise<T>): Promise<T> {
    const other = openStore(file, { clock: { now: () => noon } });
    onTestFinished(() => other.close());
    return body(other);
  }

  return { cwd, run, read };
}
