import { z } from 'zod';
import { durationMs, parseDuration } from '../core/duration.ts';
import { allowPrivateExample, isAllowPrivateEntry, isHostAndPort } from './addresses.ts';
import { suggestion } from './nearest.ts';
import { checkSchedule, scheduleExample } from './schedule.ts';

/** What a refinement may add to its message; read where issues become problems. */
export interface IssueParams {
  /** The rule without the value, for values that must not be printed. */
  readonly expected: string;
  readonly remedy?: string;
}

/** Text for which `why` knows no objection; `why` returns what is wrong and, optionally, the remedy. */
function text(expected: string, why: (value: string) => readonly [string, string?] | null) {
  return z.string().superRefine((value, context) => {
    const objection = why(value);
    if (objection === null) return;
    const [message, remedy] = objection;
    const params: IssueParams = { expected, ...(remedy ? { remedy } : {}) };
    context.addIssue({ code: 'custom', message, params: { ...params } });
  });
}

/** Text that is not blank. */
export const words = () =>
  text('text', (value) =>
    value.trim() === '' ? ['must not be empty', 'Fill it in or delete it.'] : null,
  );

/** An IANA time zone. */
export const timezone = () =>
  text('an IANA time zone such as `Europe/London`', (value) => {
    if (isTimezone(value)) return null;
    const hint = suggestion(value, Intl.supportedValuesOf('timeZone'));
    return [`unknown time zone \`${value}\``, hint || 'Use an IANA name such as `Europe/London`.'];
  });

function isTimezone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== null;
  } catch {
    return false;
  }
}

/** An interval or a cron expression. */
export const schedule = () =>
  text(scheduleExample, (value) => {
    const wrong = checkSchedule(value);
    return wrong === null
      ? null
      : [wrong, 'Examples: `60s`, `6h`, `0 3 * * 1` (Mondays at 03:00).'];
  });

/** A duration within these bounds, as `parseDuration` reads it. */
export const duration = (least: string, most: string) =>
  text('a duration such as `15m` or `2h`', (value) => {
    const ms = parseDuration(value);
    if (ms === null) return [`\`${value}\` is no duration`, 'Write `15m`, `2h` or `1h30m`.'];
    return ms >= durationMs(least) && ms <= durationMs(most)
      ? null
      : [`\`${value}\` is out of bounds`, `Write a duration from ${least} to ${most}.`];
  });

/** When planned work begins: a date and time on the wall clock of the site, or a cron expression. */
export const windowStart = () =>
  text('a local date and time such as `2026-12-24T02:00`, or a cron expression', (value) => {
    if (isLocalTime(value)) return null;
    const examples = 'Write `2026-12-24T02:00` (on the site’s clock), or cron such as `0 3 * * 1`.';
    if (/^\d{4}-/.test(value)) return [`\`${value}\` is no local date and time`, examples];
    const wrong = parseDuration(value) === null ? checkSchedule(value) : `\`${value}\` is no start`;
    return wrong === null ? null : [wrong, examples];
  });

function isLocalTime(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/.test(value)) return false;
  try {
    return Temporal.PlainDateTime.from(value, { overflow: 'reject' }) !== null;
  } catch {
    return false;
  }
}

/** An http or https URL without user name and password. */
export const httpUrl = (schemes: readonly string[] = ['https:', 'http:']) =>
  text('an http or https URL without user name and password', (value) => {
    const url = URL.parse(value);
    if (url === null)
      return [`\`${value}\` is not a URL`, 'Write it in full: `https://www.acme.example/`.'];
    if (!schemes.includes(url.protocol)) {
      const names = schemes.map((scheme) => scheme.slice(0, -1)).join(' or ');
      return [
        `a URL with the scheme \`${url.protocol.slice(0, -1)}\` cannot be used`,
        `Use ${names}.`,
      ];
    }
    if (url.username !== '' || url.password !== '') {
      return ['the URL holds a user name or password', credentialsRemedy];
    }
    return null;
  });

