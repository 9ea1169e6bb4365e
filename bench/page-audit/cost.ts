import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveShop } from './shop-pages.ts';

const pages = 10;
/** Fewer of them say as much of processor time, which differs little from page to page. */
const pagesForCpu = 5;
const root = fileURLToPath(new URL('../../', import.meta.url));
const tool = (name: string) => fileURLToPath(new URL(`tools/${name}.ts`, import.meta.url));
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

/** What auditing pages costs, ours beside the tools that it is made of. */
export interface PageAuditCost {
  /** Seconds of processor time a page. */
  readonly ours: number;
  readonly lighthouse: number;
  readonly axe: number;
  readonly pa11y: number;
  /** The command lines of Lighthouse and pa11y, and axe with a browser a page. */
  readonly commandLines: number;
  /** Seconds of wall time for all pages: accessibility only, and pa11y-ci with both of its runners. */
  readonly accessibilityWall: number;
  readonly pa11yCiWall: number;
}

/** Measures each of them over the same pages, one after the other. */
export async function benchPageAuditCost(): Promise<PageAuditCost> {
  const { server, urls } = await serveShop(pages);
  const folder = mkdtempSync(join(tmpdir(), 'caretaker-bench-'));
  try {
    const node = (...args: string[]) => cost(process.execPath, args);
    const some = urls.slice(0, pagesForCpu);
    const perPage = ({ cpu }: Cost) => cpu / some.length;
    const ours = await node(tool('ours'), '--all', ...some);
    const lighthouse = await node(tool('reused'), 'lighthouse', ...some);
    const axe = await node(tool('reused'), 'axe', ...some);
    const pa11y = await node(tool('reused'), 'pa11y', ...some);
    const commandLines = await commandLineCost(urls.slice(0, 2), folder);
    const accessibility = await node(tool('ours'), '--accessibility-only', ...urls);
    const pa11yCi = await pa11yCiCost(urls, folder);
    return {
      ours: perPage(ours),
      lighthouse: perPage(lighthouse),
      axe: perPage(axe),
      pa11y: perPage(pa11y),
      commandLines,
      accessibilityWall: accessibility.wall,
      pa11yCiWall: pa11yCi.wall,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    server.closeAllConnections();
    server.close();
  }
}

async function commandLineCost(urls: readonly string[], folder: string): Promise<number> {
  const chromeFlags = '--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage';
  const launch = join(folder, 'pa11y.json');
  writeFileSync(launch, JSON.stringify(pa11yOptions()));
  let cpu = 0;
  for (const url of urls) {
    const out = join(folder, 'lighthouse.json');
    const quiet = ['--quiet', '--output=json', `--output-path=${out}`];
    cpu += (await cost(bin('lighthouse'), [url, chromeFlags, ...quiet])).cpu;
    cpu += (await cost(bin('pa11y'), ['--config', launch, url])).cpu;
    cpu += (await cost(process.execPath, [tool('reused'), 'axe', url])).cpu;
  }
  return cpu / urls.length;
}

function pa11yCiCost(urls: readonly string[], folder: string): Promise<Cost> {
  const config = join(folder, 'pa11y-ci.json');
  const defaults = { ...pa11yOptions(), runners: ['axe', 'htmlcs'], concurrency: 1 };
  writeFileSync(config, JSON.stringify({ defaults, urls }));
  return cost(bin('pa11y-ci'), ['--config', config]);
}

function pa11yOptions() {
  return {
    timeout: 60_000,
    chromeLaunchConfig: {
      executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  };
}

interface Cost {
  /** Seconds of processor time of the command and all that it started. */
  readonly cpu: number;
  /** Seconds from start to exit. */
  readonly wall: number;
}

/** Runs a command under the shell's `times`, which counts everything that it waited for. */
async function cost(command: string, args: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const shell = spawn('bash', ['-c', '"$0" "$@" >/dev/null 2>&1; times', command, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, CHROME_PATH: process.env.CHROME_PATH ?? '/usr/bin/chromium' },
  });
  let told = '';
  shell.stdout.on('data', (chunk) => {
    told += chunk;
  });
  await once(shell, 'exit');
  const wall = (performance.now() - start) / 1000;
  const [, children = ''] = told.trim().split('\n');
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
  return { cpu, wall };
}
