import type { Commit, ResultRecord } from '../../src/core/commit.ts';
import type { Finding } from '../../src/core/finding.ts';
import { fingerprint } from '../../src/core/fingerprint.ts';
import type { Incident, TimelineEntry } from '../../src/core/incident.ts';
import type { OutboxDraft } from '../../src/core/notification.ts';
import type { CheckResult, Outcome } from '../../src/core/result.ts';
import type { BoardSite } from '../../src/desk/site-state.ts';
import type { Store } from '../../src/store/store.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The people of the practice. */
export const people = [
  { id: 'jo', name: 'Jo Miller' },
  { id: 'sam', name: 'Sam Reed' },
];

const checks = [
  { id: 'uptime', title: 'Uptime', everyMs: minute },
  { id: 'tls-certificate', title: 'TLS certificate', everyMs: 6 * hour },
];

/** A site of config; whatever matters to a test is overridden. */
export function site(id: string, rest: Partial<BoardSite> = {}): BoardSite {
  return {
    id,
    url: `https://www.${id}.example/`,
    platform: 'wordpress',
    environment: 'production',
    package: 'gold',
    timezone: 'Europe/London',
    checks,
    work: null,
    ...rest,
  };
}

/** The sites of the practice, in several states. */
export function sitesAt(now: number): readonly BoardSite[] {
  return [
    site('city-archive', { platform: 'umbraco', package: 'silver' }),
    site('fern-clinic', { platform: 'dotnet', package: 'always-on' }),
    site('harbour-books', { platform: 'shopify', package: 'platinum' }),
    site('juniper-kitchen', { package: 'silver' }),
    site('lindqvist', {
      timezone: 'Europe/Stockholm',
      work: { reason: 'Moving to the new host', until: now + 90 * minute },
    }),
    site('northgate-museum', { platform: 'drupal' }),
    site('oakfield-school', { platform: 'drupal', package: 'silver' }),
    site('pilot-project', { platform: null, package: null, environment: 'staging' }),
  ];
}

/** A finding of a check. */
export function finding(check: string, rest: Partial<Finding> = {}): Finding {
  const where = { url: 'https://www.harbour-books.example/' };
  const rule = rest.rule ?? 'status-unexpected';
  return {
    rule,
    verdict: 'failed',
    severity: 'critical',
    title: 'The site answers with an error',
    where,
    evidence:
      'HTTP/1.1 503 Service Unavailable\nServer: nginx/1.26.2\nRetry-After: 30\n\n<h1>Error establishing a database connection</h1>',
    advice: 'Look at the web server’s error log and at what was deployed last.',
    help: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    fingerprint: fingerprint(check, rule, where),
    ...rest,
  };
}

/** A result of a check. */
export function result(
  check: string,
  at: number,
  outcome: Outcome = 'passed',
  rest: Partial<CheckResult> = {},
): CheckResult {
  return {
    check,
    outcome,
    startedAt: new Date(at).toISOString(),
    durationMs: 312,
    metrics: {},
    labels: {},
    findings: [],
    ...rest,
  };
}

const answer = {
  status: 200,
  dnsMs: 4,
  connectMs: 11,
  tlsMs: 24,
  firstByteMs: 148,
  totalMs: 187,
  bytes: 48_212,
};

function certificate(at: number, daysLeft: number): CheckResult {
  return result('tls-certificate', at, 'passed', { durationMs: 96, metrics: { daysLeft } });
}

/** Days before today on which a site was down, and for how long. */
interface Past {
  readonly since: number;
  readonly outages: readonly (readonly [daysAgo: number, lastedMs: number])[];
  /** From so many days ago on for so many days nothing was measured. */
  readonly gap?: readonly [daysAgo: number, days: number];
}

const pasts: Readonly<Record<string, Past>> = {
  'city-archive': { since: 89, outages: [[40, 25 * minute]] },
  'fern-clinic': { since: 89, outages: [] },
  'harbour-books': {
    since: 89,
    outages: [
      [61, 8 * minute],
      [33, 3 * hour],
      [12, 14 * minute],
    ],
  },
  'juniper-kitchen': {
    since: 89,
    outages: [
      [70, 6 * hour],
      [55, 9 * minute],
      [54, 31 * minute],
      [5, 12 * minute],
    ],
    gap: [24, 3],
  },
  lindqvist: { since: 21, outages: [[9, 18 * minute]] },
  'northgate-museum': {
    since: 89,
    outages: [
      [77, 45 * minute],
      [20, 5 * minute],
    ],
  },
  'oakfield-school': { since: 48, outages: [] },
};

