import { closest, isOnScreen, type Page, shownText, upwards, walk } from './page.ts';
import { perPage } from './per-page.ts';
import type { SnapshotElement } from './snapshot.ts';

const notFilledIn = new Set(['hidden', 'submit', 'reset', 'button', 'image']);

/** Whether people fill this in: a native field that is not a button. */
export function isField({ tag, attributes }: SnapshotElement): boolean {
  if (tag === 'select' || tag === 'textarea') return true;
  return tag === 'input' && !notFilledIn.has(attributes.type?.toLowerCase() ?? 'text');
}

/** Whether it is a radio button or a checkbox. */
export function isChoice({ tag, attributes }: SnapshotElement): boolean {
  return tag === 'input' && /^(?:radio|checkbox)$/i.test(attributes.type ?? '');
}

/** Fields that are laid out, in document order; some designs make the native one transparent, so it need not be seen. */
export const fieldsOf = perPage((page): readonly SnapshotElement[] =>
  page
    .tagged('input', 'select', 'textarea')
    .filter((element) => isField(element) && element.box !== null),
);

/** The form of a field, or the root of its document. */
export function formOf(field: SnapshotElement): SnapshotElement {
  return closest(field, ({ tag, parent }) => tag === 'form' || tag === 'html' || !parent) ?? field;
}

/** What a `<label>` labels: what `for` names, or the first field inside (HTML, “The label element”). */
export function labelled(page: Page, label: SnapshotElement): SnapshotElement | null {
  const { for: id } = label.attributes;
  if (id === undefined) return walk(label).find(isField) ?? null;
  const target = page.byId(id, label);
  return target && isField(target) ? target : null;
}

/** The `<label>`s of each field. */
export const labelsByField = perPage(
  (page): ReadonlyMap<SnapshotElement, readonly SnapshotElement[]> => {
    const labels = new Map<SnapshotElement, SnapshotElement[]>();
    for (const label of page.tagged('label')) {
      const field = labelled(page, label);
      if (!field) continue;
      const known = labels.get(field);
      if (known) known.push(label);
      else labels.set(field, [label]);
    }
    return labels;
  },
);

/** The text of a label as it is seen; empty where the label is hidden or moved off the page. */
export function labelText(label: SnapshotElement): string {
  return isOnScreen(label) ? shownText(label) : '';
}

/** Whether assistive technology is kept away from the element. */
export function isHiddenFromTechnology(element: SnapshotElement): boolean {
  return upwards(element).some(({ attributes }) => attributes['aria-hidden'] === 'true');
}

/** Elements that some attribute of the element names by id, such as `aria-describedby`. */
export function referred(
  page: Page,
  element: SnapshotElement,
  attribute: string,
): readonly SnapshotElement[] {
  const ids = element.attributes[attribute]?.split(/\s+/, 20) ?? [];
  return ids.flatMap((id) => page.byId(id, element) ?? []);
}

/** Elements that hold fields: how many, and the first of them. */
export const fieldsWithin = perPage(
  (
    page,
  ): ReadonlyMap<SnapshotElement, { readonly count: number; readonly first: SnapshotElement }> => {
    const holders = new Map<SnapshotElement, { count: number; first: SnapshotElement }>();
    for (const field of fieldsOf(page)) {
      for (const around of upwards(field)) {
        const known = holders.get(around);
        if (known) known.count += 1;
        else holders.set(around, { count: 1, first: field });
      }
    }
    return holders;
  },
);
