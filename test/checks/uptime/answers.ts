import { expect } from 'vitest';
import type uptime from '../../../checks/uptime/index.ts';
import {
  type AnswerOptions,
  answer,
  certificate,
  dayMs,
  now,
  session,
  siteUrl,
} from '../../support/artifacts.ts';
import { type CheckCases, saying } from '../../support/check-tester.ts';

const answered = (options: AnswerOptions = {}) => ({ exchange: answer(options) });

/** What platforms print when they are broken, as short pages. */
const brokenPages = {
  'WordPress without its database':
    '<title>Database Error</title><h1>Error establishing a database connection</h1>',
  'WordPress after a fatal PHP error':
    '<div class="wp-die-message"><p>There has been a critical error on this website.</p></div>',
  'WordPress left in maintenance mode':
    '<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>',
  'Drupal after an exception': 'The website encountered an unexpected error. Try again later.<br>',
  'an older Drupal after an exception':
    'The website encountered an unexpected error. Please try again later.',
  'Umbraco that did not start': '<h1>Umbraco failed to boot</h1>',
  'ASP.NET after an exception': "<h1>Server Error in '/' Application.</h1>",
  'ASP.NET Core in development mode':
    '<h1>An unhandled exception occurred while processing the request.</h1>',
};
const pages = Object.entries(brokenPages);
const article = (quote: string) =>
  `<h1>How to mend it</h1>${quote}${'<p>So it goes on.</p>'.repeat(3000)}`;

