import type { HttpExchange } from '../../src/core/artifacts/http-exchange.ts';
import { headerOf } from '../../src/core/artifacts/http-exchange.ts';
import type { PathProbe } from '../../src/core/artifacts/path-answers.ts';
import type { Severity } from '../../src/core/finding.ts';
import type { RuleId } from './rules.ts';

/** What an answer gives away. Evidence holds no secret and no name of a person: kinds and lengths alone. */
export interface Exposure {
  readonly rule: RuleId;
  readonly evidence: string;
  readonly title?: string;
  readonly advice?: string;
  readonly severity?: Severity;
}

/** A path, and what its answer has to hold to be an exposure. A status alone never is one. */
export interface HardeningProbe {
  readonly path: PathProbe;
  readonly judge: (answer: HttpExchange) => Exposure | null;
  /** True where the answer may come from another path, to which the site redirects. */
  readonly anywhere?: boolean;
}

type Where = Pick<PathProbe, 'path' | 'platforms'> & Partial<PathProbe>;

/** A probe that is asked with GET and read for its beginning. */
export function probe(
  { path, platforms, ...rest }: Where,
  judge: HardeningProbe['judge'],
  options: Pick<HardeningProbe, 'anywhere'> = {},
): HardeningProbe {
  const asked: PathProbe = {
    id: path,
    path,
    platforms,
    method: 'GET',
    maxBodyBytes: 64 * 1024,
    ...rest,
  };
  return { path: asked, judge, ...options };
}

/** The text of a file that is no page: null for a refusal, an empty file and for HTML, whatever its status says. */
export function fileText({ status, headers, body }: HttpExchange): string | null {
  if (status !== 200 && status !== 206) return null;
  const text = body.text.replace(/^\uFEFF/, '');
  const isPage = /^\s{0,200}(?:<!--[^>]{0,500}-->\s{0,200})?<(?:!doctype\s+html|html|head|body)\b/i;
  if (text.trim() === '' || isPage.test(text)) return null;
  return /^text\/html\b/i.test(headerOf(headers, 'content-type') ?? '') &&
    /<\/(?:p|div|h1)>/i.test(text)
    ? null
    : text;
}

/** The text of a page that answered as one. */
export function pageText({ status, body }: HttpExchange): string | null {
  return status === 200 ? body.text : null;
}

/** How a secret is spoken of: its name and its length. */
export function masked(name: string, value: string): string {
  return `${name} (${count(value.length, 'character')})`;
}

/** A number with its noun: `1 method`, `2 methods`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** A list for a sentence that may be long: its first few, and how many more there are. */
export function someOf(names: readonly string[], most = 5): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
