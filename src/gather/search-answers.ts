import { addressVariants } from '../analysis/seo/address-variants.ts';
import { namedAddresses } from '../analysis/seo/named-addresses.ts';
import { readStatement } from '../analysis/seo/page-statement.ts';
import { isHarmlessPage, spread } from '../analysis/sitemap/spread.ts';
import { gathered } from '../core/artifacts/failure.ts';
import { type HttpExchange, headerOf, pageParams } from '../core/artifacts/http-exchange.ts';
import type { PageAudits } from '../core/artifacts/page-audits.ts';
import type {
  AddressAnswer,
  NamedPage,
  PageStatement,
  SearchAnswers,
} from '../core/artifacts/search-answers.ts';
import { request } from '../core/check.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import { controlParams } from './control-request.ts';
import { addressAnswer } from './search-answers/address-answer.ts';
import { type Asker, politeAsker } from './search-answers/asker.ts';

const mostEntries = 30;
const headBytes = 256 * 1024;

/**
 * Asks for what the sample and the sitemap leave open: pages of the sitemap that no browser looked at,
 * what canonical and alternate links lead to, a path that cannot exist, other spellings of the home
 * page’s address. Never more than a few dozen requests, one after the other.
 */
export default {
  artifact: 'search-answers',
  async gather({ pages: sample }, context) {
    const { need, progress } = context;
    const home = await need(request('http-exchange', pageParams(sample.url)));
    const nothing: SearchAnswers = {
      home: sample.url,
      entries: [],
      named: [],
      control: null,
      variants: [],
      stoppedBy: null,
    };
    if (!home.ok) {
      return gathered({
        ...nothing,
        stoppedBy: `the site does not answer (${home.failure.message})`,
      });
    }
    const audits = await need(request('page-audits', sample));
    const index = await need(request('site-index', { url: sample.url }));
    const seen = audits.ok ? audits.value : { pages: [], audits: [] };
    const asker = politeAsker(context);

    progress('a path that cannot exist, and other spellings of the address');
    const control = await controlOf(home.value, context);
    const variants = await variantsOf(home.value.finalUrl, seen, asker);
    const named = await namedOf(seen, asker, progress);
    const known = new Set(seen.pages.map(({ url }) => url));
    const listed = index.ok ? index.value.entries.map(({ url }) => url) : [];
    const unseen = listed.filter((url) => !known.has(url) && isHarmlessPage(new URL(url)));
    const entries = await entriesOf(spread(unseen, mostEntries), asker, progress);
    const { finalUrl } = home.value;
    return gathered({
      ...{ home: finalUrl, entries, named, control, variants },
      stoppedBy: asker.stoppedBy,
    });
  },
} satisfies Gatherer<'search-answers'>;

async function controlOf(
  home: HttpExchange,
  { need }: GatherContext,
): Promise<SearchAnswers['control']> {
  const params = controlParams(home);
  const answer = await need(request('http-exchange', params));
  const title = answer.ok ? readStatement(answer.value.body.text).title : null;
  return { ...addressAnswer(params.url, answer), title };
}

async function variantsOf(
  home: string,
  { pages }: PageAudits,
  asker: Asker,
): Promise<readonly AddressAnswer[]> {
  const deeper = pages.find(({ url }) => new URL(url).pathname.length > 1)?.url ?? null;
  const answers: AddressAnswer[] = [];
  for (const url of addressVariants(home, deeper)) {
    const answer = await asker.ask(url, { method: 'HEAD' });
    if (answer !== null) answers.push(addressAnswer(url, answer));
  }
  return answers;
}

async function namedOf(
  seen: PageAudits,
  asker: Asker,
  progress: GatherContext['progress'],
): Promise<readonly NamedPage[]> {
  const named: NamedPage[] = [];
  const addresses = namedAddresses(seen);
  for (const [index, { url, namedAs }] of addresses.entries()) {
    progress(`${namedAs} link ${index + 1} of ${addresses.length}`);
    const answer = await asker.ask(url, { maxBodyBytes: headBytes });
    if (answer === null) break;
    const says = answer.ok ? statementOf(answer.value) : null;
    named.push({ ...addressAnswer(url, answer), namedAs, says });
  }
  return named;
}

function statementOf({ headers, body }: HttpExchange): PageStatement | null {
  const isHtml = /\bx?html\b/i.test(headerOf(headers, 'content-type') ?? '');
  return isHtml ? readStatement(body.text) : null;
}

/** By HEAD, and again by GET where that fails: some servers do not know HEAD. */
async function entriesOf(
  urls: readonly string[],
  asker: Asker,
  progress: GatherContext['progress'],
): Promise<readonly AddressAnswer[]> {
  const answers: AddressAnswer[] = [];
  for (const [index, url] of urls.entries()) {
    progress(`page ${index + 1} of ${urls.length} of the sitemap`);
    const head = await asker.ask(url, { method: 'HEAD' });
    if (head === null) break;
    const isDoubtful = !head.ok || head.value.status >= 400;
    const answer = isDoubtful ? await asker.ask(url) : head;
    if (answer === null) break;
    answers.push(addressAnswer(url, answer));
  }
  return answers;
}
