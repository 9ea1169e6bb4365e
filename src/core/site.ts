/** The platforms whose inventory, advisories and faults caretaker knows. */
export const platforms = ['wordpress', 'drupal', 'umbraco', 'shopify', 'dotnet', 'other'] as const;
export type Platform = (typeof platforms)[number];

/** What a site is for: nobody is woken for one that is not production. */
export const environments = ['production', 'staging', 'test'] as const;
export type Environment = (typeof environments)[number];

/** One client target as checks see it: no credentials, no secrets. */
export interface Site {
  /** Equals the name of its config file; null for a URL given on the command line. */
  readonly id: string | null;
  readonly url: string;
  readonly platform: Platform | null;
  readonly environment: Environment;
  /** True where the site takes money: its failures weigh more. */
  readonly transactional: boolean;
  /** IANA time zone in which the site's people live. */
  readonly timezone: string;
  readonly tags: readonly string[];
  /** Paths or URLs that audits look at beside the home page. */
  readonly pages: readonly string[];
  readonly network: SiteNetwork;
}

/** What may be contacted for a site beyond the public internet. */
export interface SiteNetwork {
  /** Non-public addresses that may be contacted for this site: `host:port`, an address, or a CIDR range. */
  readonly allowPrivate: readonly string[];
}

/** A site that is known by its URL only. */
export function siteOfUrl(url: string, allowPrivate: readonly string[]): Site {
  return {
    id: null,
    url,
    platform: null,
    environment: 'production',
    transactional: false,
    timezone: 'UTC',
    tags: [],
    pages: [],
    network: { allowPrivate },
  };
}
