import type { Page } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import { countWords, quoted } from '../../words.ts';

/** More flashes in a second may set off a seizure (WCAG 2.3.1). */
const mostFlashes = 3;
/** A quarter of 10 degrees of sight: 341 by 256 CSS pixels on an ordinary screen. */
const flashArea = (341 * 256) / 4;
/** What has fewer words is a sign, not a message. */
const fewestWords = 3;

/** Rules about flashes, and about time that runs out. */
export const limitRules = pageRules({
  flashing: {
    title: 'Something flashes more than three times a second',
    wcag: ['2.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Let it flash three times a second at most, or not at all: flashes can set off seizures.',
    help: understanding('three-flashes-or-below-threshold'),
    find: flashes,
  },
  'page-leaves-by-itself': {
    title: 'The page leads elsewhere by itself',
    wcag: ['2.2.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Redirect on the server, or offer a link; where a time limit is needed, let visitors extend it.',
    help: understanding('timing-adjustable'),
    *find(page) {
      const { leftFor, watchedMs } = page.acts.time ?? {};
      if (!leftFor || hasRefresh(page)) return;
      yield {
        element: page.snapshot.root,
        evidence: `Within ${Math.ceil((watchedMs ?? 0) / 1000)} s a script led to ${leftFor.slice(0, 150)}.`,
      };
    },
  },
  'message-vanishes': {
    title: 'A message goes before everybody has read it',
    wcag: ['2.2.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Let it stay until it is closed.',
    help: understanding('timing-adjustable'),
    *find(page) {
      for (const { path, text, afterMs, isMessage } of page.acts.time?.vanished ?? []) {
        const element = page.byPath(path);
        if (!element || countWords(text) < fewestWords) continue;
        yield {
          element,
          evidence: `${quoted(text)} was gone ${Math.round(afterMs / 100) / 10} s later.`,
          ...(isMessage && !/\b(?:loading|please wait|laden|lädt|chargement|cargando)\b/i.test(text)
            ? {}
            : { verdict: 'review' as const }),
        };
      }
    },
  },
});

function* flashes(page: Page): Generator<Sight> {
  const { animations = [], changes = [] } = page.acts.time ?? {};
  for (const { path, flashesPerSecond, width, height } of [...animations, ...changes]) {
    const element = page.byPath(path);
    if (!element || flashesPerSecond <= mostFlashes) continue;
    yield {
      element,
      evidence: `${Math.round(flashesPerSecond * 10) / 10} flashes a second on ${width} by ${height}px.`,
      ...(width * height < flashArea ? { verdict: 'review' as const } : {}),
    };
  }
}

/** What a `<meta>` does is seen by axe-core. */
function hasRefresh(page: Page): boolean {
  return page
    .tagged('meta')
    .some(({ attributes }) => attributes['http-equiv']?.toLowerCase() === 'refresh');
}
