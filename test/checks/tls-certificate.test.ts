import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import tlsCertificate from '../../checks/tls-certificate/index.ts';
import type { Certificate, TlsSession } from '../../src/core/artifacts/tls-session.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { anyExchange } from '../support/arbitrary-exchanges.ts';
import { answer, certificate, dayMs, hop, noAnswer, now, session } from '../support/artifacts.ts';
import { checkTester, runCheck, saying } from '../support/check-tester.ts';

const served = (overrides: Partial<TlsSession> = {}) => ({
  exchange: answer({ tls: session(overrides) }),
});
const withLeaf = (leaf: Partial<Certificate>, overrides: Partial<TlsSession> = {}) =>
  served({ ...overrides, chain: [certificate(leaf), certificate({ subject: 'Intermediate R3' })] });

/** A certificate of 90 days, as issuers write them, with so much of it left. */
const left = (ms: number) =>
  withLeaf({ validFrom: now + ms + 1000 - 90 * dayMs, validTo: now + ms });
/** A certificate of 6 days. */
const shortLived = (ms: number) => withLeaf({ validFrom: now + ms - 6 * dayMs, validTo: now + ms });

describe('tls-certificate', () => {
  checkTester(tlsCertificate, {
    passed: [
      {
        name: 'a certificate with 60 of its 90 days left',
        artifacts: served(),
        also: ({ metrics, labels }) => {
          expect(metrics).toEqual({ daysLeft: 60 });
          expect(labels).toEqual({
            issuer: 'Intermediate R3',
            protocol: 'TLSv1.3',
            expires: '2027-01-22T12:00:00.000Z',
          });
        },
      },
      { name: 'one instant before 30 days', artifacts: left(30 * dayMs + 1) },
      {
        name: '30 days, which is a warning',
        artifacts: left(30 * dayMs),
        findings: ['certificate-expires-soon'],
        also: saying({
          verdict: 'warning',
          severity: 'moderate',
          title: 'The certificate expires in 30 days',
        }),
      },
      {
        name: 'one instant before 14 days',
        artifacts: left(14 * dayMs + 1),
        findings: ['certificate-expires-soon'],
        also: saying({ verdict: 'warning' }),
      },
      {
        name: '5 of 6 days left',
        artifacts: shortLived(5 * dayMs),
        also: ({ metrics }) => expect(metrics).toEqual({ daysLeft: 5 }),
      },
      {
        name: 'a third of 6 days left',
        artifacts: shortLived(2 * dayMs),
        findings: ['certificate-expires-soon'],
        also: saying({ verdict: 'warning' }),
      },
      {
        name: 'thresholds of the site’s own',
        artifacts: left(10 * dayMs),
        options: { notice: '9d', warn: '5d', critical: '1d' },
      },
      {
        name: 'a site that leaves plain http by a redirect',
        artifacts: {
          exchange: answer({ url: 'http://shop.example/', via: ['https://shop.example/'] }),
        },
      },
      {
        name: 'a site that answers with an error over good TLS',
        artifacts: { exchange: answer({ status: 500 }) },
      },
      {
        name: 'a site that times out after a good handshake',
        artifacts: { exchange: noAnswer('timed-out', 'no answer', [hop({ status: null })]) },
      },
    ],
    failed: [
      {
        name: '14 days',
        artifacts: left(14 * dayMs),
        findings: ['certificate-expires-soon'],
        also: saying({ verdict: 'failed', severity: 'serious' }),
      },
      {
        name: '7 days',
        artifacts: left(7 * dayMs),
        findings: ['certificate-expires-soon'],
        also: saying({ verdict: 'failed', severity: 'critical' }),
      },
      {
        name: 'a day and a half',
        artifacts: left(1.5 * dayMs),
        findings: ['certificate-expires-soon'],
        also: saying({ title: 'The certificate expires tomorrow' }),
      },
      {
        name: 'the last instant',
        artifacts: left(0),
        findings: ['certificate-expires-soon'],
        also: saying({ severity: 'critical', title: 'The certificate expires within a day' }),
      },
      {
        name: '14/90 of 6 days left',
        artifacts: shortLived((14 / 90) * 6 * dayMs),
        findings: ['certificate-expires-soon'],
        also: saying({ verdict: 'failed', severity: 'serious' }),
      },
      {
        name: '7/90 of 6 days left',
        artifacts: shortLived((7 / 90) * 6 * dayMs),
        findings: ['certificate-expires-soon'],
        also: saying({ verdict: 'failed', severity: 'critical' }),
      },
      {
        name: 'expired, which its chain error does not say twice',
        artifacts: withLeaf({ validTo: now - 3 * dayMs }, { chainError: 'CERT_HAS_EXPIRED' }),
        findings: ['certificate-expired'],
        also: (result) => {
          saying({
            title: 'The certificate expired 3 days ago',
            evidence: 'shop.example, issued by Intermediate R3, valid 2026-10-24 to 2026-11-20',
          })(result);
          expect(result.metrics).toEqual({ daysLeft: -3 });
        },
      },
      {
        name: 'not valid yet, which its chain error does not say twice',
        artifacts: withLeaf({ validFrom: now + 1 }, { chainError: 'CERT_NOT_YET_VALID' }),
        findings: ['certificate-not-yet-valid'],
      },
      {
        name: 'made out for another host',
        artifacts: served({ hostError: 'Host: shop.example. is not in the cert’s altnames' }),
        findings: ['certificate-host-mismatch'],
        also: saying({ evidence: 'Host: shop.example. is not in the cert’s altnames' }),
      },
      {
        name: 'the intermediate left out',
        artifacts: served({
          chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
          chain: [certificate()],
        }),
        findings: ['certificate-chain-incomplete'],
      },
      {
        name: 'an expired intermediate',
        artifacts: served({
          chainError: 'CERT_HAS_EXPIRED',
          chain: [certificate(), certificate({ subject: 'Old R3', validTo: now - dayMs })],
        }),
        findings: ['certificate-chain-expired'],
        also: saying({
          evidence: 'CERT_HAS_EXPIRED; served: shop.example ← Old R3; Old R3 expired on 2026-11-22',
        }),
      },
      {
        name: 'signed by itself',
        artifacts: served({ chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
        findings: ['certificate-self-signed'],
      },
      ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_REVOKED'].map(
        (chainError) => ({
          name: chainError,
          artifacts: served({ chainError }),
          findings: ['certificate-untrusted' as const],
        }),
      ),
      {
        name: 'several faults at once',
        artifacts: withLeaf(
          { validTo: now + 3 * dayMs },
          { chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT', hostError: 'made out for localhost' },
        ),
        findings: [
          'certificate-expires-soon',
          'certificate-host-mismatch',
          'certificate-self-signed',
        ],
      },
      {
        name: 'two hosts on the way, both judged, and the sooner end counted',
        artifacts: {
          exchange: noAnswer('timed-out', 'no answer', [
            hop({
              tls: session({
                host: 'shop.example',
                chain: [certificate({ validTo: now + 10 * dayMs })],
              }),
            }),
            hop({
              tls: session({
                host: 'www.shop.example',
                port: 8443,
                chain: [certificate({ validTo: now + 2 * dayMs })],
              }),
            }),
          ]),
        },
        findings: ['certificate-expires-soon', 'certificate-expires-soon'],
        also: ({ findings, metrics }) => {
          expect(findings.map(({ where, severity }) => [where.url, severity])).toEqual([
            ['https://shop.example/', 'moderate'],
            ['https://www.shop.example:8443/', 'critical'],
          ]);
          expect(metrics).toEqual({ daysLeft: 2 });
        },
      },
      {
        name: 'a handshake that showed no certificate',
        artifacts: served({ chain: [] }),
        findings: ['certificate-unavailable'],
      },
      {
        name: 'a server that does not answer',
        artifacts: { exchange: noAnswer('connection-refused', 'refused') },
        findings: ['certificate-unavailable'],
        also: saying({ evidence: 'refused' }),
      },
      {
        name: 'a redirect from http to an https server that does not answer',
        site: { url: 'http://shop.example/' },
        artifacts: {
          exchange: noAnswer('connection-refused', 'refused', [
            hop({ url: 'http://shop.example/', status: 301 }),
            hop({ url: 'https://shop.example/', status: null, tls: null }),
          ]),
        },
        findings: ['certificate-unavailable'],
      },
    ],
    inapplicable: [
      {
        name: 'a site over plain http',
        site: { url: 'http://shop.example/' },
        artifacts: { exchange: answer({ url: 'http://shop.example/' }) },
      },
      {
        name: 'a site over plain http that does not answer',
        site: { url: 'http://shop.example/' },
        artifacts: { exchange: noAnswer('connection-refused') },
      },
    ],
    errored: [
      {
        name: 'a fault of our own',
        artifacts: { exchange: noAnswer('network-down', 'no network') },
        also: ({ reason }) => expect(reason).toMatch(/uplink/),
      },
    ],
  });

  it('never grows milder while time passes', () => {
    const instant = fc.integer({ min: now - 100 * dayMs, max: now + 100 * dayMs });
    const lifetime = fc.integer({ min: dayMs / 24, max: 400 * dayMs });
    fc.assert(
      fc.property(lifetime, instant, instant, (life, a, b) => {
        const artifacts = withLeaf({
          validFrom: now - 101 * dayMs,
          validTo: now - 101 * dayMs + life,
        });
        const urgencyAt = (at: number) => urgency(runCheck(tlsCertificate, { artifacts, now: at }));
        expect(urgencyAt(Math.max(a, b))).toBeGreaterThanOrEqual(urgencyAt(Math.min(a, b)));
      }),
    );
  });

  it('keeps a finding’s fingerprint while the days count down', () => {
    const days = [29, 20, 13, 6, 1];
    const found = days.map(
      (day) => runCheck(tlsCertificate, { artifacts: left(day * dayMs) }).findings[0],
    );
    expect(new Set(found.map((finding) => finding?.title)).size).toBe(days.length);
    expect(new Set(found.map((finding) => finding?.fingerprint)).size).toBe(1);
  });

  it('judges whatever comes back, without throwing', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const result = runCheck(tlsCertificate, { artifacts: { exchange } });
        for (const { rule } of result.findings) expect(tlsCertificate.rules).toHaveProperty(rule);
        for (const value of Object.values(result.metrics)) expect(value).toSatisfy(Number.isFinite);
      }),
    );
  });
});

/** 0 where nothing is wrong, then one more for each step of severity. */
function urgency({ findings: [finding] }: CheckResult): number {
  if (!finding) return 0;
  if (finding.rule === 'certificate-expired') return 4;
  return { minor: 0, moderate: 1, serious: 2, critical: 3 }[finding.severity];
}
