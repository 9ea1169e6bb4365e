import type { Certificate, TlsSession } from '../../src/core/artifacts/tls-session.ts';
import { durationMs } from '../../src/core/duration.ts';
import type { FindingDraft, Severity, Verdict } from '../../src/core/finding.ts';
import type { RuleId } from './rules.ts';

/** A day in ms. */
export const dayMs = 86_400_000;

/** Time before expiry, as durations, from which the check warns, fails as serious, fails as critical. */
export interface Options {
  readonly notice: string;
  readonly warn: string;
  readonly critical: string;
}

type Draft = FindingDraft<RuleId>;

/** Everything that is wrong with what one server served. */
export function judgeSession(session: TlsSession, options: Options, now: number): readonly Draft[] {
  const where = { url: `https://${hostAndPort(session)}/` };
  const leaf = session.chain[0];
  if (!leaf) {
    const evidence = 'the server sent no certificate';
    return [{ rule: 'certificate-unavailable', where, evidence }];
  }
  const dates = judgeDates(leaf, options, now);
  const host: readonly Omit<Draft, 'where'>[] = session.hostError
    ? [{ rule: 'certificate-host-mismatch', evidence: session.hostError }]
    : [];
  return [...dates, ...host, ...judgeChain(session, leaf, now)].map((draft) => ({
    ...draft,
    where,
  }));
}

function judgeDates(
  leaf: Certificate,
  options: Options,
  now: number,
): readonly Omit<Draft, 'where'>[] {
  const evidence = `${leaf.subject}, issued by ${leaf.issuer}, valid ${day(leaf.validFrom)} to ${day(leaf.validTo)}`;
  if (now > leaf.validTo) {
    const title = `The certificate expired ${daysAgo(now - leaf.validTo)}`;
    return [{ rule: 'certificate-expired', title, evidence }];
  }
  if (now < leaf.validFrom) return [{ rule: 'certificate-not-yet-valid', evidence }];
  const urgency = urgencyOf(leaf, options, now);
  if (!urgency) return [];
  const title = `The certificate expires ${daysAhead(leaf.validTo - now)}`;
  return [{ rule: 'certificate-expires-soon', title, evidence, ...urgency }];
}

/**
 * Thresholds are meant for certificates of 90 days and more. Shorter ones are renewed later in days,
 * but not in proportion, so the thresholds shrink with them.
 */
function urgencyOf(
  { validFrom, validTo }: Certificate,
  options: Options,
  now: number,
): { verdict: Verdict; severity: Severity } | null {
  // The last second counts too (RFC 5280, 4.1.2.5): 90 days are written as 90 days less a second.
  const scale = Math.min(1, (validTo - validFrom + 1000) / (90 * dayMs));
  const within = (threshold: string) => validTo - now <= durationMs(threshold) * scale;
  if (within(options.critical)) return { verdict: 'failed', severity: 'critical' };
  if (within(options.warn)) return { verdict: 'failed', severity: 'serious' };
  return within(options.notice) ? { verdict: 'warning', severity: 'moderate' } : null;
}

function judgeChain(
  { chainError, chain }: TlsSession,
  leaf: Certificate,
  now: number,
): readonly Omit<Draft, 'where'>[] {
  if (chainError === null) return [];
  const evidence = `${chainError}; served: ${chain.map(({ subject }) => subject).join(' ← ')}`;
  const expired = chain.slice(1).find(({ validTo }) => now > validTo);
  const since = expired ? `; ${expired.subject} expired on ${day(expired.validTo)}` : '';
  switch (chainError) {
    case 'CERT_HAS_EXPIRED':
      // At the last instant of the leaf OpenSSL counts it as expired already.
      return now >= leaf.validTo
        ? []
        : [{ rule: 'certificate-chain-expired', evidence: `${evidence}${since}` }];
    case 'CERT_NOT_YET_VALID':
      return now < leaf.validFrom ? [] : [{ rule: 'certificate-untrusted', evidence }];
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return [{ rule: 'certificate-self-signed', evidence }];
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return [{ rule: 'certificate-chain-incomplete', evidence }];
    default:
      return [{ rule: 'certificate-untrusted', evidence }];
  }
}

function hostAndPort({ host, port }: TlsSession): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 443 ? name : `${name}:${port}`;
}

/** Whether an instant can be shown: what a certificate says about its dates may be no date at all. */
export function isDate(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}

function day(ms: number): string {
  return isDate(ms) ? new Date(ms).toISOString().slice(0, 10) : 'an unreadable date';
}

function daysAgo(ms: number): string {
  const days = Math.floor(ms / dayMs);
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
}

function daysAhead(ms: number): string {
  const days = Math.floor(ms / dayMs);
  return days === 0 ? 'within a day' : days === 1 ? 'tomorrow' : `in ${days} days`;
}
