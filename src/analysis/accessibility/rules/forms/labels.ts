import {
  fieldsOf,
  formOf,
  isChoice,
  isHiddenFromTechnology,
  labelled,
  labelsByField,
  labelText,
} from '../../controls.ts';
import { isOnScreen, type Page, texts } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { hasWords, plain, quoted } from '../../words.ts';

/** Rules about the names of fields. */
export const labelRules = pageRules({
  'placeholder-as-label': {
    title: 'A field has nothing but its placeholder for a label',
    wcag: ['3.3.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Give the field a label that stays: `<label for="town">Town</label>` `<input id="town">`. A placeholder vanishes with the first letter typed.',
    help: understanding('labels-or-instructions'),
    find: placeholderAsLabel,
  },
  'field-labelled-twice': {
    title: 'A field has several labels',
    wcag: ['1.3.1', '3.3.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Keep one `<label>` for each field; put what belongs to several fields into a `<legend>` and what explains one into aria-describedby. Some screen readers read only the first label, some only the last.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H44',
    find: labelledTwice,
  },
  'label-without-field': {
    title: 'A label belongs to no field',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Let the for attribute of the label be the id of its field: `<label for="town">Town</label>` `<input id="town">`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H44',
    find: labelWithoutField,
  },
  'field-labels-alike': {
    title: 'Different fields have the same label',
    wcag: ['2.4.6'],
    level: 'AA',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Say which is which: “Name of the child” and “Name of the parent”, or a `<fieldset>` with a `<legend>` around each group.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/cc0f0a/',
    find: labelsAlike,
  },
  'label-hidden': {
    title: 'The label of a field cannot be seen, and its placeholder vanishes',
    wcag: ['3.3.2'],
    level: 'A',
    verdict: 'review',
    severity: 'moderate',
    advice:
      'Show the label beside the field, so that it can still be read when something is typed.',
    help: understanding('labels-or-instructions'),
    find: labelHidden,
  },
});

const typed = (field: SnapshotElement) => !isChoice(field) && isOnScreen(field);

/** A button beside a lone field says what it is for (technique G167): the name that vanishes is then bad style only. */
function* placeholderAsLabel(page: Page): Generator<Sight> {
  const labels = labelsByField(page);
  for (const field of fieldsOf(page).filter(typed)) {
    const { placeholder = '' } = field.attributes;
    if (!hasWords(placeholder) || field.nameFrom !== 'placeholder') continue;
    if (labels.get(field)?.some((label) => labelText(label) !== '')) continue;
    const button = buttonBeside(field);
    yield {
      element: field,
      evidence: `The only name is the placeholder ${quoted(placeholder)}${button ? `, beside the button ${quoted(button)}` : ''}.`,
      ...(button ? { verdict: 'warning' } : {}),
    };
  }
}

/** The name of the button that directly follows a field. */
function buttonBeside(field: SnapshotElement): string | null {
  const siblings = field.parent?.children ?? [];
  const next = siblings
    .slice(siblings.indexOf(field) + 1)
    .find((one) => one.kind === 'element' && isOnScreen(one));
  return next?.kind === 'element' && next.role === 'button' && next.name !== '' ? next.name : null;
}

function* labelledTwice(page: Page): Generator<Sight> {
  for (const [field, labels] of labelsByField(page)) {
    if (!isOnScreen(field) || field.attributes['aria-labelledby']) continue;
    const seen = labels.map(labelText).filter(hasWords);
    if (seen.length < 2) continue;
    yield {
      element: field,
      evidence: `${seen.length} labels: ${seen
        .slice(0, 4)
        .map((text) => quoted(text, 40))
        .join(', ')}.`,
    };
  }
}

/** Only where a field of the same form has no label, which is the one that lost it. */
function* labelWithoutField(page: Page): Generator<Sight> {
  const labels = labelsByField(page);
  const bare = new Set(
    fieldsOf(page)
      .filter((field) => isOnScreen(field) && !labels.has(field))
      .map(formOf),
  );
  if (bare.size === 0) return;
  const referred = new Set(
    fieldsOf(page).flatMap(({ attributes }) => attributes['aria-labelledby']?.split(/\s+/) ?? []),
  );
  for (const label of page.tagged('label')) {
    const text = labelText(label);
    if (!hasWords(text) || isHiddenFromTechnology(label) || labelled(page, label)) continue;
    if (label.attributes.id && referred.has(label.attributes.id)) continue;
    if (!bare.has(formOf(label))) continue;
    const { for: id } = label.attributes;
    yield {
      element: label,
      evidence: `${quoted(text)} ${id === undefined ? 'has no for attribute and no field inside' : `is for “${id}”, which is the id of no field`}.`,
    };
  }
}

/**
 * Two fields of a form whose labels are seen and read the same, with nothing seen between them that
 * would tell them apart: no heading, no legend, no text at all but other labels.
 */
function* labelsAlike(page: Page): Generator<Sight> {
  const labels = labelsByField(page);
  const owners = new Map(
    [...labels].flatMap(([field, own]) => own.map((label) => [label, field] as const)),
  );
  const context = textAside(page);
  const known = new Map<string, SnapshotElement>();
  for (const label of page.tagged('label')) {
    const field = owners.get(label);
    const text = plain(labelText(label));
    if (!field || text === '' || !isOnScreen(field)) continue;
    const key = `${formOf(field).path} ${context.get(label) ?? 0} ${plain(field.name)} ${text} ${isChoice(field)}`;
    const first = known.get(key);
    if (!first) known.set(key, field);
    else if (first !== field) {
      yield {
        element: field,
        evidence: `The label ${quoted(labelText(label), 60)} is that of another field of the same form, and nothing between them tells the two apart.`,
      };
    }
  }
}

/** For each label, how many pieces of text that are in no label and no button are seen before it. */
function textAside(page: Page): ReadonlyMap<SnapshotElement, number> {
  const before = new Map<SnapshotElement, number>();
  const inside = new Set<SnapshotElement>();
  let count = 0;
  for (const element of page.elements) {
    if (element.tag === 'label') before.set(element, count);
    if (ownWords.test(element.tag) || (element.parent && inside.has(element.parent))) {
      inside.add(element);
      continue;
    }
    const isAside = element.children.some(
      (child) => child.kind === 'text' && child.lines.length > 0 && hasWords(child.text),
    );
    if (isAside && isOnScreen(element)) count += 1;
  }
  return before;
}

/** What has text that is no context for others. */
const ownWords = /^(?:label|button|select|textarea)$/;

function* labelHidden(page: Page): Generator<Sight> {
  const labels = labelsByField(page);
  for (const field of fieldsOf(page).filter(typed)) {
    const own = labels.get(field) ?? [];
    const { placeholder = '' } = field.attributes;
    if (
      own.length === 0 ||
      !hasWords(placeholder) ||
      own.some((label) => labelText(label) !== '')
    ) {
      continue;
    }
    if (own.some((label) => texts(label).some(() => true))) {
      yield {
        element: field,
        evidence: `Only the placeholder ${quoted(placeholder)} can be seen, and only until something is typed.`,
      };
    }
  }
}
