import type { Hop } from '../../src/core/artifacts/http-exchange.ts';
import { pageParams } from '../../src/core/artifacts/http-exchange.ts';
import type { TlsSession } from '../../src/core/artifacts/tls-session.ts';
import { defineCheck, request } from '../../src/core/check.ts';
import { agentFailureReason, isTargetFailure } from '../../src/core/failure-rules.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { durationOption } from '../../src/core/option-schemas.ts';
import { dayMs, isDate, judgeSession, type Options } from './judge.ts';
import { type RuleId, rules } from './rules.ts';

const defaults: Options = { notice: '30d', warn: '14d', critical: '7d' };

/** Whether browsers will accept the certificate today and in the weeks to come. */
export default defineCheck({
  meta: {
    id: 'tls-certificate',
    title: 'TLS certificate',
    why: 'The day a certificate expires or does not fit, every browser turns visitors away with a warning.',
    category: 'security',
    lane: 'http',
    schedule: '6h',
    timeout: '60s',
    platforms: 'any',
    incidentPer: 'finding',
    confirm: 2,
    metrics: { daysLeft: 'whole days until the first certificate on the way expires' },
    labels: {
      issuer: 'who issued the certificate of the site’s own host',
      protocol: 'TLS version of the session',
      expires: 'ISO 8601 instant at which it expires',
    },
  },
  rules,
  options: {
    defaults,
    schema: (zod) => {
      const before = (fallback: string, consequence: string) =>
        durationOption(
          zod,
          fallback,
          `Time before expiry from which the check ${consequence}. Shortened in proportion for certificates that live less than 90 days.`,
        );
      return zod.z.object({
        notice: before(defaults.notice, 'warns'),
        warn: before(defaults.warn, 'fails as serious'),
        critical: before(defaults.critical, 'fails as critical'),
      });
    },
  },
  requires: (_options, site) => ({ exchange: request('http-exchange', pageParams(site.url)) }),
  evaluate: ({ exchange }, options, { now, site }) => {
    if (!exchange.ok && !isTargetFailure(exchange.failure.code)) {
      const { code, message } = exchange.failure;
      return {
        findings: [],
        instead: { outcome: 'errored', reason: agentFailureReason(code, message) },
      };
    }
    const hops = exchange.ok ? exchange.value.hops : (exchange.failure.partial?.hops ?? []);
    const sessions = sessionsOf(hops);
    const [first] = sessions;
    if (!first) {
      return withoutSession(site.url, hops, exchange.ok ? null : exchange.failure.message);
    }
    const leaf = first.chain[0];
    const ends = sessions.flatMap(({ chain }) => chain[0]?.validTo ?? []).filter(isDate);
    return {
      findings: sessions.flatMap((session) => judgeSession(session, options, now)),
      metrics: ends.length > 0 ? { daysLeft: Math.trunc((Math.min(...ends) - now) / dayMs) } : {},
      labels: leaf
        ? {
            issuer: leaf.issuer,
            protocol: first.protocol ?? 'unknown',
            ...(isDate(leaf.validTo) ? { expires: new Date(leaf.validTo).toISOString() } : {}),
          }
        : {},
    };
  },
});

/** One session for each server on the way. */
function sessionsOf(hops: readonly Hop[]): readonly TlsSession[] {
  const byServer = new Map<string, TlsSession>();
  for (const { tls } of hops) {
    if (tls) byServer.set(`${tls.host}:${tls.port}`, tls);
  }
  return [...byServer.values()];
}

/** Over plain http there is nothing to judge, even where nobody answers: uptime speaks about that. */
function withoutSession(url: string, hops: readonly Hop[], failure: string | null) {
  const isWanted = [url, ...hops.map((hop) => hop.url)].some((each) => each.startsWith('https:'));
  if (!isWanted) {
    const reason = 'The site is served over plain http: there is no certificate to judge.';
    return { findings: [], instead: { outcome: 'inapplicable' as const, reason } };
  }
  const evidence = failure ?? 'the connection ended without a finished handshake';
  const finding: FindingDraft<RuleId> = {
    rule: 'certificate-unavailable',
    where: { url },
    evidence,
  };
  return { findings: [finding] };
}
