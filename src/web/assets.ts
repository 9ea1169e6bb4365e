import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Style, scripts and icon: under a name that changes with their content, so that browsers may keep them. */
export interface Assets {
  /** Their folder in URLs; ends with a slash. */
  readonly base: string;
  /** Null where there is no such file. Of another version it is not kept: its name promised other content. */
  readonly answer: (version: string, name: string) => Response | null;
}

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** One sheet for every page: tokens, then the page, then its parts from the outside in, then what changes with the room. */
const styles = [
  'tokens',
  'base',
  'fields',
  'frame',
  'states',
  'incidents',
  'tables',
  'inventory',
  'days',
  'site',
  'incident',
  'forms',
  'room',
];

/** Reads the files once; they are small. */
export function loadAssets(): Assets {
  const own = (name: string) => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
  const idiomorph = fileURLToPath(import.meta.resolve('idiomorph/dist/idiomorph.esm.js'));
  const files = new Map([
    ['page.css', styles.map((name) => own(`style/${name}.css`)).join('\n')],
    ['icon.svg', own('icon.svg')],
    ['relative.js', own('relative.js')],
    ['days.js', own('days.js')],
    ['keep.js', own('keep.js')],
    // Node finds a package by its name, a browser by its path.
    ['live.js', own('live.js').replace("from 'idiomorph'", "from './idiomorph.js'")],
    ['idiomorph.js', readFileSync(idiomorph, 'utf8')],
  ]);
  const hash = createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex')
    .slice(0, 16);
  return {
    base: `/assets/${hash}/`,
    answer: (version, name) => {
      const text = files.get(name);
      if (text === undefined) return null;
      const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types];
      const keeping = version === hash ? 'public, max-age=31536000, immutable' : 'no-store';
      return new Response(text, { headers: { 'content-type': type, 'cache-control': keeping } });
    },
  };
}
