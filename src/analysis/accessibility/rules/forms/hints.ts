import {
  fieldsOf,
  fieldsWithin,
  formOf,
  isChoice,
  isField,
  labelsByField,
  labelText,
} from '../../controls.ts';
import { formMessages } from '../../form-messages.ts';
import { isOnScreen, type Page, shownText } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import type { SnapshotElement, SnapshotNode } from '../../snapshot.ts';
import { hasWords, plain, quoted } from '../../words.ts';

/** Rules about what a form says on how to fill it in. */
export const hintRules = pageRules({
  'field-hint-apart': {
    title: 'A hint stands beside its field, but is not tied to it',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Name the hint in aria-describedby: `<p id="iban-hint">For example …</p>` `<input aria-describedby="iban-hint">`. Who tabs from field to field never hears it otherwise.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA1',
    find: hintsApart,
  },
  'required-mark-unexplained': {
    title: 'Required fields are marked by a sign that nothing explains',
    wcag: ['3.3.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Say “Fields marked * are required” before the form and give the fields the required attribute, or write “(required)” into each label.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H90',
    find: unexplainedMarks,
  },
});

/** Words by which text says how a field is filled in. */
const hintWords =
  /\b(?:e\.\s?g\.|eg\b|for example|for instance|such as \d|in the format|must (?:be|contain|have|include)|at least \d|no more than \d|up to \d|maximum|minimum \d|\d+ (?:characters|digits|letters)|it(?:'|’)s (?:on|in) your|it(?:'|’)ll be on|you(?:'|’)ll find (?:it|this) on|z\.\s?b\.|zum beispiel|mindestens \d|höchstens \d|par exemple|p\.\s?ex\.|au moins \d|por ejemplo|al menos \d|bijvoorbeeld|minimaal \d)|\b(?:dd|mm|yyyy|jjjj|tt|aaaa)[-/. ](?:mm|dd|yyyy|yy)\b/i;
const hintName =
  /(?:^|[-_\s])(?:hint|help|helper|help-?text|helptext|form-?hint|form-?text|instructions?)(?:$|[-_\s])/i;
const longestHint = 300;
/** Siblings of a field beyond which nothing stands beside it. */
const nearby = 12;

function* hintsApart(page: Page): Generator<Sight> {
  const holders = fieldsWithin(page);
  const messages = new Set(formMessages(page).map(({ element }) => element));
  const seen = new Set<SnapshotElement>();
  for (const field of fieldsOf(page)) {
    if (isChoice(field) || !isOnScreen(field)) continue;
    for (const hint of neighbours(field, holders)) {
      if (seen.has(hint) || messages.has(hint) || !isHint(hint)) continue;
      const text = shownText(hint);
      const told = plain(`${field.description} ${field.name}`);
      if (told.includes(plain(text)) || field.attributes['aria-describedby']) continue;
      seen.add(hint);
      yield {
        element: hint,
        evidence: `${quoted(text)} is beside ${quoted(field.name || field.attributes.name || 'a field', 60)}, which has no aria-describedby.`,
      };
    }
  }
}

function isHint(element: SnapshotElement): boolean {
  if (!isOnScreen(element) || /^(?:a|button|legend|label|h[1-6]|table|ul|ol)$/.test(element.tag))
    return false;
  const text = shownText(element);
  if (!hasWords(text) || text.length > longestHint) return false;
  return (
    hintName.test(`${element.attributes.class ?? ''} ${element.attributes.id ?? ''}`) ||
    hintWords.test(text)
  );
}

/**
 * Elements beside a field up to the next one: after its label and before it, or after it. A field
 * that is alone in its box has the neighbours of the box.
 */
function* neighbours(
  field: SnapshotElement,
  holders: ReturnType<typeof fieldsWithin>,
): Generator<SnapshotElement> {
  let at = field;
  for (let climbed = 0; climbed < 3 && at.parent; climbed += 1) {
    const siblings = at.parent.children;
    const place = siblings.indexOf(at);
    const before = upTo(siblings.slice(Math.max(place - nearby, 0), place).reverse(), holders);
    const after = upTo(siblings.slice(place + 1, place + 1 + nearby), holders);
    yield* before;
    // What follows a field belongs to the next one where that has its label there.
    yield* after.slice(0, 1);
    if (
      before.length > 0 ||
      after.length > 0 ||
      /^(?:form|fieldset|body|main|html)$/.test(at.parent.tag)
    )
      return;
    at = at.parent;
  }
}

/** Elements until another field, at most three. */
function upTo(
  siblings: readonly SnapshotNode[],
  holders: ReturnType<typeof fieldsWithin>,
): readonly SnapshotElement[] {
  const found: SnapshotElement[] = [];
  for (const sibling of siblings) {
    if (sibling.kind === 'text' || sibling.tag === 'br') continue;
    if (isField(sibling) || holders.has(sibling) || found.length === 3) break;
    if (sibling.tag === 'label' && found.length > 0) break;
    found.push(sibling);
  }
  return found;
}

const mark = /^[*✱∗＊]|[*✱∗＊]\s?:?$/u;
const explanation =
  /[*✱∗＊].{0,60}\b(?:required|mandatory|must be|obligat|compulsory|pflicht|erforderlich|requis|obligator|verplicht)|\b(?:required|mandatory|obligat|compulsory|pflicht|erforderlich|requis|obligator|verplicht).{0,60}[*✱∗＊]/isu;

/** Once a form, on its first mark. */
function* unexplainedMarks(page: Page): Generator<Sight> {
  const told = new Set<SnapshotElement>();
  for (const [field, labels] of labelsByField(page)) {
    const label = labels.find((one) => mark.test(labelText(one)));
    if (!label || 'required' in field.attributes || field.attributes['aria-required'] === 'true')
      continue;
    const form = formOf(field);
    if (told.has(form)) continue;
    told.add(form);
    const around = form.tag === 'form' ? (form.parent ?? form) : form;
    if (explanation.test(shownText(around).slice(0, 20_000))) continue;
    yield {
      element: label,
      evidence: `${quoted(labelText(label), 60)}: nothing near says what the sign means, and the field has no required attribute.`,
    };
  }
}
