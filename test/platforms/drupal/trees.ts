/** Text of `core/lib/Drupal.php`. */
export function drupalPhp(version: string): string {
  return `<?php\n\nclass Drupal {\n\n  /**\n   * The current system version.\n   */\n  const VERSION = '${version}';\n\n  const CORE_COMPATIBILITY = '8.x';\n}\n`;
}

/** What drupal.org's packaging appends to an info file. */
export interface Packaging {
  readonly version: string;
  readonly project: string;
}

/** Text of a `*.info.yml`; without packaging it is as in git. */
export function infoYml(name: string, packaging?: Packaging, type = 'module'): string {
  const own = `name: '${name}'\ntype: ${type}\ndescription: "Made for tests: nothing else"\ncore_version_requirement: ^10 || ^11\ndependencies:\n  - drupal:node\n`;
  return packaging
    ? `${own}\n# Information added by Drupal.org packaging script on 2025-03-04\nversion: '${packaging.version}'\nproject: '${packaging.project}'\ndatestamp: 1741046400\n`
    : own;
}

/** Text of a Drupal 7 `*.info`. */
export function infoIni(name: string, packaging?: Packaging): string {
  const own = `name = ${name}\ndescription = Made for tests\ncore = 7.x\nfiles[] = a.inc\n`;
  return packaging
    ? `${own}\n; Information added by Drupal.org packaging script on 2024-01-02\nversion = "${packaging.version}"\ncore = "7.x"\nproject = "${packaging.project}"\ndatestamp = "1704153600"\n`
    : own;
}

/** One row of a lock. */
export interface LockRow {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly drupal?: string;
  readonly covered?: boolean;
  readonly reference?: string;
}

/** Text of a `composer.lock`, empty objects as the lists that PHP makes of them. */
export function composerLock(rows: readonly LockRow[]): string {
  return JSON.stringify({
    _readme: ['This file locks the dependencies of your project to a known state'],
    'content-hash': 'f00d',
    packages: rows.map(packageRow),
    'packages-dev': [],
    'stability-flags': [],
    platform: [],
    'plugin-api-version': '2.6.0',
  });
}

/** Text of `vendor/composer/installed.json`, as Composer 2 writes it. */
export function installedJson(rows: readonly LockRow[]): string {
  return JSON.stringify({ packages: rows.map(packageRow), dev: false, 'dev-package-names': [] });
}

function packageRow({ name, version, type, drupal, covered = true, reference }: LockRow): object {
  return {
    name,
    version,
    ...(type ? { type } : {}),
    ...(reference ? { source: { type: 'git', url: 'https://git.example/x.git', reference } } : {}),
    ...(drupal
      ? {
          extra: {
            drupal: {
              version: drupal,
              datestamp: '1741046400',
              'security-coverage': { status: covered ? 'covered' : 'not-covered', message: 'x' },
            },
          },
        }
      : {}),
  };
}
