import { readWpscan } from '../analysis/feeds/wpscan.ts';
import { type Component, componentKey } from '../core/component.ts';
import type { Feed, FeedAnswer, FeedContext } from '../core/feed.ts';
import { unansweredFor } from './reading/unanswered.ts';

const id = 'wpscan';
const title = 'WPScan';

/** Vulnerabilities of WordPress, plugins and themes, package by package. */
export default {
  id,
  title,
  about:
    'Known vulnerabilities of WordPress, plugins and themes; the free plan answers 25 requests a day.',
  docs: 'https://wpscan.com/api',
  discloses: 'names',
  key: 'required',
  base: 'https://wpscan.com/api/v4',
  // So that a small quota serves more packages than it has requests a day.
  maxAgeMs: 72 * 3_600_000,
  covers: ({ registry, kind }) => registry === 'wordpress-org' && kind in folders,
  async ask(components, context) {
    // Where the quota ends, it was spent on what matters most.
    const asked = components.toSorted((a, b) => urgency(a) - urgency(b));
    const answers = await Promise.all(asked.map((component) => askAbout(component, context)));
    return {
      advisories: answers.flatMap(({ advisories = [] }) => advisories),
      unanswered: answers.flatMap(({ unanswered = [] }) => unanswered),
    };
  },
} satisfies Feed;

const folders: Readonly<Record<string, string>> = {
  core: 'wordpresses',
  plugin: 'plugins',
  theme: 'themes',
};

/** WordPress itself first, what is switched off last. */
function urgency({ kind, active }: Component): number {
  if (kind === 'core') return 0;
  return active === false ? 2 : 1;
}

async function askAbout(component: Component, context: FeedContext): Promise<FeedAnswer> {
  const { kind, slug, version } = component;
  const name = kind === 'core' ? version : slug.toLowerCase();
  if (name === null || !/^[a-z0-9][a-z0-9._-]{0,199}$/i.test(name)) {
    return nothingKnown(component, `${title} cannot be asked about “${name ?? 'no version'}”`);
  }
  // `6.8.3` is `683` there.
  const path = kind === 'core' ? name.replaceAll('.', '') : name;
  const reading = await context.document({
    name: `${folders[kind]}/${name}.json`,
    path: `${folders[kind]}/${path}`,
    headers: context.key === null ? {} : { authorization: `Token token=${context.key}` },
    maxBytes: 4 * 1024 * 1024,
    alsoAnswers: [404],
    read: (text, status) => readWpscan(text, status, { kind, slug, name }, id),
  });
  if (reading.value === null) return { unanswered: [unansweredFor(component, title, reading)] };
  const { advisories } = reading.value;
  return advisories === null
    ? nothingKnown(component, `${title} has no data about it`)
    : { advisories };
}

function nothingKnown(component: Component, reason: string): FeedAnswer {
  return { unanswered: [{ component: componentKey(component), reason }] };
}
