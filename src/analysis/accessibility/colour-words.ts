import type { ColourName } from './colours.ts';

/** What colours are called in English, German, French, Spanish, Italian and Dutch, as text names them. */
const words: Readonly<Record<string, ColourName>> = {
  ...named(
    'red',
    'red rot rote roten roter rotes rouge rouges rojo roja rojos rojas rosso rossa rossi rosse rood rode',
  ),
  ...named('orange', 'orange oranges naranja arancione oranje'),
  ...named(
    'yellow',
    'yellow gelb gelbe gelben gelber gelbes jaune jaunes amarillo amarilla giallo gialla geel gele amber',
  ),
  ...named(
    'green',
    'green grün grüne grünen grüner grünes vert verte verts vertes verde verdes verdi groen groene',
  ),
  ...named(
    'blue',
    'blue blau blaue blauen blauer blaues bleu bleue bleus bleues azul azules blu blauw blauwe',
  ),
  ...named('purple', 'purple violet lila violett violette morado viola paars paarse pink magenta'),
  ...named(
    'grey',
    'grey gray grau graue grauen grauer graues gris grises grigio grigia grijs grijze',
  ),
};

function named(colour: ColourName, list: string): Record<string, ColourName> {
  return Object.fromEntries(list.split(' ').map((word) => [word, colour]));
}

/** The colours that a text names, each once. */
export function coloursNamedIn(text: string): readonly ColourName[] {
  const found = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .flatMap((word) => (Object.hasOwn(words, word) ? [words[word]] : []));
  return [...new Set(found.filter((colour) => colour !== undefined))];
}
