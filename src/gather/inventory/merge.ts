import { orderVersions } from '../../analysis/versions/compare.ts';
import type { Inventory, InventoryRemark } from '../../core/artifacts/inventory.ts';
import { type Component, type ComponentKind, componentKey } from '../../core/component.ts';
import type { RoutedHaul } from './routes.ts';

/** No site has more; what claims to is cut, and says so. */
const maxComponents = 10_000;
const maxRemarks = 200;
/** The route that sees a site as strangers do, and takes what its pages load for what it has. */
const fromOutside = 'black-box';

/** What the routes brought together. */
export type MergedHauls = Pick<
  Inventory,
  'components' | 'remarks' | 'packages' | 'advisories' | 'notices'
>;

/**
 * One inventory of what several routes brought, the best first. Each component is as its first
 * source has it; later ones fill in what it left open. Where two name different versions, a remark
 * says so. What of a complete kind is seen only from outside is a remark, too.
 */
export function mergeHauls(hauls: readonly RoutedHaul[]): MergedHauls {
  const components = new Map<string, Component>();
  const remarks: InventoryRemark[] = [];
  const complete = new Map<ComponentKind, string>();
  for (const haul of hauls) {
    remarks.push(...(haul.remarks ?? []));
    for (const component of haul.components) {
      const key = componentKey(component);
      const known = components.get(key);
      const completeBy = complete.get(component.kind);
      if (known) {
        remarks.push(...contradictions(known, component));
        components.set(key, filledIn(known, component));
      } else if (completeBy !== undefined && haul.route === fromOutside) {
        const seen = `${component.source} sees it, ${completeBy} does not list it`;
        remarks.push({ about: key, message: `${seen}: it is left out` });
      } else if (components.size < maxComponents) {
        components.set(key, component);
      } else if (components.size === maxComponents) {
        remarks.push({ about: haul.route, message: `more than ${maxComponents} components: cut` });
        break;
      }
    }
    for (const kind of haul.complete) {
      if (!complete.has(kind)) complete.set(kind, haul.route);
    }
  }
  return {
    components: [...components.values()],
    remarks: bounded(remarks),
    packages: hauls.flatMap(({ packages = [] }) => packages),
    advisories: hauls.flatMap(({ advisories = [] }) => advisories),
    notices: hauls.flatMap(({ notices = [] }) => notices),
  };
}

function filledIn(known: Component, later: Component): Component {
  const active = known.active ?? later.active;
  const registry = isElsewhere(later) ? null : known.registry;
  if (known.version !== null || later.version === null) return { ...known, active, registry };
  const { version, confidence, source } = later;
  return { ...known, active, registry, version, confidence, remark: `version from ${source}` };
}

/**
 * Whether a source has read that a WordPress component is published elsewhere (`Update URI`): a name
 * alone, as other sources have it, would be taken for a stranger's of the same name on WordPress.org.
 */
function isElsewhere({ scheme, registry, source }: Component): boolean {
  return scheme === 'wordpress' && registry === null && source !== fromOutside;
}

function contradictions(known: Component, later: Component): readonly InventoryRemark[] {
  if (known.version === null || later.version === null) return [];
  if (known.source === later.source || isSame(known, later.version)) return [];
  const message = `${known.source} says ${known.version}, ${later.source} says ${later.version}: the first counts`;
  return [{ about: componentKey(known), message }];
}

/** Sources spell one release in several ways: `8.x-1.12` is Composer's `1.12.0`. */
function isSame({ scheme, version }: Component, other: string): boolean {
  return version === other || orderVersions(scheme, version ?? '', other) === 0;
}

function bounded(remarks: readonly InventoryRemark[]): readonly InventoryRemark[] {
  if (remarks.length <= maxRemarks) return remarks;
  const left = remarks.length - maxRemarks;
  return [...remarks.slice(0, maxRemarks), { about: 'remarks', message: `${left} more left out` }];
}