const credentialsRemedy =
  'Take them out; send them as a header of the check: `headers: { authorization: "Basic ${NAME}" }`.';

/** An http or https URL, or a path. */
export const mirror = () =>
  text('an http or https URL, or a path', (value) => {
    if (value.trim() === '') return ['must not be empty', 'Fill it in or delete it.'];
    const [, scheme] = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(value) ?? [];
    if (scheme === undefined) return null;
    if (!/^https?$/i.test(scheme)) {
      return [
        `a mirror with the scheme \`${scheme}\` cannot be used`,
        'Write an http or https URL, or the path of a folder or file.',
      ];
    }
    const url = URL.parse(value);
    if (url === null) return [`\`${value}\` is not a URL`, 'Write it in full.'];
    return url.username === '' && url.password === ''
      ? null
      : ['the URL holds a user name or password', 'Take them out; mirrors are read without.'];
  });

/** `host:port`. */
export const hostAndPort = () =>
  text('host and port', (value) =>
    isHostAndPort(value)
      ? null
      : [`\`${value}\` is not host:port`, 'Write it as `127.0.0.1:8080`.'],
  );

/** An entry of `network.allowPrivate`. */
export const allowPrivateEntry = () =>
  text(`one of ${allowPrivateExample}`, (value) =>
    isAllowPrivateEntry(value)
      ? null
      : [
          `\`${value}\` is not host:port, an address or a CIDR range`,
          `Write ${allowPrivateExample}.`,
        ],
  );

/** A path on the site, or a URL. */
export const page = () =>
  text('a path that starts with `/`, or an http or https URL', (value) => {
    if (value.startsWith('/') && !value.startsWith('//')) return null;
    const url = URL.parse(value);
    return url?.protocol === 'https:' || url?.protocol === 'http:'
      ? null
      : [
          `\`${value}\` is neither a path nor an http or https URL`,
          'Write a path such as `/contact`.',
        ];
  });

/** An e-mail address, judged by its shape only. */
export const email = () =>
  text('an e-mail address', (value) =>
    /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@.<>"]+$/.test(value)
      ? null
      : [`\`${value}\` is not an e-mail address`, 'Write it as `jo@practice.example`.'],
  );

/** An international telephone number (E.164, spaces allowed). */
export const phone = () =>
  text('an international telephone number such as `+44 20 7946 0000`', (value) =>
    /^\+[1-9]( ?\d){6,14}$/.test(value)
      ? null
      : [
          `\`${value}\` is not an international telephone number`,
          'Write it in quotes: `"+44 20 7946 0000"`.',
        ],
  );

/** A calendar date, `2026-12-25`. */
export const date = () =>
  text('a date such as `2026-12-25`', (value) =>
    isDate(value) ? null : [`there is no date \`${value}\``, 'Write it as `2026-12-25`.'],
  );

function isDate(value: string): boolean {
  try {
    return Temporal.PlainDate.from(value).toString() === value;
  } catch {
    return false;
  }
}

/** Working hours of one day: `09:00-17:30`. Midnight at the end is `24:00`. */
export const hours = () =>
  text('hours such as `09:00-17:30`', (value) => {
    const [, from, to] =
      /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(value) ?? [];
    if (from === undefined || to === undefined)
      return [`\`${value}\` are no hours`, 'Write `"09:00-17:30"`.'];
    return from < to
      ? null
      : [`\`${value}\` ends before it starts`, 'Hours over midnight: two days, `24:00` between.'];
  });

/** Ids of people, calendars and the like. */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** An id as a key of a mapping. */
export const id = () =>
  text('an id of small letters, digits and hyphens', (value) =>
    idPattern.test(value)
      ? null
      : [`\`${value}\` is not an id`, 'Use small letters, digits and hyphens, 63 at most.'],
  );
