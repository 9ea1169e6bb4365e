import { getDomain } from 'tldts';

/**
 * Whether two hosts belong to the same registrable domain by the public suffix list, so that
 * `example.co.uk` and `www.example.co.uk` do and two customers of one hosting domain do not.
 */
export function sameRegistrableDomain(a: string, b: string): boolean {
  if (a === b) return true;
  const options = { allowPrivateDomains: true } as const;
  const domain = getDomain(a, options);
  return domain !== null && domain === getDomain(b, options);
}

/** A platform may live in a folder; `/install` alone is common enough to mean something else there. */
const installerPaths: readonly RegExp[] = [
  /\/core\/install\.php$/,
  /^\/install\.php$/,
  /\/wp-admin\/(install|setup-config)\.php$/,
  /\/umbraco\/install(\/|$)/i,
  /^\/install\/?$/i,
];

/**
 * Whether a path is a platform's installer. A site that sends its visitors there has lost its
 * database or its settings, though the installer itself answers 200.
 */
export function isInstallerPath(pathname: string): boolean {
  return installerPaths.some((pattern) => pattern.test(pathname));
}
