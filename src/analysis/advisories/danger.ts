import { cvssMetrics } from './cvss.ts';

/** What publishers say about a vulnerability, as far as they do. */
export interface DangerSigns {
  readonly vector: string | null;
  /** Numbers of the Common Weakness Enumeration (cwe.mitre.org). */
  readonly cwes: readonly number[];
  readonly title: string;
}

/**
 * Weaknesses by which strangers run code: code, command and argument injection (94, 95, 77, 78),
 * inclusion of a file (98), upload of a dangerous one (434), deserialisation (502).
 */
const codeExecution: ReadonlySet<number> = new Set([77, 78, 94, 95, 98, 434, 502]);

/**
 * Whether anybody may run code on the server without an account: by vector and weakness where they
 * are given, or because the title says so. When in doubt the answer is no: scores tell the rest.
 */
export function isUnauthenticatedCodeExecution({ vector, cwes, title }: DangerSigns): boolean {
  const byVector = vector !== null && isOpenToAnybody(vector);
  return (byVector && cwes.some((cwe) => codeExecution.has(cwe))) || saysSo(title);
}

/** Over the network, without an account and without a victim's help, and the system is lost. */
function isOpenToAnybody(vector: string): boolean {
  const metrics = cvssMetrics(vector);
  const is = (name: string, value: string) => metrics?.get(name) === value;
  const isLost =
    (is('C', 'H') && is('I', 'H') && is('A', 'H')) ||
    // CVSS 4.0 tells the vulnerable system from those behind it.
    (is('VC', 'H') && is('VI', 'H') && is('VA', 'H')) ||
    // CVSS 2.0: everything.
    (is('C', 'C') && is('I', 'C') && is('A', 'C'));
  const isAnonymous = (is('PR', 'N') && is('UI', 'N')) || is('Au', 'N');
  return is('AV', 'N') && isAnonymous && isLost;
}

function saysSo(title: string): boolean {
  const text = title.slice(0, 1000);
  const anonymous = /\b(?:un-?authenticated|pre-?auth(?:entication)?|without authentication)\b/i;
  const runsCode = /\b(?:RCE|(?:remote|arbitrary) (?:PHP )?code execution)\b/i;
  return anonymous.test(text) && runsCode.test(text);
}
