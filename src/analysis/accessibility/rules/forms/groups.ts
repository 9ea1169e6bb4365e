import { formOf, isChoice } from '../../controls.ts';
import { allText, childElements, isOnScreen, type Page, shownText, upwards } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { hasWords } from '../../words.ts';

/** Rules about fields that are one question together. */
export const groupRules = pageRules({
  'choices-without-group': {
    title: 'Choices that belong together are not grouped under their question',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Put the choices into a group that has the question for its name: `<fieldset><legend>Which days suit you?</legend> … </fieldset>`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H71',
    find: choicesWithoutGroup,
  },
});

/** Radio buttons or checkboxes with one name in one form are one question. */
function* choicesWithoutGroup(page: Page): Generator<Sight> {
  const choices = page
    .tagged('input')
    .filter((field) => isChoice(field) && field.attributes.name && field.box !== null);
  const questions = Map.groupBy(
    choices,
    (field) =>
      `${formOf(field).path} ${field.attributes.type?.toLowerCase()} ${field.attributes.name}`,
  );
  for (const fields of questions.values()) {
    const [first] = fields;
    if (!first || fields.length < 2) continue;
    // A grid names each of its choices by its row and column.
    if (fields.every((field) => field.attributes['aria-labelledby'] || inTable(field))) continue;
    if (upwards(first).some(isNamedGroup)) continue;
    const kind = /radio/i.test(first.attributes.type ?? '') ? 'radio buttons' : 'checkboxes';
    yield {
      element: first,
      evidence: `${fields.length} ${kind} named “${first.attributes.name}”, in no group that has a name.`,
    };
  }
}

function inTable(field: SnapshotElement): boolean {
  return upwards(field).some(({ tag }) => tag === 'td');
}

/** A fieldset with a legend, or an element whose role groups and that has a name. */
function isNamedGroup(element: SnapshotElement): boolean {
  const { attributes, tag } = element;
  const role = attributes.role?.trim().toLowerCase();
  if (role && /^(?:group|radiogroup|listbox|menu|toolbar|grid|tree|listitem|row)$/.test(role)) {
    return (
      role === 'row' ||
      element.name !== '' ||
      Boolean(attributes['aria-label'] ?? attributes['aria-labelledby'])
    );
  }
  if (tag !== 'fieldset') return false;
  if (element.name !== '' || attributes['aria-labelledby']) return true;
  return childElements(element).some(
    (child) =>
      child.tag === 'legend' && hasWords(isOnScreen(child) ? shownText(child) : allText(child)),
  );
}
