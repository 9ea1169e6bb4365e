import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Measurement, median } from './measurement.ts';

const rounds = 15;
const launcher = fileURLToPath(new URL('../bin/caretaker.mjs', import.meta.url));
const gotOnce = fileURLToPath(new URL('got-once.mjs', import.meta.url));

/** How long commands take from start to exit, beside the least that anybody could need. */
export async function benchStart(): Promise<readonly Measurement[]> {
  const server = createServer((_request, response) => response.end('<h1>hello</h1>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const [node, help, got, check] = await alternate([
    ['-e', '0'],
    [launcher, '--help'],
    [gotOnce, url],
    [launcher, 'check', url, 'uptime'],
  ]);
  server.close();
  return [
    {
      metric: 'caretaker --help',
      reference: { name: 'bare Node', value: node ?? Number.NaN },
      ours: help ?? Number.NaN,
      unit: 'ms',
      goal: 3,
    },
    {
      metric: 'caretaker check <url> uptime',
      reference: { name: 'got, one request', value: got ?? Number.NaN },
      ours: check ?? Number.NaN,
      unit: 'ms',
      goal: 1.5,
    },
  ];
}

/** Median wall time of each command; rounds alternate, so that a busy second hurts all alike. */
async function alternate(commands: readonly (readonly string[])[]): Promise<readonly number[]> {
  const times = commands.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, command] of commands.entries()) {
      const ms = await wallTime(command);
      // The first round fills the caches of file system and compiler.
      if (round > 0) times[index]?.push(ms);
    }
  }
  return times.map(median);
}

async function wallTime(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [...args], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return performance.now() - start;
}
