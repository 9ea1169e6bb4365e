import { oneLine } from '../../core/text.ts';
import { structuredDataTypes } from './structured-data-types.ts';

/** An item of a block, and which properties it lacks. */
export interface ItemGaps {
  readonly type: string;
  /** Its name, where it has one. */
  readonly name: string | null;
  readonly required: readonly string[];
  readonly recommended: readonly string[];
  /** The page of Google’s documentation. */
  readonly help: string;
}

/** What a block of JSON-LD says, or why it cannot be read. */
export type BlockReading =
  | { readonly ok: true; readonly gaps: readonly ItemGaps[] }
  | { readonly ok: false; readonly why: string };

type Item = Readonly<Record<string, unknown>>;

const maxDepth = 8;
const maxItems = 200;
const documentation = 'https://developers.google.com/search/docs/appearance/structured-data/';

/** Reads one block of JSON-LD, and looks for what its items lack. */
export function readBlock(text: string): BlockReading {
  let value: unknown;
  try {
    value = JSON.parse(text.trim());
  } catch (error) {
    return { ok: false, why: oneLine((error as Error).message, 200) };
  }
  if (typeof value !== 'object' || value === null) {
    return { ok: false, why: 'it is neither an object nor a list' };
  }
  const items: PlacedItem[] = [];
  collect(value, { depth: 0, isPart: false }, items);
  return { ok: true, gaps: items.flatMap(gapsOf) };
}

interface PlacedItem {
  readonly item: Item;
  /** Whether it stands in a property of another item. */
  readonly isPart: boolean;
}

/** Every object that has a type, wherever it stands: in a list, in `@graph`, in a property. */
function collect(
  value: unknown,
  { depth, isPart }: { readonly depth: number; readonly isPart: boolean },
  items: PlacedItem[],
): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > maxDepth || items.length >= maxItems) return;
  const isItem = !Array.isArray(value) && '@type' in value;
  if (isItem) items.push({ item: value as Item, isPart });
  for (const [property, inner] of Object.entries(value)) {
    const inPart = isPart || (isItem && property !== '@graph');
    collect(inner, { depth: depth + 1, isPart: inPart }, items);
  }
}

/** Types that mean the same within another item: a product under review, say, may be a bare name. */
const judgedAsParts = ['AggregateOffer', 'AggregateRating', 'Offer', 'Question', 'Review'];

function gapsOf({ item, isPart }: PlacedItem): readonly ItemGaps[] {
  // A bare reference to an item that is described elsewhere.
  if (Object.keys(item).every((key) => key.startsWith('@'))) return [];
  return typesOf(item).flatMap((type) => {
    const needs = Object.hasOwn(structuredDataTypes, type) ? structuredDataTypes[type] : undefined;
    if (!needs || (isPart && !judgedAsParts.includes(type))) return [];
    const lacking = needs.required
      .map((property) => (typeof property === 'string' ? [property] : property))
      .filter((choices) => !choices.some((property) => has(item, property)))
      .map((choices) => choices.join(' or '));
    const wanted = isPart ? [] : needs.recommended;
    const recommended = wanted.filter((property) => !has(item, property));
    if (lacking.length + recommended.length === 0) return [];
    const name = typeof item.name === 'string' ? oneLine(item.name, 80) : null;
    return [{ type, name, required: lacking, recommended, help: documentation + needs.page }];
  });
}

function typesOf(item: Item): readonly string[] {
  const types = Array.isArray(item['@type']) ? item['@type'] : [item['@type']];
  return types
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, ''));
}

/** Empty text and empty lists say nothing. */
function has(item: Item, property: string): boolean {
  if (!Object.hasOwn(item, property)) return false;
  const value = item[property];
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
}
