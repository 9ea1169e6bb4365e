import { invisible } from './invisible.ts';

/**
 * JSON of a value, indented by two spaces, with every invisible character written as `\uXXXX`: it
 * parses to the same value, and nothing in it can steer the terminal it is shown on.
 */
export function forJson(value: unknown): string {
  return visibleJson(JSON.stringify(value, null, 2));
}

/** JSON text with every invisible character, apart from the breaks between its lines, as `\uXXXX`. */
export function visibleJson(json: string): string {
  return json.replace(invisible, (character) =>
    character === '\n' ? character : escapeUnits(character),
  );
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
