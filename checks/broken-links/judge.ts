import type { LinkAnswer, LinkOutcome, LinkPlace } from '../../src/core/artifacts/link-answers.ts';
import type { FailureCode } from '../../src/core/failure-codes.ts';
import { isTargetFailure } from '../../src/core/failure-rules.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import type { RuleId } from './rules.ts';

type Draft = FindingDraft<RuleId>;

/** What an outcome says of an address; `unknown` where it says nothing. */
interface LinkState {
  readonly kind: 'fine' | 'unknown' | Trouble;
  /** What was seen; empty where nothing is wrong. */
  readonly saw: string;
}

type Trouble = 'dead' | 'uncertain' | 'roundabout';

const fine: LinkState = { kind: 'fine', saw: '' };
const unknown: LinkState = { kind: 'unknown', saw: '' };

const mostRedirects = 3;
/** “Not found” and “gone”. Every other 4xx speaks of who asks, or of how: to visitors the page may well be there. */
const goneStatuses: readonly number[] = [404, 410];
/** Failures that another moment may mend. What else keeps an answer away is a wrong address. */
const passing: ReadonlySet<FailureCode> = new Set([
  'timed-out',
  'connection-reset',
  'host-unreachable',
  'header-overflow',
  'body-broken',
  'protocol-error',
]);
/** Browsers know the missing certificate from elsewhere, most of the time. */
const incompleteChain = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

/** What is wrong with an address, if anything. */
export function judgeLink(link: LinkAnswer): readonly Draft[] {
  const { kind, saw } = stateOf(link.outcome);
  const rule = kind === 'fine' || kind === 'unknown' ? null : ruleFor(link, kind);
  if (rule === null) return [];
  const draft = { rule, where: { url: link.url }, evidence: evidenceOf(link, saw) };
  return [{ ...draft, ...severityOf(link, rule) }];
}

/** What an outcome says of an address. */
export function stateOf(outcome: LinkOutcome): LinkState {
  if (outcome.state === 'skipped') return unknown;
  if (outcome.state === 'failed') {
    const { code, message } = outcome;
    if (!isTargetFailure(code)) return unknown;
    return { kind: passing.has(code) ? 'uncertain' : 'dead', saw: message };
  }
  const { status, redirects, finalUrl, refusal, tlsFault } = outcome;
  if (refusal !== null) return unknown;
  const led = redirects > 0 ? ` at ${finalUrl}, where it leads` : '';
  if (tlsFault !== null) {
    const kind = tlsFault === incompleteChain ? 'uncertain' : 'dead';
    return { kind, saw: `browsers do not trust its certificate: ${tlsFault}${led}` };
  }
  if (goneStatuses.includes(status)) return { kind: 'dead', saw: `status ${status}${led}` };
  if (status >= 500 && status < 600) return { kind: 'uncertain', saw: `status ${status}${led}` };
  if (status >= 400) return unknown;
  if (redirects <= mostRedirects) return fine;
  return { kind: 'roundabout', saw: `${redirects} redirects until ${finalUrl}` };
}

function ruleFor({ internal, kinds }: LinkAnswer, kind: Trouble): RuleId | null {
  if (kind === 'uncertain') return 'link-uncertain';
  // How another site gets its visitors to the page is its own affair.
  if (kind === 'roundabout') return internal ? 'redirect-chain-long' : null;
  if (kinds.includes('link')) return internal ? 'link-broken' : 'external-link-broken';
  return internal ? 'resource-broken' : 'external-resource-broken';
}

/** A picture that is missing is seen; without its scripts and styles a page may not work at all. */
function severityOf({ kinds }: LinkAnswer, rule: RuleId): Pick<Draft, 'severity'> {
  const isResource = rule === 'resource-broken' || rule === 'external-resource-broken';
  if (!isResource) return {};
  const isNeeded = kinds.includes('script') || kinds.includes('style');
  return { severity: isNeeded ? 'serious' : 'moderate' };
}

function evidenceOf({ places, count }: LinkAnswer, saw: string): string {
  const rest = count - places.length;
  return [
    `${saw}, found ${count === 1 ? 'once' : `${count} times`}:`,
    ...places.map(placeLine),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('\n');
}

function placeLine({ page, selector, text }: LinkPlace): string {
  return `${page} ${selector}${text === '' ? '' : ` “${text}”`}`;
}
