import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import uptime from '../../checks/uptime/index.ts';
import { anyExchange } from '../support/arbitrary-exchanges.ts';
import { answer, dayMs, now } from '../support/artifacts.ts';
import { checkTester, runCheck } from '../support/check-tester.ts';
import { answers } from './uptime/answers.ts';
import { connections } from './uptime/connections.ts';

describe('uptime', () => {
  checkTester(uptime, answers, connections);

  it('judges whatever comes back, without throwing', () => {
    const options = {
      contains: ['Shop'],
      forbids: ['pills'],
      assertions: ['[BODY].status == UP', '[CERTIFICATE_EXPIRATION] > 14d', 'len([BODY]) > 3'],
    };
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const result = runCheck(uptime, { artifacts: { exchange }, options });
        for (const { rule } of result.findings) expect(uptime.rules).toHaveProperty(rule);
        expect(result.reason === undefined).toBe(result.outcome !== 'errored');
      }),
    );
  });

  it('finds the same trouble again under the same fingerprint, whatever the page says', () => {
    const fingerprintOf = (body: string, later: number) =>
      runCheck(uptime, {
        artifacts: { exchange: answer({ status: 500, body }) },
        now: now + later * dayMs,
      }).findings.map(({ fingerprint }) => fingerprint);
    expect(fingerprintOf('at 02:00', 0)).toEqual(fingerprintOf('at 02:01', 1));
  });

  it('refuses an assertion that config would have refused, rather than pass it over', () => {
    const context = {
      now,
      site: {} as never,
      previous: null,
      baseline: () => null,
      state: null,
    };
    const options = { ...uptime.options.defaults, assertions: ['[STATSU] == 200'] };
    expect(() => uptime.evaluate({ exchange: answer() }, options, context)).toThrow(
      'the assertion [STATSU] == 200 begins with',
    );
  });
});
