/** What config lets gatherers use for a site, beyond what checks may see. Holds secrets: never part of an artifact. */
export interface SiteAccess {
  /** By platform, then by name. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  readonly inventory: InventoryAccess;
  readonly feeds: FeedAccess;
}

/** Whether a credential of this name must not be seen; names of accounts and addresses may be. */
export function isSecretCredential(name: string): boolean {
  return /pass|secret|token|key/i.test(name);
}

/** Ways to learn what is installed. */
export interface InventoryAccess {
  /** Ids of the routes to try, in this order; null for all of the platform's that can be tried. */
  readonly routes: readonly string[] | null;
  /** Folder with the site's files, absolute; null without one. */
  readonly folder: string | null;
  /** By program (`wp`, `drush`, `composer`, `dotnet`): the argv before its own arguments. Empty unless the practice allows commands. */
  readonly commands: Readonly<Record<string, readonly string[] | undefined>>;
  /** Files with saved output of tools, absolute. */
  readonly files: readonly string[];
}

/** What services outside may be told, and where they are found. */
export interface FeedAccess {
  /** Whether lists of what a site has installed may leave for services that take lists. */
  readonly disclose: boolean;
  /** By feed. */
  readonly settings: Readonly<Record<string, FeedSettings | undefined>>;
}

/** How one feed is reached. */
export interface FeedSettings {
  readonly off?: boolean;
  readonly key?: string;
  /** An http(s) address that stands for the service's own, or an absolute path of a folder or file. */
  readonly mirror?: string;
}

/** What is known of a site that is in no config. */
export const noAccess: SiteAccess = {
  credentials: {},
  inventory: { routes: null, folder: null, commands: {}, files: [] },
  feeds: { disclose: false, settings: {} },
};
