import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { locateChromium } from '../src/browser/locate.ts';

/** What presence of a system package is decided by. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `browser.executablePath` of config/caretaker.yaml. */
  readonly configuredBrowser: string | undefined;
}

/** A program that comes from the system's packages and not from npm. */
export interface SystemPackage {
  readonly name: string;
  /** Who needs it. What only tests need is installed only where asked for; `image`: what builds the image. */
  readonly for: 'agent' | 'tests' | 'image';
  /** What works only with it; ends the sentence "… needs it". */
  readonly neededBy: string;
  readonly apt: Readonly<Record<'debian' | 'ubuntu', readonly string[]>>;
  /** What a person does where set-up may not install it. */
  readonly byHand: string;
  /** `present`, `missing`, or what is wrong so that installing would not help. */
  readonly state: (machine: Machine) => 'present' | 'missing' | { readonly wrong: string };
}

/** Of the database the programs alone, for the tests start one of their own; WordPress brings a web server with it. */
const wordpressPackages = [
  'php-cli',
  'php-mysql',
  'mariadb-server-core',
  'mariadb-client-core',
  'wordpress',
  'wordpress-theme-twentytwentythree',
  'wordpress-plugin-http-authentication',
  'wordpress-xrds-simple',
];

/** Every program that caretaker or its tests start and that npm does not bring. */
export const systemPackages: readonly SystemPackage[] = [
  {
    name: 'Chromium',
    for: 'agent',
    neededBy: 'every check that opens pages in a browser',
    apt: { debian: ['chromium'], ubuntu: ['chromium-browser'] },
    byHand:
      'install it (Debian: apt-get install chromium), or name a Chromium or Chrome in CHROME_PATH',
    state: chromiumState,
  },
  {
    name: 'script',
    for: 'tests',
    neededBy: 'every test with a terminal',
    apt: { debian: ['bsdutils'], ubuntu: ['bsdutils'] },
    byHand: 'install it (Debian: apt-get install bsdutils)',
    state: (machine) => (onPath('script', machine) ? 'present' : 'missing'),
  },
  {
    name: 'PHP, MariaDB and WordPress with plugins',
    for: 'tests',
    neededBy: 'every test of a real WordPress',
    apt: { debian: wordpressPackages, ubuntu: wordpressPackages },
    byHand: `install them (Debian: apt-get install ${wordpressPackages.join(' ')})`,
    state: wordpressState,
  },
  ...['buildah', 'debootstrap', 'ip'].map(forTheImage),
];

function forTheImage(program: string): SystemPackage {
  const name = program === 'ip' ? 'iproute2' : program;
  return {
    name,
    for: 'image',
    neededBy: 'the test that builds the container image',
    apt: { debian: [name], ubuntu: [name] },
    byHand: `install it (Debian: apt-get install ${name})`,
    state: (machine) => (onPath(program, machine) ? 'present' : 'missing'),
  };
}

function chromiumState(machine: Machine): ReturnType<SystemPackage['state']> {
  const { platform, env, configuredBrowser } = machine;
  const found = locateChromium({
    configured: configuredBrowser,
    platform,
    env,
    exists: existsSync,
  });
  if (found.path !== null) return 'present';
  if (found.namedBy === 'usual places') return 'missing';
  return { wrong: `${found.namedBy} names ${found.tried[0]}, which is not there` };
}

function wordpressState(machine: Machine): ReturnType<SystemPackage['state']> {
  const programs = ['php', 'mariadbd', 'mariadb-install-db'];
  const files = [
    'wp-load.php',
    'wp-content/plugins/xrds-simple',
    'wp-content/themes/twentytwentythree',
  ];
  const complete =
    programs.every((program) => onPath(program, machine)) &&
    files.every((file) => existsSync(join('/usr/share/wordpress', file)));
  return complete ? 'present' : 'missing';
}

function onPath(program: string, { env }: Machine): boolean {
  const folders = (env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}