/** The half-days of a site's past, and its outages: a result speaks until the next one. */
function pastOf(id: string, { since, outages, gap }: Past, now: number): readonly ResultRecord[] {
  const today = Math.floor(now / day) * day;
  const calm = Array.from({ length: since * 2 }, (_, index) => ({
    at: today - since * day + index * (day / 2) + 7 * minute,
    outcome: 'passed' as const,
  }));
  const [gapFrom = 0, gapDays = 0] = gap ?? [];
  const gapStart = today - gapFrom * day;
  const troubles = outages.flatMap(([daysAgo, lastedMs]) => {
    const at = today - daysAgo * day + 15 * hour;
    return [
      { at, outcome: 'failed' as const },
      { at: at + lastedMs, outcome: 'passed' as const },
    ];
  });
  const halfDay = { at: today + minute, outcome: 'passed' as const };
  return [...calm, ...troubles, ...(now - today > 30 * minute ? [halfDay] : [])]
    .filter(({ at }) => gapDays === 0 || at < gapStart || at > gapStart + gapDays * day)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, outcome }) => ({
      site: id,
      result: result('uptime', at, outcome, { metrics: answer }),
      intervalMs: day / 2,
    }));
}

/** An incident that is open and that nobody has; whatever matters to a test is overridden. */
export function incident(id: string, now: number, rest: Partial<Incident> = {}): Incident {
  return {
    id,
    trouble: { site: 'harbour-books', check: 'uptime', fingerprint: '' },
    title: 'The site answers with an error: 503 Service Unavailable',
    severity: 'critical',
    priority: 'P1',
    priorityReason:
      'A critical availability fault of a production site: visitors cannot use the site.',
    url: 'https://www.harbour-books.example/',
    evidence: finding('uptime').evidence,
    advice: 'Look at the web server’s error log and at what was deployed last.',
    state: 'open',
    startedAt: now - 14 * minute,
    openedAt: now - 12 * minute,
    reopenedAt: null,
    openings: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    respondBy: now + 18 * minute,
    resolveBy: now + 228 * minute,
    flapping: false,
    pagedAt: now - 11 * minute,
    stepsTaken: 1,
    suppressedUntil: null,
    ...rest,
  };
}

function resolvedIncidents(now: number): readonly Incident[] {
  const over = (id: string, site: string, daysAgo: number, lastedMs: number, by: string) =>
    incident(id, now, {
      trouble: { site, check: 'uptime', fingerprint: '' },
      title: 'The site did not answer within 10 s',
      state: 'resolved',
      startedAt: now - daysAgo * day,
      openedAt: now - daysAgo * day + 2 * minute,
      resolvedAt: now - daysAgo * day + lastedMs,
      resolvedBy: by,
      respondBy: now - daysAgo * day + 32 * minute,
      resolveBy: now - daysAgo * day + 4 * hour,
    });
  return [
    over('I-5W2D', 'juniper-kitchen', 5, 12 * minute, 'caretaker'),
    over('I-4QK1', 'lindqvist', 9, 18 * minute, 'sam'),
    over('I-3ZPH', 'harbour-books', 12, 14 * minute, 'jo'),
  ];
}

function incidentsAt(now: number): readonly Incident[] {
  return [
    incident('I-7K3M', now),
    incident('I-6T9A', now, {
      trouble: { site: 'northgate-museum', check: 'tls-certificate', fingerprint: '' },
      title: 'The certificate ends in 6 days',
      severity: 'serious',
      priority: 'P2',
      priorityReason: 'A serious security fault of a production site: it needs somebody today.',
      url: 'https://www.northgate-museum.example/',
      evidence: 'notAfter=Nov 29 09:12:00 2026 GMT\nissuer=CN=R11, O=Let’s Encrypt, C=US',
      advice: 'Renew it, and look why the renewal did not happen by itself.',
      state: 'acknowledged',
      startedAt: now - 5 * hour,
      openedAt: now - 5 * hour,
      acknowledgedAt: now - 4 * hour,
      acknowledgedBy: 'sam',
      respondBy: now - 3 * hour,
      resolveBy: now - 25 * minute,
    }),
    ...resolvedIncidents(now),
  ];
}

function timelineAt(now: number): readonly TimelineEntry[] {
  const entry = (at: number, kind: TimelineEntry['kind'], reason: string, by = 'caretaker') => ({
    incident: 'I-7K3M',
    at,
    kind,
    by,
    reason,
  });
  return [
    entry(
      now - 12 * minute,
      'opened',
      'Three runs in a row failed, each on a fresh connection: status 503.',
    ),
    entry(
      now - 12 * minute,
      'page-planned',
      'The first page waits 30 s and is dropped if the trouble passes.',
    ),
    entry(
      now - 11.5 * minute,
      'paged',
      'Paged jo by mail. P1: A critical availability fault of a production site: visitors cannot use the site. The next step follows in 15 min.',
    ),
    entry(
      now - 11.4 * minute,
      'sent',
      'The message to jo by mail was accepted: 250 2.0.0 Ok: queued as 4Fh2Kd.',
    ),
    entry(
      now - 3 * minute,
      'noted',
      'The hosting company sees a full disk on the database server.\nThey free space now and will call back.',
      'sam',
    ),
  ];
}

