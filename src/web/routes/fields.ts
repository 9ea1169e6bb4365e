import { oneLine } from '../../core/text.ts';
import type { WebContext } from '../env.ts';
import { longestName, type Person } from '../parts/act-form.ts';

/** The texts of a form by their names. */
export type TextFields = Readonly<Record<string, string | undefined>>;

/** The texts of a form; files are none, and the last of several counts. */
export async function textFields({ req }: WebContext): Promise<TextFields> {
  const body = await req.parseBody().catch(() => ({}));
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')]] : [],
    ),
  );
}

/** Whom a form names: an id of config, or, where config names nobody, any name; null for nobody. */
export function personFrom(text: string | undefined, people: readonly Person[]): string | null {
  if (people.length > 0) return people.find(({ id }) => id === text)?.id ?? null;
  const name = oneLine(text ?? '', longestName);
  return name === '' ? null : name;
}
