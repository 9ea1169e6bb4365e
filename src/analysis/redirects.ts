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

/** Where platforms install themselves, and what it means that visitors are sent there. */
export interface Installer {
  /** Its vendor’s name; null where several could be meant. */
  readonly platform: string | null;
  readonly path: RegExp;
  readonly missing: string;
}

/** A platform may live in a folder; `/install` alone is common enough to mean something else there. */
const installers: readonly Installer[] = [
  { platform: 'Drupal', path: /\/core\/install\.php$/, missing: 'its database or its settings' },
  { platform: 'Drupal', path: /^\/install\.php$/, missing: 'its database or its settings' },
  {
    platform: 'WordPress',
    path: /\/wp-admin\/install\.php$/,
    missing: 'its tables in the database',
  },
  { platform: 'WordPress', path: /\/wp-admin\/setup-config\.php$/, missing: 'its wp-config.php' },
  { platform: 'Umbraco', path: /\/umbraco\/install(\/|$)/i, missing: 'its connection string' },
  { platform: null, path: /^\/install\/?$/i, missing: 'its database or its settings' },
];

/**
 * The platform whose installer a path is, or null. A site that sends its visitors there has lost its
 * database or its settings, though the installer itself answers 200.
 */
export function installerAt(pathname: string): Installer | null {
  return installers.find(({ path }) => path.test(pathname)) ?? null;
}
