import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { oneLine } from '../../core/text.ts';
import { JobFailure } from './parent.ts';

const startMs = 20_000;
const stderrKept = 4096;

/** Where Chromium is, where it may write, and the only way out. */
export interface ChromiumOptions {
  readonly executablePath: string;
  /** A folder that is nobody else's; the profile is made in it. */
  readonly folder: string;
  /** Port on loopback of the egress proxy. */
  readonly proxyPort: number;
}

/** A Chromium that runs. */
export interface Chromium {
  /** Such as `http://127.0.0.1:4711`, for whoever speaks the DevTools protocol. */
  readonly endpoint: string;
  readonly pid: number;
  /** False where neither user namespaces nor a setuid helper let it have one, as for root. */
  readonly sandboxed: boolean;
  /** Resolves when it has ended, with why. Never rejects. */
  readonly ended: Promise<string>;
  kill(): void;
}

/** What is not needed to look at pages, and would reach out or keep something by itself. */
const disabledFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
];

/**
 * Starts Chromium in the process group of this process. It ends with this process in any case, for
 * the pipe it listens on breaks then; with it, its group is killed as a whole. All its traffic goes
 * to the proxy, names are resolved there alone. Throws `JobFailure` (`browser-missing`).
 */
export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  const wantsSandbox = process.getuid?.() !== 0;
  try {
    return await launch(options, wantsSandbox);
  } catch (error) {
    if (!wantsSandbox) throw error;
    // Containers often forbid the namespaces that a sandbox is made of.
    return launch(options, false);
  }
}

/** The command line, for those who start Chromium by other means. */
export function chromiumArguments(
  { folder, proxyPort }: Omit<ChromiumOptions, 'executablePath'>,
  sandboxed: boolean,
): readonly string[] {
  return [
    '--headless=new',
    ...(sandboxed ? [] : ['--no-sandbox']),
    `--user-data-dir=${join(folder, 'profile')}`,
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    `--proxy-server=http://127.0.0.1:${proxyPort}`,
    // Loopback goes through the proxy too, which Chromium would spare it otherwise.
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    // The old name and the new one of one switch: UDP would pass by the proxy.
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-crash-reporter',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-domain-reliability',
    '--disable-extensions',
    `--disable-features=${disabledFeatures.join(',')}`,
    '--disable-gpu',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--force-color-profile=srgb',
    '--hide-scrollbars',
    '--metrics-recording-only',
    '--mute-audio',
    '--no-default-browser-check',
    '--no-first-run',
    '--no-pings',
    '--no-service-autorun',
    '--password-store=basic',
    '--use-mock-keychain',
    'about:blank',
  ];
}

async function launch(options: ChromiumOptions, sandboxed: boolean): Promise<Chromium> {
  const child = spawn(options.executablePath, chromiumArguments(options, sandboxed), {
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    // 3 and 4 are the DevTools pipe: nobody speaks on it, but it breaks when this process ends.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, , stderr, ...pipes] = child.stdio;
  for (const pipe of pipes) pipe?.on('error', () => {});
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended (${signal ?? code})`));
  });
  const endpoint = await endpointOf(child, stderr as Readable, ended);
  return {
    endpoint,
    pid: child.pid ?? 0,
    sandboxed,
    ended,
    kill: () => child.kill('SIGKILL'),
  };
}

/** Waits for the line on which Chromium says where it listens. */
async function endpointOf(
  child: ChildProcess,
  stderr: Readable,
  ended: Promise<string>,
): Promise<string> {
  let said = '';
  const port = new Promise<string>((resolve) => {
    stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-stderrKept);
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d{1,5})\//.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
  });
  const failed = ended.then((why) => {
    const last = said.trim().split('\n').at(-1) ?? '';
    throw new JobFailure('browser-missing', `Chromium ${why}: ${oneLine(last, 300)}`);
  });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    late.reject(new Error(`Chromium was not ready within ${startMs / 1000} s.`));
  }, startMs);
  try {
    return `http://127.0.0.1:${await Promise.race([port, failed, late.promise])}`;
  } finally {
    clearTimeout(timer);
    failed.catch(() => {});
  }
}