/** Answers that are judged by status, headers, page and time. */
export const answers = {
  passed: [
    {
      name: 'healthy',
      artifacts: answered(),
      also: ({ metrics }) =>
        expect(metrics).toEqual({
          status: 200,
          dnsMs: 4,
          connectMs: 11,
          tlsMs: 18,
          firstByteMs: 90,
          totalMs: 140,
          bytes: 54,
        }),
    },
    {
      name: 'whose phases did not all happen',
      artifacts: answered({ url: 'http://203.0.113.7/', timings: { dnsMs: null, tlsMs: null } }),
      also: ({ metrics }) => expect(metrics).not.toHaveProperty('tlsMs'),
    },
    ...[200, 226, 299].map((status) => ({
      name: `with status ${status}`,
      artifacts: answered({ status }),
    })),
    {
      name: 'with a status that the options name',
      artifacts: answered({ status: 401 }),
      options: { status: [401, '200-299'] },
    },
    {
      name: 'with a status that a condition names instead of the options',
      artifacts: answered({ status: 503 }),
      options: { assertions: ['[STATUS] == 503'] },
    },
    {
      name: '429 where a condition allows it',
      artifacts: answered({ status: 429 }),
      options: { assertions: ['[STATUS] == any(200, 429)'] },
    },
    {
      name: '429 where the options allow it',
      artifacts: answered({ status: 429 }),
      options: { status: ['400-499'] },
    },
    ...[204, 205].map((status) => ({
      name: `${status}, which has no body`,
      artifacts: answered({ status, body: '' }),
    })),
    {
      name: 'empty where that is meant',
      artifacts: answered({ body: '' }),
      options: { requireBody: false },
    },
    {
      name: 'to HEAD, which brings no body',
      artifacts: answered({ body: '' }),
      options: { method: 'HEAD', contains: ['Basket'] },
    },
    ...pages.map(([name, page]) => ({
      name: `with a long article that quotes ${name}`,
      artifacts: answered({ body: article(page) }),
    })),
    {
      name: 'behind conditions that all hold',
      artifacts: answered({
        body: '{"status":"UP","items":[1]}',
        headers: [['X-Cache', 'HIT']],
      }),
      options: {
        assertions: [
          '[STATUS] == 200',
          '[RESPONSE_TIME] < 500',
          '[BODY].status == UP',
          'len([BODY].items) > 0',
          '[HEADER].x-cache != MISS',
          '[CERTIFICATE_EXPIRATION] > 14d',
          '[IP] == 203.0.113.7',
          '[CONNECTED] == true',
        ],
      },
    },
    {
      name: 'with the password page of a shop, which is its owner’s choice',
      artifacts: answered({
        via: ['https://shop.example/password'],
        body: '<form><input type="hidden" name="form_type" value="storefront_password"></form>',
      }),
      findings: ['storefront-closed'],
    },
    {
      name: 'slower than its budget, which fails nothing',
      artifacts: answered({ timings: { totalMs: 3060, firstByteMs: 2900 } }),
      findings: ['latency-over-budget'],
      also: saying({
        evidence: '3.1 s, budget 3s (DNS 4 ms, connect 11 ms, TLS 18 ms, first byte 2.9 s)',
      }),
    },
    { name: 'just within its budget', artifacts: answered({ timings: { totalMs: 3000 } }) },
    {
      name: 'larger than what is read, which fails nothing',
      artifacts: answered({ capped: true }),
      findings: ['body-too-large'],
    },
  ],
  failed: [
    {
      name: 'with a server error',
      artifacts: answered({
        status: 503,
        statusText: 'Service Unavailable',
        headers: [['Retry-After', '120']],
        body: '<style>b{}</style><h1>Be right\n back</h1>',
      }),
      findings: ['status-unexpected'],
      also: saying({
        title: 'The site answers 503',
        evidence:
          'HTTP/1.1 503 Service Unavailable, expected 200-299; “Be right back”; Retry-After: 120',
      }),
    },
    {
      name: 'with a server error in the platform’s own words',
      artifacts: answered({ status: 500, body: brokenPages['WordPress without its database'] }),
      findings: ['status-unexpected'],
      also: saying({
        title: 'The site answers 500: WordPress cannot reach its database',
        where: { url: siteUrl, component: 'wordpress-database' },
      }),
    },
    {
      name: 'with a status that the options leave out',
      artifacts: answered(),
      options: { status: [204, '300-399'] },
      findings: ['status-unexpected'],
    },
    {
      name: 'with a status that a condition refuses',
      artifacts: answered({ status: 404 }),
      options: { assertions: ['[STATUS] == 200'] },
      findings: ['assertion-failed'],
    },
    {
      name: 'with an error page, which is not also judged as a page',
      artifacts: answered({ status: 500, body: '' }),
      options: { contains: ['Basket'], assertions: ['[BODY].status == UP'] },
      findings: ['status-unexpected'],
    },
    ...pages.map(([name, body]) => ({
      name: `with status 200 from ${name}`,
      artifacts: answered({ body }),
      findings: ['platform-failure-shown' as const],
    })),
    ...['', ' \r\n\t\n'].map((body) => ({
      name: `with a white screen of ${body.length} bytes`,
      artifacts: answered({ body }),
      findings: ['body-empty' as const],
    })),
    {
      name: 'without a text that has to be there',
      artifacts: answered(),
      options: { contains: ['Shop', 'Basket'] },
      findings: ['text-missing'],
      also: saying({ evidence: 'not found: “Basket”; the page begins: “Shop Autumn sale”' }),
    },
    {
      name: 'with a text that must not be there',
      artifacts: answered({ body: '<p>cheap pills here</p>' }),
      options: { forbids: ['pills', 'casino'] },
      findings: ['text-forbidden'],
      also: saying({ evidence: 'found: “<p>cheap pills here</p>”' }),
    },
    {
      name: 'against two conditions of three',
      artifacts: answered({ body: '{"status":"DOWN"}' }),
      options: {
        assertions: ['[BODY].status == UP', '[STATUS] == 200', '[RESPONSE_TIME] < 100'],
      },
      findings: ['assertion-failed', 'assertion-failed'],
      also: ({ findings }) => {
        expect(findings.map(({ evidence }) => evidence)).toEqual(['found: DOWN', 'found: 140 ms']);
        expect(findings[0]?.title).toBe('A condition does not hold: [BODY].status == UP');
        expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
      },
    },
    {
      name: 'with a certificate that ends before a condition allows',
      artifacts: answered({
        tls: session({ chain: [certificate({ validTo: now + 13 * dayMs })] }),
      }),
      options: { assertions: ['[CERTIFICATE_EXPIRATION] > 14d'] },
      findings: ['assertion-failed'],
      also: saying({ evidence: 'found: 13 days' }),
    },
    {
      name: 'that only a client that does not judge TLS could get',
      artifacts: answered({
        tls: session({ chainError: 'CERT_HAS_EXPIRED' }),
        tlsFault: { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
      }),
      findings: ['tls-broken'],
      also: saying({
        evidence: 'CERT_HAS_EXPIRED: certificate has expired; without judging TLS it answers 200',
      }),
    },
    {
      name: 'with a megabyte of evidence, which is cut',
      artifacts: answered(),
      options: { contains: ['é'.repeat(1_000_000)] },
      findings: ['text-missing'],
    },
  ],
  incomplete: [
    ...Object.entries({
      Cloudflare: ['CF-Mitigated', 'challenge'],
      'AWS WAF': ['x-amzn-waf-action', 'captcha'],
      Vercel: ['x-vercel-mitigated', 'challenge'],
    } as const).map(([by, header]) => ({
      name: `in which ${by} challenges us, whatever else is on the page`,
      artifacts: answered({
        status: 403,
        headers: [header],
        body: 'Error establishing a database connection',
      }),
      options: { contains: ['Basket'], assertions: ['[STATUS] == 200'] },
      findings: ['robot-challenged' as const],
      also: saying({ evidence: `${by} answered HTTP/1.1 403` }),
    })),
    {
      name: '429, which says nothing about visitors',
      artifacts: answered({
        status: 429,
        statusText: 'Too Many Requests',
        headers: [['retry-after', '60']],
      }),
      findings: ['rate-limited'],
      also: saying({ evidence: 'HTTP/1.1 429 Too Many Requests; Retry-After: 60' }),
    },
    {
      name: '429 although a condition wants 200',
      artifacts: answered({ status: 429 }),
      options: { assertions: ['[STATUS] == 200'] },
      findings: ['rate-limited'],
    },
  ],
} satisfies CheckCases<typeof uptime>;
