import { describe, expect, it } from 'vitest';
import { saysOnlyThatItIsWrong } from '../../../src/analysis/accessibility/form-messages.ts';

describe('a message about a field named “Postcode”', () => {
  it.each([
    'Invalid',
    'Invalid postcode',
    'The postcode is not valid.',
    'Error: please check this field',
    '✗ Incorrect value',
    'Bitte überprüfen Sie Ihre Eingabe. Die Angabe ist ungültig.',
    'Ce champ est invalide',
    'Ongeldige waarde',
  ])('says only that it is wrong: %s', (text) => {
    expect(saysOnlyThatItIsWrong(text, 'Postcode')).toBe(true);
  });

  it.each([
    'The postcode is missing',
    'Required',
    'Enter five digits',
    'Error: enter your postcode',
    'Fehler: Bitte geben Sie den Postcode ein',
    'Invalid postcode: use five digits',
    'We know no town with this postcode',
    'Die Postleitzahl hat fünf Ziffern',
    '',
  ])('says more than that, or nothing of an error: %s', (text) => {
    expect(saysOnlyThatItIsWrong(text, 'Postcode')).toBe(false);
  });
});

it('takes the name of a field for an answer where it is about all of them', () => {
  expect(saysOnlyThatItIsWrong('There are errors in the form', '')).toBe(true);
  expect(saysOnlyThatItIsWrong('There are errors in the postcode', '')).toBe(false);
});
