import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { systemPackages } from '../../scripts/system-packages.ts';

/** A real WordPress on loopback: Debian's, with plugins that Debian ships and some of our own. */
export interface RealWordpress {
  /** Such as `http://127.0.0.1:4711/`. */
  readonly url: string;
  /** Its files. */
  readonly folder: string;
  /** May list plugins and themes; the password is an Application Password. */
  readonly admin: Account;
  /** May write posts and list nothing. */
  readonly author: Account;
  readonly php: string;
  /** Of WordPress, in its own words; like all versions it differs from one release of Debian to the next. */
  readonly version: string;
  readonly versions: Versions;
  /** `/%postname%/`, or empty for the plain ones, with which the REST API is a query. */
  setPermalinks(structure: string): Promise<void>;
}

/** Of what Debian ships for WordPress. */
interface Versions {
  readonly akismet: string;
  readonly httpAuthentication: string;
  readonly xrdsSimple: string;
  readonly twentytwentythree: string;
}

interface Account {
  readonly username: string;
  readonly applicationPassword: string;
}

const debian = '/usr/share/wordpress';
/** Whatever else this machine has installed stays out. */
const contentParts = [
  'plugins/akismet',
  'plugins/http-authentication',
  'plugins/xrds-simple',
  'themes/twentytwentythree',
];
const call = promisify(execFile);

/** One WordPress for all tests of a file, stopped and removed at its end. It takes about five seconds. */
export function wordpressOfFile(): () => RealWordpress {
  let site: Awaited<ReturnType<typeof startWordpress>> | undefined;
  beforeAll(async () => {
    site = await startWordpress();
  }, 60_000);
  afterAll(() => site?.stop(), 30_000);
  return () => {
    if (!site) throw new Error('WordPress runs in the tests of the file and not before them');
    return site;
  };
}

async function startWordpress(): Promise<RealWordpress & { stop(): Promise<void> }> {
  demandPackages();
  const place = await mkdtemp(join(tmpdir(), 'wordpress-'));
  const folder = join(place, 'site');
  const running: ChildProcess[] = [];
  const stop = async () => {
    for (const child of running.toReversed()) await end(child);
    await rm(place, { recursive: true, force: true });
  };
  try {
    const [database] = await Promise.all([startDatabase(place), layFiles(folder, place)]);
    running.push(database);
    const server = await startServer(folder);
    running.push(server.child);
    const url = `http://127.0.0.1:${server.port}/`;
    const php = async (script: string, ...args: readonly string[]) => {
      const options = { env: { ...process.env, SITE_URL: url.slice(0, -1) } };
      const argv = [join(place, script), folder, ...args];
      return (await call('php', argv, options)).stdout;
    };
    const installed: Pick<RealWordpress, 'admin' | 'author' | 'php' | 'version' | 'versions'> =
      JSON.parse(await php('install.php'));
    const setPermalinks = async (structure: string) => {
      await php('permalinks.php', structure);
    };
    return { url, folder, setPermalinks, stop, ...installed };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Tests of a real WordPress run wherever they can be run at all: what is missing fails them. */
function demandPackages(): void {
  const machine = { platform: process.platform, env: process.env, configuredBrowser: undefined };
  const missing = systemPackages
    .filter(({ name, state }) => name.includes('WordPress') && state(machine) !== 'present')
    .map(({ name, byHand }) => `${name}: ${byHand}`);
  if (missing.length > 0) throw new Error(`not on this machine: ${missing.join('; ')}`);
}

/** MariaDB on a socket alone, with an account of its own and nothing kept safe for later. */
async function startDatabase(place: string): Promise<ChildProcess> {
  const data = join(place, 'db');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  await call('mariadb-install-db', [
    '--no-defaults',
    ...user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
  ]);
  const child = spawn(
    'mariadbd',
    [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${join(place, 'db.sock')}`,
      `--pid-file=${join(place, 'db.pid')}`,
      '--skip-networking',
      '--skip-log-bin',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-buffer-pool-size=16M',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await lineOf(child, /ready for connections/);
  return child;
}

/** A copy of Debian's files with links resolved, beside which lie the scripts that install it. */
async function layFiles(folder: string, place: string): Promise<void> {
  const content = join(debian, 'wp-content');
  const copy = { recursive: true, dereference: true };
  await cp(debian, folder, { ...copy, filter: (from) => from !== content });
  for (const part of contentParts) {
    await cp(join(content, part), join(folder, 'wp-content', part), copy);
  }
  const fixtures = new URL('wordpress/', import.meta.url);
  await cp(new URL('wp-content/', fixtures), join(folder, 'wp-content'), { recursive: true });
  await mkdir(join(folder, 'wp-content/uploads'), { recursive: true });
  for (const name of ['install.php', 'permalinks.php', 'router.php']) {
    await cp(new URL(name, fixtures), join(place, name));
  }
  const config = await readFile(new URL('wp-config.php', fixtures), 'utf8');
  const socket = join(place, 'db.sock');
  await writeFile(join(folder, 'wp-config.php'), config.replace('{socket}', socket));
}

async function startServer(
  folder: string,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  // A test that changes a file need not wait until PHP looks at it again.
  const settings = ['-d', 'opcache.revalidate_freq=0'];
  const place = ['-S', '127.0.0.1:0', '-t', folder, join(folder, '../router.php')];
  const child = spawn('php', [...settings, ...place], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '2' },
    // Its workers are ended with it.
    detached: true,
  });
  const [, port] = await lineOf(
    child,
    /Development Server \(http:\/\/127\.0\.0\.1:(\d+)\) started/,
  );
  return { child, port: Number(port) };
}

/** Waits for words in what a program says to stderr; rejects with all it said where it ends first. */
function lineOf(child: ChildProcess, wanted: RegExp): Promise<RegExpExecArray> {
  process.once('exit', () => killGroup(child));
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${child.spawnfile} ended: ${said.slice(-2000)}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-10_000);
      const found = wanted.exec(said);
      if (found) resolve(found);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = child.exitCode !== null || child.signalCode !== null;
  const closed = ended ? undefined : new Promise((resolve) => child.once('exit', resolve));
  killGroup(child);
  await closed;
}

function killGroup(child: ChildProcess): void {
  child.kill('SIGKILL');
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It leads no group.
  }
}
