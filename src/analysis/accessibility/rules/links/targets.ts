import { blockAround, runAround } from '../../blocks.ts';
import { actionWords, topWords } from '../../link-words.ts';
import { type Link, shownLinksOf } from '../../links.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import { plain, quoted } from '../../words.ts';

/** Rules about where links lead. */
export const linkTargetRules = pageRules({
  'link-to-script': {
    title: 'A link runs a script instead of leading somewhere',
    wcag: ['4.1.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Use `<button type="button">` for what happens on the page, and a real address for what leads to another page. “javascript:” links cannot be opened in a new tab, copied, or used without scripts.',
    help: understanding('name-role-value'),
    *find(page) {
      for (const { element, name } of shownLinksOf(page)) {
        const href = element.attributes.href ?? element.attributes['xlink:href'] ?? '';
        if (!/^\s{0,9}javascript:/i.test(href)) continue;
        yield { element, evidence: `${quoted(name)} has the address ${quoted(href, 60)}.` };
      }
    },
  },
  'link-to-nowhere': {
    title: 'A link without a target stands where a button belongs',
    wcag: ['4.1.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Use `<button type="button">` where a click does something on this page: people who hear “link” expect to be taken somewhere. Give every other link a real address.',
    help: understanding('name-role-value'),
    *find(page) {
      for (const link of shownLinksOf(page)) yield* linkToNowhere(link);
    },
  },
  'link-same-text': {
    title: 'Links with the same text lead to different places',
    wcag: ['2.4.4'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Give each link words of its own: “Contact us by chat” and “Contact us by phone” instead of “Contact us” twice.',
    help: understanding('link-purpose-in-context'),
    *find(page) {
      const named = shownLinksOf(page).filter(
        ({ words, target }) => words !== '' && target !== null,
      );
      for (const links of Map.groupBy(named, ({ words }) => words).values()) {
        yield* differentTargets(links);
      }
    },
  },
});

function* linkToNowhere({ element, name, words }: Link): Generator<Sight> {
  const { href, role } = element.attributes;
  if (href === undefined || role || !/^\s{0,9}(?:#!?|#\/)?\s{0,9}$/.test(href)) return;
  if (href.trim().startsWith('#') && topWords.has(words)) return;
  const evidence = `${quoted(name)} has the address ${quoted(href || ' ')}`;
  const acts = element.listens.some((event) => ['click', 'mousedown', 'keydown'].includes(event));
  const sounds = actionWords.has(plain(name).split(' ')[0] ?? '');
  if (href.trim() !== '' && sounds) {
    yield {
      element,
      evidence: `${evidence}${acts ? ' and a script that waits for a click' : ''}.`,
    };
  } else {
    // A plain name may be a link that only lacks its address.
    yield {
      element,
      evidence: `${evidence}${acts ? ', and a script waits for a click' : ''}: it leads back to this page.`,
      verdict: 'review',
    };
  }
}

/** Pairs are compared with the first of the group only: it is enough to name the group. */
function* differentTargets([first, ...others]: readonly Link[]): Generator<Sight> {
  if (!first?.target) return;
  for (const { element, name, shown, target } of others) {
    if (!target || addressOf(target) === addressOf(first.target)) continue;
    const evidence = `${quoted(name)} leads to ${shortened(first.target)} and to ${shortened(target)}.`;
    const inOne = blockAround(first.element) === blockAround(element);
    if (hostOf(target) !== hostOf(first.target)) {
      const verdict = isAmbiguousToAll(first, { element, shown }) ? 'review' : 'warning';
      yield { element, evidence, ...(inOne && verdict === 'warning' ? {} : { verdict }) };
    } else if (target.pathname === first.target.pathname && inOne) {
      yield { element, evidence };
    } else {
      // Two paths of one site may well hold the same page.
      yield { element, evidence, verdict: 'review' };
    }
  }
}

/**
 * Whether two links stand side by side in a text with nothing between them that tells one from the
 * other by eye either. Criterion 2.4.4 excepts what is ambiguous to everybody.
 */
function isAmbiguousToAll(first: Link, other: Pick<Link, 'element' | 'shown'>): boolean {
  const { before, after } = runAround(first.element);
  return (
    first.shown !== '' && other.shown !== '' && before.length > 0 && after[0] === other.element
  );
}

/** Parameters that only say where a visitor came from. */
const tracking = /^(?:utm_|mtm_|pk_|fbclid$|gclid$|ref$|source$|session|sid$|phpsessid$)/i;

function addressOf(url: URL): string {
  const query = [...url.searchParams]
    .filter(([name]) => !tracking.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return `${hostOf(url)}${url.pathname.replace(/\/(?:index\.\w{3,4})?$/, '')}?${query.join('&')}`;
}

function hostOf({ host }: URL): string {
  return host.replace(/^www\./, '');
}

function shortened({ host, pathname, search }: URL): string {
  return `${host}${pathname}${search}`.slice(0, 100);
}
