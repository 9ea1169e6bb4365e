import { fieldsOf, formOf, isChoice, labelsByField, labelText } from '../../controls.ts';
import { isOnScreen, type Page, shownText, walk } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import { quoted } from '../../words.ts';

/** Rules about filling in and sending a form. */
export const completionRules = pageRules({
  'personal-fields-not-completed': {
    title: 'Fields for personal data do not let the browser fill them in',
    wcag: ['1.3.5'],
    level: 'AA',
    verdict: 'review',
    severity: 'minor',
    advice:
      'Where the form asks for the data of the person who fills it in, name it: autocomplete="given-name", "email", "tel", "street-address".',
    help: understanding('identify-input-purpose'),
    find: personalFields,
  },
  'form-without-button': {
    title: 'A form has no button that sends it',
    wcag: ['3.2.2'],
    level: 'A',
    verdict: 'review',
    severity: 'minor',
    advice:
      'Give the form a `<button>`. If it acts as soon as something is chosen, people who go through a list by keyboard are carried off with the first key.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H32',
    find: formsWithoutButton,
  },
  'captcha-picture': {
    title: 'A picture has to be read before the form can be sent',
    wcag: ['1.1.1', '3.3.8'],
    level: 'A',
    verdict: 'review',
    severity: 'serious',
    advice:
      'Offer another way, such as a sound, or better a check that asks nothing of people at all.',
    help: understanding('accessible-authentication-minimum'),
    find: captchas,
  },
});

const personal =
  /^(?:(?:your |my )?(?:(?:full |first |last |given |family |sur)?name|surname|e-?mail(?: address)?|(?:tele)?phone(?: number)?|mobile(?: number)?|(?:street|home|postal) address|address(?: line \d)?|street|town|city|post ?code|zip(?: code)?|country|date of birth|birthday)|(?:vor|nach)?name|e-?mail-?adresse|telefon(?:nummer)?|straße|strasse|plz|postleitzahl|ort|stadt|land|geburtsdatum|(?:pré)?nom|courriel|téléphone|adresse|code postal|ville|pays)\s*[*:]?$/i;

/** Three such fields of one form, none of which says what it is for. */
function* personalFields(page: Page): Generator<Sight> {
  const labels = labelsByField(page);
  const fields = fieldsOf(page).filter((field) => !isChoice(field) && isOnScreen(field));
  for (const own of Map.groupBy(fields, formOf).values()) {
    const asked = own.filter((field) => {
      const text = labels.get(field)?.map(labelText).join(' ') || field.name;
      return personal.test(text.trim()) && !field.attributes.autocomplete;
    });
    const [first] = asked;
    if (!first || asked.length < 3) continue;
    const names = asked.slice(0, 6).map((field) => quoted(field.name, 30));
    yield {
      element: first,
      evidence: `${asked.length} fields without autocomplete: ${names.join(', ')}.`,
    };
  }
}

function* formsWithoutButton(page: Page): Generator<Sight> {
  const fields = Map.groupBy(fieldsOf(page), formOf);
  for (const form of page.tagged('form')) {
    const own = fields.get(form) ?? [];
    if (own.length === 0 || [...walk(form)].some(({ role }) => role === 'button')) continue;
    const { id } = form.attributes;
    if (id && page.elements.some(({ attributes }) => attributes.form === id)) continue;
    yield {
      element: form,
      evidence: `${own.length} fields, and no button: ${quoted(shownText(form), 60)}.`,
    };
  }
}

function* captchas(page: Page): Generator<Sight> {
  for (const element of page.tagged('img', 'iframe', 'canvas')) {
    const { src = '', alt = '', title = '', id = '', class: names = '' } = element.attributes;
    if (
      !isOnScreen(element) ||
      !/captcha/i.test(`${src.slice(0, 500)} ${alt} ${title} ${id} ${names}`)
    )
      continue;
    yield { element, evidence: `A captcha${alt || title ? `: ${quoted(alt || title)}` : ''}.` };
  }
}
