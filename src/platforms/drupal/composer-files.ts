import {
  type ComposerPackage,
  type ComposerPackages,
  readComposerInstalled,
  readComposerLock,
  readComposerRequirements,
} from '../../analysis/manifests/composer-lock.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { SiteFolder } from '../../core/platform-module.ts';

/** What Composer left in a site’s folder. */
export interface ComposerFiles {
  /** From `composer.lock`: what should be installed. Null without a readable one. */
  readonly locked: readonly ComposerPackage[] | null;
  /** From `vendor/composer/installed.json`: what Composer did install. Null without a readable one. */
  readonly installed: readonly ComposerPackage[] | null;
  /** Names that `composer.json` requires. */
  readonly required: ReadonlySet<string> | null;
  readonly remarks: readonly InventoryRemark[];
}

/** Locks of real sites have one or two megabytes. */
const maxBytes = 16 * 1024 * 1024;

/** Reads Composer’s files, which lie beside the docroot or above it. */
export async function readComposerFiles(
  folder: SiteFolder,
  docroot: string,
): Promise<ComposerFiles> {
  const remarks: InventoryRemark[] = [];
  const read = async (
    name: string,
    parse: (text: string) => ComposerPackages,
  ): Promise<readonly ComposerPackage[] | null> => {
    for (const base of new Set(['', docroot])) {
      const file = await folder.text(base + name, maxBytes);
      if (file === null) continue;
      const result = file.cut ? tooBig : parse(file.text);
      if (result.ok) return result.packages;
      remarks.push({ about: base + name, message: `The file ${result.reason}` });
    }
    return null;
  };
  const locked = await read('composer.lock', readComposerLock);
  const installed = await read('vendor/composer/installed.json', readComposerInstalled);
  const manifest =
    (await folder.text('composer.json', maxBytes)) ??
    (docroot === '' ? null : await folder.text(`${docroot}composer.json`, maxBytes));
  return {
    locked,
    installed,
    required: manifest === null || manifest.cut ? null : readComposerRequirements(manifest.text),
    remarks,
  };
}

/** Said of a manifest that is beyond every real one. */
export const tooBig = {
  ok: false,
  reason: `is bigger than ${maxBytes / 1024 / 1024} MB and was not read`,
} as const;
