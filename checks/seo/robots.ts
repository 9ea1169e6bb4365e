import { controlAddress } from '../../src/analysis/control-answer.ts';
import { directiveText } from '../../src/analysis/robots/directive.ts';
import { robotsMistakes } from '../../src/analysis/robots/mistakes.ts';
import { type RobotsVerdict, robotsVerdict } from '../../src/analysis/robots/robots.ts';
import { folderOf } from '../../src/analysis/site-address.ts';
import { type Draft, listed, type Subject } from './subject.ts';

/** The crawler in whose name robots.txt is judged. */
export const crawler = 'Googlebot';

/** What robots.txt is, what it bars, and where it is misspelt. */
export function judgeRobots(subject: Subject): readonly Draft[] {
  const { index, robots } = subject;
  if (index === null || robots === null) return [];
  const { url, state, why, text, contentType, cut } = index.robots;
  const where = { url };
  if (state === 'unreachable') return [{ rule: 'robots-unreachable', where, evidence: why }];
  if (state === 'missing') return [];
  if (isWebPage(text)) {
    const evidence = `it is of type ${contentType || 'unknown'} and begins with HTML`;
    return [{ rule: 'robots-not-text', where, evidence }];
  }
  const evidence = 'what follows the first 500 KiB is ignored';
  const large: readonly Draft[] = cut ? [{ rule: 'robots-too-large', where, evidence }] : [];
  const mistakes = robotsMistakes(robots).map(
    ({ kind, line, evidence }): Draft => ({
      rule: kind === 'misspelt' ? 'robots-misspelt' : 'robots-line-unknown',
      where: { url, line },
      evidence,
    }),
  );
  return [...barred(subject), ...large, ...mistakes];
}

/** Whether no page of the site may be asked for. */
export function isBarredEverywhere({ site, robots }: Pick<Subject, 'site' | 'robots'>): boolean {
  const anywhere = controlAddress(folderOf(site.url));
  return robots !== null && robotsVerdict(robots, crawler, anywhere).verdict === 'disallow';
}

/** Outside production nobody has to be let in. */
function barred(subject: Subject): readonly Draft[] {
  const { site, index, robots, home } = subject;
  if (site.environment !== 'production' || index === null || robots === null) return [];
  const verdict = robotsVerdict(robots, crawler, home?.url ?? site.url);
  const { url } = index.robots;
  if (verdict.verdict === 'disallow') {
    const isWhole = isBarredEverywhere(subject);
    const rule = isWhole ? 'robots-blocks-site' : 'robots-blocks-home';
    return [{ rule, where: { url }, evidence: because(verdict) }];
  }
  const resources = barredResources(subject);
  if (resources.length === 0) return [];
  return [{ rule: 'robots-blocks-resources', where: { url }, evidence: listed(resources) }];
}

/** Another host has a robots.txt of its own. */
function barredResources({ shown, index, robots }: Subject): readonly string[] {
  if (index === null || robots === null) return [];
  const { origin } = new URL(index.robots.url);
  const needed = shown.flatMap(({ audit }) =>
    audit.requests
      .filter(({ type, url }) => /^(?:script|style)/i.test(type) && originOf(url) === origin)
      .map(({ url }) => url),
  );
  return [...new Set(needed)]
    .slice(0, 500)
    .filter((url) => robotsVerdict(robots, crawler, url).verdict === 'disallow');
}

/** In words that name the line. */
export function because({ directive }: RobotsVerdict): string {
  return directive === null
    ? ''
    : `line ${directive.line}: “${directiveText(directive).slice(0, 200)}”`;
}

function isWebPage(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text.slice(0, 500));
}

function originOf(address: string): string | null {
  return URL.parse(address)?.origin ?? null;
}
