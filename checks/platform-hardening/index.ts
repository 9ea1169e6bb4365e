import type { Gathered, GatherFailure } from '../../src/core/artifacts/failure.ts';
import type { HttpExchange } from '../../src/core/artifacts/http-exchange.ts';
import { defineCheck, request } from '../../src/core/check.ts';
import { agentFailureReason, isTargetFailure } from '../../src/core/failure-rules.ts';
import { judgeAnswers } from './judge.ts';
import { probes } from './probes.ts';
import { rules } from './rules.ts';

/** Whether the site shows strangers what is not for them. */
export default defineCheck({
  meta: {
    id: 'platform-hardening',
    title: 'Platform hardening',
    why: 'Most break-ins begin with what a site shows to anybody who asks: a forgotten backup, a log, an open installer.',
    category: 'security',
    lane: 'http',
    schedule: '24h',
    timeout: '3m',
    platforms: 'any',
    incidentPer: 'finding',
    confirm: 0,
    metrics: {
      asked: 'paths that were asked for',
    },
    labels: {
      platform: 'what the site is built with, by config or as it was recognised',
    },
  },
  rules,
  options: { defaults: {}, schema: ({ z }) => z.object({}) },
  requires: (_options, site) => ({
    paths: request('path-answers', {
      url: site.url,
      platform: site.platform,
      // Nothing of a shop at Shopify lies on a server of its own.
      probes: site.platform === 'shopify' ? [] : probes.map(({ path }) => path),
    }),
  }),
  evaluate: ({ paths }, _options, { site }) => {
    const failure = paths.ok ? failureOf(paths.value.home) : paths.failure;
    if (failure && !isTargetFailure(failure.code)) {
      const reason = agentFailureReason(failure.code, failure.message);
      return { findings: [], instead: { outcome: 'errored', reason } };
    }
    if (!paths.ok) {
      const evidence = paths.failure.message;
      const where = { url: site.url };
      return { findings: [{ rule: 'hardening-unverified', where, evidence }] };
    }
    const { platform, answers } = paths.value;
    return {
      findings: judgeAnswers(paths.value, probes, site),
      metrics: { asked: Object.keys(answers).length },
      labels: platform === null ? {} : { platform },
    };
  },
});

function failureOf(answer: Gathered<HttpExchange>): GatherFailure | null {
  return answer.ok ? null : answer.failure;
}
