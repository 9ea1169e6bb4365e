import { describe, expect, it } from 'vitest';
import { vaguenessOf } from '../../../src/analysis/accessibility/link-words.ts';

describe('a link text', () => {
  it.each(['here', 'Click here!', 'Hier klicken', 'cliquez ici', 'haz clic aquí', 'klik hier'])(
    '%j says nothing',
    (text) => {
      expect(vaguenessOf(text)).toBe('empty');
    },
  );

  it.each(['Read more »', 'mehr erfahren', 'En savoir plus', 'saber más', 'Lees meer', 'läs mer'])(
    '%j says that there is more',
    (text) => {
      expect(vaguenessOf(text)).toBe('continuing');
    },
  );

  it.each(['Continue', 'Get started', 'Weiter'])('%j is the next step of something', (text) => {
    expect(vaguenessOf(text)).toBe('step');
  });

  it.each(['PDF', 'Plain text'])('%j says only a format', (text) => {
    expect(vaguenessOf(text)).toBe('format');
  });

  it.each(['Read more about owls', 'Contact', 'Here be dragons', 'A', ''])(
    '%j may name something',
    (text) => {
      expect(vaguenessOf(text)).toBeNull();
    },
  );
});
