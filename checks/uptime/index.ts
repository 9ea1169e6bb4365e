import { pageParams } from '../../src/core/artifacts/http-exchange.ts';
import { defineCheck, request } from '../../src/core/check.ts';
import { durationMs } from '../../src/core/duration.ts';
import { agentFailureReason, isTargetFailure } from '../../src/core/failure-rules.ts';
import { judgeExchange, metricsOf } from './judge.ts';
import { options } from './options.ts';
import { rules } from './rules.ts';
import { chainOf } from './words.ts';

/** Whether visitors get the page they came for. */
export default defineCheck({
  meta: {
    id: 'uptime',
    title: 'Uptime',
    why: 'A site that does not answer, or answers with an error, earns nothing and loses trust by the minute.',
    category: 'availability',
    lane: 'http',
    schedule: '60s',
    timeout: '60s',
    platforms: 'any',
    incidentPer: 'check',
    confirm: 2,
    metrics: {
      status: 'HTTP status of the final answer',
      dnsMs: 'resolving names, ms, summed over redirects',
      connectMs: 'opening connections, ms, summed over redirects',
      tlsMs: 'TLS handshakes, ms, summed over redirects',
      firstByteMs: 'from sent request to first byte, ms, summed over redirects',
      totalMs: 'from start to the last byte, ms',
      bytes: 'size of the body that was read, decompressed bytes',
    },
    labels: {},
  },
  rules,
  options,
  requires: (options, site) => ({
    exchange: request(
      'http-exchange',
      pageParams(site.url, {
        method: options.method,
        headers: options.headers,
        timeoutMs: durationMs(options.timeout),
        maxBodyBytes: options.maxBodyBytes,
        maxRedirects: options.maxRedirects,
      }),
    ),
  }),
  evaluate: ({ exchange }, options, { now, site }) => {
    if (exchange.ok) {
      return {
        findings: judgeExchange(exchange.value, options, now),
        metrics: metricsOf(exchange.value),
      };
    }
    const { code, message, partial } = exchange.failure;
    if (!isTargetFailure(code)) {
      const reason = agentFailureReason(code, message);
      return { findings: [], instead: { outcome: 'errored', reason } };
    }
    const hops = partial?.hops ?? [];
    const evidence = hops.length > 1 ? `${message}; ${chainOf(hops)}` : message;
    return { findings: [{ rule: code, where: { url: site.url }, evidence }] };
  },
});
