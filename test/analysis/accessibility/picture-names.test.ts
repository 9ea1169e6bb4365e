import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  endsAsPicture,
  fileNameOf,
  picturesIn,
  stemOf,
  wordsOfFile,
} from '../../../src/analysis/accessibility/picture-names.ts';

it('takes the last part of an address, without query and fragment', () => {
  expect(fileNameOf('https://example.org/a/hall%20north.jpg?size=2#top')).toBe('hall north.jpg');
  expect(fileNameOf('hall.png')).toBe('hall.png');
  expect(fileNameOf('broken-%E0%A4%A.png')).toBe('broken-%E0%A4%A.png');
});

it('knows no name of data', () => {
  expect(fileNameOf('data:image/png;base64,AAAA/x.png')).toBe('');
  expect(fileNameOf(null)).toBe('');
});

it('splits a name into words', () => {
  expect(wordsOfFile('icon-WarningSign_2x.png')).toEqual(['icon', 'warning', 'sign']);
  expect(stemOf('hall.north.webp')).toBe('hall.north');
});

it('tells names of pictures by their ending', () => {
  expect(endsAsPicture('hall.JPG ')).toBe(true);
  expect(endsAsPicture('The hall.')).toBe(false);
});

it('reads the pictures of a computed background', () => {
  const computed = 'linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1)), url("https://example.org/a.png")';
  expect(picturesIn(computed)).toEqual(['https://example.org/a.png']);
  expect(picturesIn('none')).toEqual([]);
});

it('never throws, whatever a page writes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      wordsOfFile(fileNameOf(text));
      picturesIn(`url("${text}`);
    }),
  );
});
