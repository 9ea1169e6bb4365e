import type { Sighting } from '../../core/artifacts/page-audit.ts';
import { oneLine } from '../../core/text.ts';
import { childElements, type Page } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

const longestSelector = 256;
const longestTag = 300;
const longestEvidence = 500;

/** An element as findings name it. */
export function sightingOf(page: Page, element: SnapshotElement, evidence: string): Sighting {
  return {
    path: element.path,
    selector: selectorOf(page, element),
    html: openingTag(element),
    box: element.box,
    evidence: oneLine(evidence, longestEvidence),
  };
}

/**
 * A selector for people and for the next run: from the nearest id that only one element has, by
 * element names and positions. Long ids that look generated are passed over, for they change.
 */
export function selectorOf(page: Page, element: SnapshotElement): string {
  const steps: string[] = [];
  for (let at: SnapshotElement | null = element; at; at = at.parent) {
    const { id } = at.attributes;
    if (id && isLasting(id) && page.byId(id, at) === at) {
      steps.unshift(`#${escapeName(id)}`);
      break;
    }
    steps.unshift(stepOf(at));
    if (at.tag === 'html' || at.tag === 'body') break;
  }
  return oneLine(steps.join(' > '), longestSelector);
}

/** The tag that opens the element, as it stands in the tree. */
export function openingTag({ tag, attributes }: SnapshotElement): string {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === '' ? name : `${name}="${oneLine(value, 120).replaceAll('"', '&quot;')}"`,
  );
  return oneLine(`<${[tag, ...written].join(' ')}>`, longestTag);
}

function stepOf(element: SnapshotElement): string {
  const name = escapeName(element.tag);
  const siblings = element.parent ? childElements(element.parent) : [];
  const alike = siblings.filter(({ tag }) => tag === element.tag);
  return alike.length < 2 ? name : `${name}:nth-of-type(${alike.indexOf(element) + 1})`;
}

/** Whether an id is likely to be the same tomorrow. */
function isLasting(id: string): boolean {
  return /^[a-z][\w-]{0,63}$/i.test(id) && !/\d{4,}|[0-9a-f]{8,}/i.test(id);
}

function escapeName(name: string): string {
  return name.replace(/[^\w-]/g, (character) => `\\${character}`);
}
