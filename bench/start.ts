import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Measurements, median } from './measurement.ts';

const rounds = 15;
const launcher = fileURLToPath(new URL('../bin/caretaker.mjs', import.meta.url));
const gotOnce = fileURLToPath(new URL('got-once.mjs', import.meta.url));

/** How long commands take from start to exit, beside the least that anybody could need. */
export async function benchStart(): Promise<Measurements> {
  const server = createServer((_request, response) => response.end('<h1>hello</h1>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { node, help, got, check } = await alternate({
    node: ['-e', '0'],
    help: [launcher, '--help'],
    got: [gotOnce, url],
    check: [launcher, 'check', url, 'uptime'],
  });
  server.close();
  return {
    help: { ours: help, reference: node },
    check: { ours: check, reference: got },
  };
}

/** Median wall time of each command; rounds alternate, so that a busy second hurts all alike. */
async function alternate<Name extends string>(
  commands: Readonly<Record<Name, readonly string[]>>,
): Promise<Readonly<Record<Name, number>>> {
  const runs = (Object.entries(commands) as [Name, readonly string[]][]).map(([name, args]) => {
    return { name, args, times: [] as number[] };
  });
  for (let round = 0; round <= rounds; round += 1) {
    for (const { args, times } of runs) {
      const ms = await wallTime(args);
      // The first round fills the caches of file system and compiler.
      if (round > 0) times.push(ms);
    }
  }
  const medians = runs.map(({ name, times }) => [name, median(times)] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}

async function wallTime(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [...args], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return performance.now() - start;
}