function page(now: number): OutboxDraft {
  return {
    key: '0f3c9d2e7a51b684c0d1e2f3a4b5c6d7',
    incident: 'I-7K3M',
    kind: 'page',
    person: 'jo',
    address: 'jo@practice.example',
    channel: 'mail',
    urgent: true,
    createdAt: now - 11.5 * minute,
    priority: 'P1',
    opening: 1,
    step: 0,
    reason: 'Jo is first on the list.',
    text: null,
  };
}

const sentText = {
  subject: 'P1 harbour-books: The site answers with an error: 503 Service Unavailable [I-7K3M]',
  body: 'The site answers with an error: 503 Service Unavailable\nSite: harbour-books https://www.harbour-books.example/\n\nWhat was seen:\n> HTTP/1.1 503 Service Unavailable\n\nFirst thing to do: Look at the web server’s error log and at what was deployed last.',
};

function latestAt(now: number): readonly ResultRecord[] {
  const record = (id: string, each: CheckResult, intervalMs = minute): ResultRecord => ({
    site: id,
    result: each,
    intervalMs,
  });
  const up = (id: string, ago: number, totalMs: number) =>
    record(
      id,
      result('uptime', now - ago, 'passed', {
        durationMs: totalMs,
        metrics: { ...answer, totalMs },
      }),
    );
  return [
    record(
      'city-archive',
      result('uptime', now - 50 * second, 'errored', {
        reason: 'network-down: the agent’s own machine has no way to this network',
      }),
    ),
    record('city-archive', certificate(now - 2 * hour, 48), 6 * hour),
    up('fern-clinic', 8 * second, 94),
    record('fern-clinic', certificate(now - hour, 71), 6 * hour),
    record(
      'harbour-books',
      result('uptime', now - 20 * second, 'failed', {
        durationMs: 402,
        metrics: { ...answer, status: 503, totalMs: 391 },
        findings: [
          finding('uptime'),
          finding('uptime', {
            rule: 'response-slow',
            verdict: 'warning',
            severity: 'minor',
            title: 'The answer took longer than its budget',
            evidence: '[RESPONSE_TIME] < 300 is not met: 391 ms',
            advice: 'Compare with yesterday; look at the database’s slow query log.',
            help: null,
          }),
        ],
      }),
    ),
    record('harbour-books', certificate(now - 3 * hour, 83), 6 * hour),
    up('juniper-kitchen', 33 * second, 262),
    record('juniper-kitchen', certificate(now - 90 * minute, 33), 6 * hour),
    up('lindqvist', 41 * second, 118),
    record('lindqvist', certificate(now - 4 * hour, 59), 6 * hour),
    up('northgate-museum', 12 * second, 540),
    record(
      'northgate-museum',
      result('tls-certificate', now - 5 * hour, 'failed', {
        durationMs: 88,
        metrics: { daysLeft: 6 },
        findings: [
          finding('tls-certificate', {
            rule: 'certificate-expires-soon',
            severity: 'serious',
            title: 'The certificate ends in 6 days',
            where: { url: 'https://www.northgate-museum.example/' },
            evidence: 'notAfter=Nov 29 09:12:00 2026 GMT',
            advice: 'Renew it, and look why the renewal did not happen by itself.',
            help: null,
          }),
        ],
      }),
      6 * hour,
    ),
    record(
      'oakfield-school',
      result('uptime', now - 27 * second, 'incomplete', {
        metrics: { ...answer, totalMs: 204 },
        findings: [
          finding('uptime', {
            rule: 'challenge-page',
            verdict: 'review',
            severity: 'moderate',
            title: 'A bot check stands before the site',
            where: { url: 'https://www.oakfield-school.example/' },
            evidence: 'HTTP/1.1 403 Forbidden\ncf-mitigated: challenge',
            advice: 'Look at the site in a browser, and let this agent through the firewall.',
            help: null,
          }),
        ],
      }),
    ),
    record('oakfield-school', certificate(now - hour, 64), 6 * hour),
  ];
}

/** Everything that the store of a practice may hold after three months. */
export async function seedPractice(store: Store, now: number): Promise<void> {
  const past = Object.entries(pasts).flatMap(([id, each]) => pastOf(id, each, now));
  const results = past.filter(({ result: { startedAt } }) => Date.parse(startedAt) < now - hour);
  await store.commit({ results }, 'batched');
  const commit: Commit = {
    results: latestAt(now),
    incidents: incidentsAt(now),
    timeline: timelineAt(now),
    steps: [{ incident: 'I-7K3M', dueAt: now + 4 * minute }],
    outbox: [page(now)],
  };
  await store.commit(commit, 'durable');
  await store.outbox.record([
    {
      change: {
        key: page(now).key,
        status: 'sent',
        at: now - 11.4 * minute,
        attempts: 0,
        reason: '250 2.0.0 Ok: queued as 4Fh2Kd',
        text: sentText,
      },
      timeline: [],
    },
  ]);
}
