import { withinSite } from '../../src/analysis/site-address.ts';
import { type Draft, listed, type SeenPage, type Subject } from './subject.ts';

/** Addresses that answer though there is no page, redirects, host names, and links without encryption. */
export function judgeAddresses(subject: Subject): readonly Draft[] {
  return [
    ...control(subject),
    ...redirects(subject),
    ...hosts(subject),
    ...subject.shown.flatMap(httpLinks),
  ];
}

function control({ site, answers }: Subject): readonly Draft[] {
  const answer = answers?.control ?? null;
  if (answer === null || answer.status !== 200) return [];
  if (!withinSite(new URL(answer.finalUrl), new URL(site.url))) return [];
  const lead = answer.finalUrl === answer.url ? '' : `leads to ${answer.finalUrl} and `;
  const title = answer.title ? ` and the title “${answer.title}”` : '';
  const evidence = `it ${lead}answers with status 200${title}`;
  return [{ rule: 'not-found-answers-200', where: { url: answer.url }, evidence }];
}

/** Redirects that only mend an address, and so hold for ever: to https, to the site’s host name, by a final slash. */
function redirects({ seen, answers }: Subject): readonly Draft[] {
  const chains = [
    ...(answers?.variants ?? []),
    ...(answers?.entries ?? []),
    ...seen.map(({ audit, url }) => ({ redirects: audit.redirects, finalUrl: url })),
  ];
  const found = new Map<string, Draft>();
  for (const { redirects: hops, finalUrl } of chains) {
    for (const [index, { url, status }] of hops.entries()) {
      const next = hops[index + 1]?.url ?? finalUrl;
      if (![302, 303, 307].includes(status) || !isMending(url, next)) continue;
      const evidence = `status ${status} to ${next}`;
      found.set(url, { rule: 'redirect-temporary', where: { url }, evidence });
    }
  }
  return [...found.values()];
}

function isMending(from: string, to: string): boolean {
  const [a, b] = [URL.parse(from), URL.parse(to)];
  if (a === null || b === null) return false;
  const path = ({ pathname, search }: URL) => pathname.replace(/\/$/, '') + search;
  return from !== to && path(a) === path(b) && withinSite(b, a);
}

function hosts({ answers }: Subject): readonly Draft[] {
  if (answers === null) return [];
  const host = new URL(answers.home).hostname;
  const other = answers.variants.find(
    ({ url, status, redirects: hops }) =>
      status === 200 && hops.length === 0 && new URL(url).hostname !== host,
  );
  if (!other) return [];
  const evidence = `it answers with status 200, and so does ${answers.home}`;
  return [{ rule: 'host-duplicated', where: { url: other.url }, evidence }];
}

function httpLinks({ url, audit }: SeenPage): readonly Draft[] {
  const page = new URL(url);
  if (page.protocol !== 'https:') return [];
  const plain = audit.links.filter(({ kind, url: target }) => {
    const link = kind === 'link' ? URL.parse(target) : null;
    return link?.protocol === 'http:' && bareHost(link) === bareHost(page);
  });
  const targets = [...new Set(plain.map((link) => link.url))];
  if (targets.length === 0) return [];
  return [{ rule: 'http-link', where: { url }, evidence: listed(targets) }];
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, '');
}
