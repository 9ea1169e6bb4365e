import type { InventoryRemark } from '../core/artifacts/inventory.ts';
import { type Component, componentKey } from '../core/component.ts';
import type {
  InventoryRoute,
  RouteHaul,
  RouteOutcome,
  SavedFile,
} from '../core/platform-module.ts';

/** What one saved file holds; null where it is nothing that the platform knows. */
export type SavedReading = RouteHaul | { readonly reason: string } | null;

/** What distinguishes the saved files of one platform. */
export interface SavedFormats {
  /** What may be saved, for people. */
  readonly expects: string;
  readonly read: (text: string, around: SavedContext) => SavedReading | Promise<SavedReading>;
}

/** What is known beside the text of one file. */
export interface SavedContext {
  /** Its name tells apart what looks alike. */
  readonly path: string;
  /** What the files before it held. */
  readonly before: RouteHaul;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The largest real ones, locks of big sites, have a few megabytes. */
const maxBytes = 16 * 1024 * 1024;

/** After so many days somebody has to be told that the output is old. */
const oldAfterDays = 14;
const dayMs = 24 * 60 * 60 * 1000;

/** The route that reads saved output of tools: recognised by what is in it, whatever it is called. */
export function savedFilesRoute(formats: SavedFormats): InventoryRoute {
  return {
    id: 'files',
    title: 'Saved output of tools',
    missing: ({ files }) => (files.length > 0 ? null : `inventory.files: ${formats.expects}`),
    take: ({ files, now }) => take(formats, files, now),
  };
}

const empty: RouteHaul = { components: [], complete: [] };

async function take(
  { expects, read }: SavedFormats,
  files: readonly SavedFile[],
  now: number,
): Promise<RouteOutcome> {
  let haul = empty;
  let known = 0;
  const remarks: InventoryRemark[] = [];
  for (const file of files) {
    const content = await file.text(maxBytes);
    const reading =
      content === null
        ? { reason: 'cannot be read' }
        : content.cut
          ? { reason: `is bigger than ${maxBytes / 1024 / 1024} MB and was not read` }
          : ((await read(content.text, { path: file.path, before: haul, now })) ?? {
              reason: `is not known here; expected is ${expects}`,
            });
    if ('reason' in reading) {
      remarks.push({ about: file.path, message: `The file ${reading.reason}` });
      continue;
    }
    known += 1;
    haul = joined(haul, reading);
    const days = Math.floor((now - file.modifiedAt) / dayMs);
    if (days > oldAfterDays) {
      remarks.push({
        about: file.path,
        message: `The file was saved ${days} days ago; what was installed since is not in it`,
      });
    }
  }
  if (known > 0) return { ok: true, ...haul, remarks: [...(haul.remarks ?? []), ...remarks] };
  const reasons = remarks.map(({ about, message }) => `${about}: ${message}`);
  return { ok: false, reason: reasons.join('; ') || 'inventory.files names no file' };
}

/** Two hauls as one. Of a component that both have, the surer version counts. */
export function joined(first: RouteHaul, second: RouteHaul): RouteHaul {
  return {
    components: unique([...first.components, ...second.components]),
    complete: [...new Set([...first.complete, ...second.complete])],
    remarks: [...(first.remarks ?? []), ...(second.remarks ?? [])],
    packages: [...(first.packages ?? []), ...(second.packages ?? [])],
    advisories: [...(first.advisories ?? []), ...(second.advisories ?? [])],
    notices: [...(first.notices ?? []), ...(second.notices ?? [])],
  };
}

function unique(components: readonly Component[]): readonly Component[] {
  const byKey = new Map<string, Component>();
  for (const component of components) {
    const key = componentKey(component);
    const before = byKey.get(key);
    byKey.set(key, before ? surer(before, component) : component);
  }
  return [...byKey.values()];
}

function surer(before: Component, later: Component): Component {
  const [best, other] =
    later.version !== null && later.confidence > before.confidence
      ? [later, before]
      : [before, later];
  return {
    ...other,
    ...best,
    version: best.version ?? other.version,
    active: best.active ?? other.active,
  };
}
