// What this machine lends to a build: how it reaches Debian's and npm's packages. It is read where
// the build runs and handed to it, so that nothing of it stands in the repository or in the image.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { systemPackages } from '../system-packages.ts';
import { call } from './call.ts';

/** The release of Debian that the image is made of. */
export const debianRelease = 'bookworm';

/** Where apt of this machine gets its packages. */
export interface AptAccess {
  /** URL of Debian's main archive. */
  readonly mirror: string;
  /** Lines for sources.list. */
  readonly sources: readonly string[];
  /** Lines for apt.conf: proxies, and how old an index may be. */
  readonly settings: readonly string[];
}

/** Why the image cannot be built here, in one line, or null. */
export async function whyNoImage(): Promise<string | null> {
  if (process.platform !== 'linux') return 'the image is built on Linux only';
  if (process.getuid?.() !== 0) return 'building the image without a container engine needs root';
  const machine = { platform: process.platform, env: process.env, configuredBrowser: undefined };
  const missing = systemPackages
    .filter((each) => each.for === 'image' && each.state(machine) !== 'present')
    .map(({ name, byHand }) => `${name} is missing: ${byHand}`);
  if (missing.length > 0) return missing.join('; ');
  const apt = await aptAccess();
  if (apt === null) return `apt of this machine knows no archive of Debian ${debianRelease}`;
  return (await answers(apt)) ? null : `${apt.mirror} cannot be reached`;
}

/** Asked as apt asks, with its proxies and its passwords. */
async function answers({ mirror }: AptAccess): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'mirror-'));
  const file = `${mirror}/dists/${debianRelease}/InRelease`;
  try {
    await call('/usr/lib/apt/apt-helper', ['download-file', file, join(folder, 'file')], 20);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How apt reaches Debian here, or null where it does not (another distribution, say). */
export async function aptAccess(): Promise<AptAccess | null> {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const targets = await call('apt-get', ['indextargets', '--format', format], 20).catch(() => '');
  const wanted = new RegExp(`^\\S+ ${debianRelease}(?:-security|-updates)? main$`);
  const sources = [...new Set(targets.split('\n'))].filter((line) => wanted.test(line));
  const [mirror] = sources.find((line) => line.includes(` ${debianRelease} `))?.split(' ') ?? [];
  if (mirror === undefined) return null;
  const settings = await call('apt-config', ['dump', 'Acquire'], 20);
  const kept = /^Acquire::(?:https?::|Check-Valid-Until|Check-Date|Retries)\S* ".+";$/;
  return {
    mirror: mirror.replace(/\/$/, ''),
    sources: sources.map((line) => `deb ${line}`),
    settings: settings.split('\n').filter((line) => kept.test(line)),
  };
}

/**
 * Volumes, as `from:to:ro`, through which npm inside a build reaches its registry as it does here:
 * the registry, its certificates, the user's own settings. They are mounted while it builds and are
 * no part of the image.
 */
export async function npmVolumes(folder: string): Promise<readonly string[]> {
  const setting = async (name: string) => {
    const value = (await call('npm', ['config', 'get', name, '--loglevel=error'], 30)).trim();
    return value === 'null' || value === 'undefined' || value === '' ? null : value;
  };
  const certificates = (await setting('cafile')) ?? process.env.NODE_EXTRA_CA_CERTS ?? null;
  const lines = [
    `registry=${await setting('registry')}`,
    `strict-ssl=${await setting('strict-ssl')}`,
    ...(certificates ? [`cafile=${insideCertificates}`] : []),
  ];
  for (const name of ['proxy', 'https-proxy', 'noproxy']) {
    const value = await setting(name);
    if (value !== null) lines.push(`${name}=${value}`);
  }
  const own = join(homedir(), '.npmrc');
  if (existsSync(own)) lines.unshift(readFileSync(own, 'utf8'));
  const settings = join(folder, 'npmrc');
  writeFileSync(settings, `${lines.join('\n')}\n`, { mode: 0o600 });
  return [
    `${settings}:${insideNpmrc}:ro`,
    ...(certificates ? [`${certificates}:${insideCertificates}:ro`] : []),
  ];
}

/** The global settings of an npm that is installed in /usr/local. */
const insideNpmrc = '/usr/local/etc/npmrc';
const insideCertificates = '/usr/local/etc/certificates.pem';

/** The folder of the npm that comes first on the PATH. */
export async function npmFolder(): Promise<string> {
  const here = new Set((process.env.PATH ?? '').split(delimiter));
  const places = [...here].map((folder) => join(folder, '..', 'lib', 'node_modules', 'npm'));
  const found = places.find((place) => existsSync(join(place, 'bin', 'npm-cli.js')));
  if (found !== undefined) return found;
  return join((await call('npm', ['root', '--global'], 30)).trim(), 'npm');
}
