import { fieldsOf, fieldsWithin, isField, isHiddenFromTechnology, referred } from './controls.ts';
import { isOnScreen, type Page, shownText } from './page.ts';
import { perPage } from './per-page.ts';
import type { SnapshotElement } from './snapshot.ts';
import { phrasesOf, plain } from './words.ts';

/** A message of a form that something is wrong. */
export interface FormMessage {
  readonly element: SnapshotElement;
  readonly text: string;
  /** The field that it is about; null where it stands apart from all of them. */
  readonly field: SnapshotElement | null;
  /** False where assistive technology is kept away from it. */
  readonly isTold: boolean;
}

const longestMessage = 300;
const errorToken =
  /^(?:errors?|error(?:s|ed|text|messages?|msgs?|list|summary|label|hint)|invalid|invalid(?:feedback|message)|validation(?:message|error)?|fehler|erreur|fout|virhe)$/i;

/** Messages that are seen, where a form has fields, in document order; only the innermost of nested ones with the same text. */
export const formMessages = perPage(readMessages);

function readMessages(page: Page): readonly FormMessage[] {
  const fields = fieldsOf(page);
  if (fields.length === 0) return [];
  const holders = fieldsWithin(page);
  const owners = new Map<SnapshotElement, SnapshotElement>();
  for (const field of fields) {
    const named = ['aria-errormessage', 'aria-describedby'].flatMap((name) =>
      referred(page, field, name),
    );
    for (const message of named) owners.set(message, field);
  }
  const messages: FormMessage[] = [];
  for (const element of page.elements) {
    if (holders.has(element) || isField(element)) continue;
    const owner = owners.get(element);
    const isMessage =
      element.attributes.role === 'alert' ||
      namesError(element) ||
      (owner !== undefined && isInvalid(owner));
    if (!isMessage || !isOnScreen(element)) continue;
    const text = shownText(element);
    if (text === '' || text.length > longestMessage) continue;
    const outer = messages.at(-1);
    if (outer?.text === text && outer.element === element.parent) messages.pop();
    messages.push({
      element,
      text,
      field: owner ?? onlyFieldNear(element, holders),
      isTold: !isHiddenFromTechnology(element),
    });
  }
  return messages;
}

/** Whether a script or the server has marked the field as wrong. */
export function isInvalid({ attributes }: SnapshotElement): boolean {
  const { 'aria-invalid': invalid } = attributes;
  return invalid !== undefined && invalid !== 'false' && invalid !== '';
}

/** `field-error`, `errorMessage` and the like, in a class or an id; not `error-page` of a whole page. */
function namesError({ tag, attributes }: SnapshotElement): boolean {
  if (tag === 'body' || tag === 'html' || tag === 'label' || tag === 'legend') return false;
  const names = `${attributes.class ?? ''} ${attributes.id ?? ''}`.slice(0, 300);
  return names
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .split(/[^A-Za-z]+/)
    .some((token) => errorToken.test(token));
}

/** The field in whose label or row the message stands: the only one of its nearest ancestor that has any. */
function onlyFieldNear(
  message: SnapshotElement,
  holders: ReturnType<typeof fieldsWithin>,
): SnapshotElement | null {
  for (let at = message.parent; at && at.tag !== 'body' && at.tag !== 'html'; at = at.parent) {
    const held = holders.get(at);
    if (held) return held.count === 1 ? held.first : null;
  }
  return null;
}

const wrong = phrasesOf(
  'invalid, not valid, error, errors, wrong, incorrect, incorrectly, not correct, correctly, mistake, mistakes, problem, problems, failed, not allowed, not accepted, unacceptable, oops',
  'ungültig, ungültige, ungültiger, ungültiges, fehler, fehlerhaft, falsch, nicht korrekt, nicht gültig, korrekt, inkorrekt',
  'invalide, non valide, erreur, erreurs, incorrecte, incorrectes, correctement, non valable',
  'inválido, inválida, no válido, no es válido, errores, incorrecto, incorrecta, correctamente, no válida',
  'ongeldig, ongeldige, niet geldig, fout, fouten, onjuist, foutief',
  'non valido, non valida, errore, errori, errato, non corretto',
);
const saysNothing = phrasesOf(
  'a, an, the, this, that, these, those, your, you, is, are, was, were, has, have, had, been, be, not, no, there, here, it, its, with, in, on, for, of, to, and, or, at, as, we, can, could, cannot, must, should, need, needs, one, some, more, any',
  'please, fill, fix, correct, check, review, enter, entered, try, again, resolve, change, complete, continue, continuing, before, below, above, following, highlighted, marked, page, form, field, fields, value, values, input, inputs, entry, entries, data, information, format, provided, submitted, given, found, occurred, valid, allowed, accepted, out, all, sorry, went, something, submit, submitting, validation, warning, attention, detected, contains, due',
  'bitte, das, der, die, den, dem, ist, sind, nicht, ein, eine, einen, feld, felder, wert, eingabe, eingaben, angabe, angaben, sie, ihre, ihr, prüfen, überprüfen, korrigieren, und, oder, im, in, am, aufgetreten, ist, es, gültig, formular, formulars',
  'le, la, les, un, une, ce, cette, ces, est, sont, pas, n, champ, champs, valeur, saisie, veuillez, corriger, vérifier, votre, vos, et, ou, dans, de, du, des, s, y, il, a, valide, formulaire',
  'el, los, las, este, esta, es, son, campo, campos, valor, por, favor, corrija, revise, su, sus, en, y, hay, válido, formulario',
  'het, dit, deze, veld, velden, waarde, controleer, uw, er, zijn, een, ingevuld, geldig, formulier',
  'il, lo, questo, questa, inserire, inserito, correggi, valore, valido, modulo',
);

/** The word that many set before every message, often for screen readers alone. */
const heading = /^\s*(?:error|warning|fehler|erreur|fout|errore)\s*[:–—-]\s*(?=\S)/i;
/** How a message asks for what is missing. */
const asking =
  /^(?:please\s+|bitte\s+)?(?:enter|type|give|tell|select|choose|add|provide|geben sie|wählen sie|saisissez|entrez|choisissez|introduzca|seleccione|vul|kies|inserisci|inserire)\b/i;

/**
 * Whether a message only says that something is wrong: neither what it is nor how to put it right
 * (WCAG 2.2, 3.3.1 and 3.3.3). The words of `about` say nothing either, for they only name the field.
 */
export function saysOnlyThatItIsWrong(text: string, about: string): boolean {
  const names = new Set(plain(about).split(' '));
  const words = plain(text).split(' ').filter(Boolean);
  const request = text.replace(heading, '');
  if (
    request !== text &&
    asking.test(request) &&
    words.some((word) => isNoun(word) && names.has(word))
  )
    return false;
  let isWrong = false;
  for (let at = 0; at < words.length; ) {
    const length = [3, 2, 1].find((size) => wrong.has(words.slice(at, at + size).join(' ')));
    if (length !== undefined) isWrong = true;
    else if (!saysNothing.has(words[at] ?? '') && !names.has(words[at] ?? '')) return false;
    at += length ?? 1;
  }
  return isWrong;
}

function isNoun(word: string): boolean {
  return !saysNothing.has(word) && !wrong.has(word);
}
