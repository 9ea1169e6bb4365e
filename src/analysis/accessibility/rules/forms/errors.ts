import { nameOfColour, over, parseColour, white } from '../../colours.ts';
import { fieldsOf, formOf, isChoice, labelsByField, labelText } from '../../controls.ts';
import { formMessages, isInvalid, saysOnlyThatItIsWrong } from '../../form-messages.ts';
import { isOnScreen, type Page, px, shownText } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { hasWords, plain, quoted } from '../../words.ts';

/** Rules about how a form says that something is wrong. */
export const errorRules = pageRules({
  'errors-not-identified': {
    title: 'A form says that there are errors, but not in which fields',
    wcag: ['3.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Put a message beside each wrong field, tie it with aria-describedby, set aria-invalid="true", and let the summary link to the fields.',
    help: understanding('error-identification'),
    find: errorsNotIdentified,
  },
  'error-without-correction': {
    title: 'An error message says neither what is wrong nor how to put it right',
    wcag: ['3.3.1', '3.3.3'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Say what is expected: not “Invalid date” but “Enter the date as day, month and year, such as 31 3 2026”.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/36b590/',
    find: errorsWithoutCorrection,
  },
  'error-by-colour-only': {
    title: 'Only colour tells which field is wrong',
    wcag: ['1.4.1', '3.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Add a message in words to each marked field, and aria-invalid="true".',
    help: understanding('use-of-color'),
    find: errorsByColour,
  },
  'error-hidden-from-technology': {
    title: 'An error message is kept from screen readers',
    wcag: ['3.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Take aria-hidden off the message and name it in the aria-describedby of its field.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/36b590/',
    find: hiddenErrors,
  },
  'error-names-several-fields': {
    title: 'An error message names a field by a label that several fields have',
    wcag: ['3.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Name the group as well: “Enter the street of the delivery address”.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/36b590/',
    find: ambiguousErrors,
  },
});

/** A summary, once a form, without any field of the form that is described as wrong. */
function* errorsNotIdentified(page: Page): Generator<Sight> {
  const messages = formMessages(page);
  if (messages.some(({ text }) => !saysOnlyThatItIsWrong(text, ''))) return;
  const forms = Map.groupBy(fieldsOf(page), formOf);
  const told = new Set<SnapshotElement>();
  for (const { element, text, field } of messages) {
    if (field) continue;
    const form = formOf(element);
    const own = forms.get(form) ?? [...forms.values()].flat();
    if (told.has(form) || own.length < 2) continue;
    if (own.some((one) => isInvalid(one) && one.description !== '')) continue;
    told.add(form);
    yield {
      element,
      evidence: `${quoted(text)} names none of ${own.length} fields, and no field has a message of its own.`,
    };
  }
}

function* errorsWithoutCorrection(page: Page): Generator<Sight> {
  const labels = labelsByField(page);
  const ofFields = Map.groupBy(formMessages(page), ({ field }) => field);
  for (const [field, messages] of ofFields) {
    if (!field) continue;
    const about = `${field.name} ${labels.get(field)?.map(labelText).join(' ') ?? ''} ${field.attributes.name ?? ''}`;
    const bare = messages.filter(({ text }) =>
      saysOnlyThatItIsWrong(text, withoutMessages(about, text)),
    );
    const [first] = bare;
    if (!first || bare.length < messages.length) continue;
    yield {
      element: first.element,
      evidence: `${quoted(first.text)} beside ${quoted(labelOf(field, labels), 60)}.`,
    };
  }
}

/** The words of a label without those of the message, which may stand inside the label. */
function withoutMessages(about: string, message: string): string {
  return about.replaceAll(message, ' ');
}

function labelOf(
  field: SnapshotElement,
  labels: ReadonlyMap<SnapshotElement, readonly SnapshotElement[]>,
): string {
  const [label] = labels.get(field) ?? [];
  return (label && labelText(label)) || field.name || field.attributes.name || 'a field';
}

/** A field in red among fields of its kind that are not, without a word about it. */
function* errorsByColour(page: Page): Generator<Sight> {
  const labels = labelsByField(page);
  const described = new Set(formMessages(page).map(({ field }) => field));
  const fields = fieldsOf(page).filter((field) => !isChoice(field) && isOnScreen(field));
  for (const own of Map.groupBy(fields, formOf).values()) {
    const marked = own.filter((field) => redPart(field) !== null);
    if (marked.length === 0 || marked.length === own.length) continue;
    const isWrong = described.has(null) || marked.some((field) => described.has(field));
    for (const field of marked) {
      if (described.has(field)) continue;
      if (
        field.description !== '' ||
        /[*✱]|required|optional/i.test(
          `${labelOf(field, labels)} ${field.attributes.required ?? ''}`,
        )
      )
        continue;
      yield {
        element: field,
        evidence: `Its ${redPart(field)} is red, unlike that of other fields (${own.length - marked.length} of ${own.length}); no text beside it says why.`,
        ...(isWrong || isInvalid(field) ? {} : { verdict: 'warning' }),
      };
    }
  }
}

function redPart({ style }: SnapshotElement): string | null {
  const background = parseColour(style['background-color']);
  if (background && background.alpha > 0 && nameOfTint(style['background-color']) === 'red')
    return 'background';
  const isBordered =
    (px(style['border-bottom-width']) ?? 0) > 0 && style['border-bottom-style'] !== 'none';
  return isBordered && nameOfTint(style['border-bottom-color']) === 'red' ? 'border' : null;
}

/** The name of the hue of a colour however pale it is. */
function nameOfTint(computed: string | undefined): string {
  const colour = parseColour(computed);
  if (!colour || colour.alpha === 0) return 'none';
  const { red, green, blue } = over(colour, white);
  const least = Math.min(red, green, blue);
  if (Math.max(red, green, blue) - least < 20) return 'none';
  const stretch = (channel: number) =>
    ((channel - least) / (Math.max(red, green, blue) - least)) * 255;
  return nameOfColour({ red: stretch(red), green: stretch(green), blue: stretch(blue), alpha: 1 });
}

function* hiddenErrors(page: Page): Generator<Sight> {
  for (const { element, text, field, isTold } of formMessages(page)) {
    if (isTold || !hasWords(text) || field?.description.includes(text)) continue;
    yield { element, evidence: `${quoted(text)} can be seen, but lies within aria-hidden="true".` };
  }
}

/** Labels that fields of several groups share, in a message that names no group. */
function* ambiguousErrors(page: Page): Generator<Sight> {
  const shared = new Map<string, Set<SnapshotElement>>();
  for (const [field, labels] of labelsByField(page)) {
    for (const name of labels.map((label) => plain(labelText(label)))) {
      if (name !== '' && !isChoice(field))
        shared.set(name, (shared.get(name) ?? new Set()).add(field));
    }
  }
  const names = [...shared].filter(([, fields]) => fields.size > 1);
  if (names.length === 0) return;
  const groups = page.tagged('legend', 'h1', 'h2', 'h3', 'h4').map((one) => plain(shownText(one)));
  for (const { element, text, field } of formMessages(page)) {
    if (field || element.children.length === 0) continue;
    const said = ` ${plain(text)} `;
    const name = names.find(([one]) => said.includes(` ${one} `))?.[0];
    if (name === undefined || groups.some((group) => group !== '' && said.includes(` ${group} `)))
      continue;
    yield {
      element,
      evidence: `${quoted(text)}: ${shared.get(name)?.size ?? 0} fields are labelled “${name}”.`,
    };
  }
}
