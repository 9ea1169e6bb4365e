import { conflictLine } from '../../analysis/manifests/merge-conflict.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { SiteFolder } from '../../core/platform-module.ts';

/** Where Drupal’s files are, and what version they are of. */
export interface Docroot {
  /** From the site’s folder: ``, or `web/`. */
  readonly path: string;
  /** Drupal 7 describes its modules in INI files, everything later in YAML. */
  readonly syntax: 'yaml' | 'ini';
  /** Null where the file names none, or two. */
  readonly version: string | null;
  readonly remarks: readonly InventoryRemark[];
}

/** Folders in which hosts and project templates keep the docroot. */
const places = ['', 'web/', 'docroot/', 'html/', 'public/', 'public_html/', 'httpdocs/', 'www/'];

const maxBytes = 256 * 1024;

/** `core/lib/Drupal.php` since Drupal 8, `includes/bootstrap.inc` before. */
const versionFiles = [
  {
    file: 'core/lib/Drupal.php',
    syntax: 'yaml',
    pattern: /\bconst\s{1,9}VERSION\s{0,9}=\s{0,9}'([^'\n]{1,40})'/g,
  },
  {
    file: 'includes/bootstrap.inc',
    syntax: 'ini',
    pattern: /\bdefine\(\s{0,9}'VERSION'\s{0,9},\s{0,9}'([^'\n]{1,40})'/g,
  },
] as const;

/** Finds Drupal in the site’s folder or one of the usual places below; null where it is in none. */
export async function findDocroot(folder: SiteFolder): Promise<Docroot | null> {
  for (const path of places) {
    for (const { file, syntax, pattern } of versionFiles) {
      const found = await folder.text(`${path}${file}`, maxBytes);
      if (found === null) continue;
      const versions = [...new Set([...found.text.matchAll(pattern)].map(([, one = '']) => one))];
      const line = conflictLine(found.text);
      if (versions.length === 0 && line === null && syntax === 'ini') continue;
      const [version = null, ...others] = versions;
      const sure = line === null && others.length === 0;
      return {
        path,
        syntax,
        version: sure ? version : null,
        remarks: sure ? [] : [conflict(`${path}${file}`, line, versions)],
      };
    }
  }
  return null;
}

function conflict(
  about: string,
  line: number | null,
  versions: readonly string[],
): InventoryRemark {
  const says = `names ${versions.length} versions (${versions.join(', ')})`;
  return {
    about,
    message:
      line === null
        ? `The file ${says}; restore it from Drupal’s release`
        : `The file has merge-conflict markers from line ${line} and ${says}; resolve the merge`,
  };
}
