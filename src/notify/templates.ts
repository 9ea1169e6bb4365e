import { formatDuration } from '../core/duration.ts';
import { forMailHeader, forMailText, quoteForMail } from '../core/encode/mail.ts';
import type { Incident } from '../core/incident.ts';
import type { MessageLinks, MessageText, NotificationKind } from '../core/notification.ts';
import type { OutboxItem } from '../core/outbox.ts';

const maxSubject = 120;
const maxEvidence = 2048;
const maxField = 1000;
/** From when on a message says that it is late, ms. */
const lateMs = 120_000;

/** What a text depends on beside the incident. */
export interface TextContext {
  readonly now: number;
  /** IANA zone in which the reader lives. */
  readonly timezone: string;
  readonly maxBodyLength: number;
  /** Something about the agent itself that the reader has to know; null if all is well. */
  readonly notice: string | null;
  /** Where the reader can open more than the text holds. */
  readonly links: MessageLinks;
}

/** The subject and body of one message: its first item in full, the others as a list with their count. */
export function composeText(
  items: readonly [OutboxItem, ...OutboxItem[]],
  context: TextContext,
): MessageText {
  const [lead, ...others] = items;
  const subject = subjectOf(lead, others.length);
  const parts = partsOf(lead, context);
  const frame = (evidence: string, list: string) =>
    [context.notice, parts.head, evidence, parts.tail, list].filter(Boolean).join('\n\n');
  const room = context.maxBodyLength - frame('', '').length - 4;
  const evidence = quoteOf(parts.evidence, Math.min(maxEvidence, Math.floor(room / 2)));
  const list = listOf(others, room - evidence.length);
  return { subject, body: forMailText(frame(evidence, list), context.maxBodyLength) };
}

/** The same links for a text that others read too: of a personal one it only says that there was one. */
export function impersonal(links: MessageLinks): MessageLinks {
  return {
    ...links,
    acknowledge: (incident, person) =>
      links.acknowledge(incident, person) && `a link for ${person} alone, which is not kept`,
  };
}

const kindNames: Readonly<Record<NotificationKind, string>> = {
  page: '',
  reminder: 'Reminder: ',
  resolved: 'Resolved: ',
  self: 'caretaker itself: ',
};

function subjectOf(item: OutboxItem, others: number): string {
  const count = others === 0 ? '' : ` (and ${others} more)`;
  return forMailHeader(headline(item, maxSubject - count.length) + count, maxSubject);
}

/** One line about an item; its incident's id is never what is cut. */
function headline({ row, incident }: OutboxItem, maxLength: number): string {
  if (row.text !== null) return forMailHeader(row.text.subject, maxLength);
  if (incident === null) {
    return forMailHeader(`${kindNames[row.kind]}incident ${row.incident ?? ''}`, maxLength);
  }
  const end = ` [${incident.id}]`;
  const text = `${kindNames[row.kind]}${incident.priority} ${incident.trouble.site}: ${incident.title}`;
  return forMailHeader(text, maxLength - end.length) + end;
}

interface Parts {
  readonly head: string;
  /** In the site's own words. */
  readonly evidence: string;
  readonly tail: string;
}

function partsOf(item: OutboxItem, context: TextContext): Parts {
  const { row, incident } = item;
  const late = context.now - row.createdAt;
  const lateBy =
    late >= lateMs ? `Late by ${formatDuration(late)}: it could not be sent before.` : '';
  if (row.text !== null || incident === null) {
    const text = row.text?.body ?? `Look at it: ${whereToLook(row.incident ?? '', context)}`;
    return {
      head: lines(forMailText(text, context.maxBodyLength), lateBy),
      evidence: '',
      tail: '',
    };
  }
  const time = (at: number) => instant(at, context.timezone);
  if (row.kind === 'resolved') {
    return {
      head: lines(headline(item, maxField), siteLine(incident), lateBy),
      evidence: '',
      tail: lines(
        `Resolved: ${time(incident.resolvedAt ?? context.now)} by ${field(incident.resolvedBy ?? 'caretaker')}`,
        `It lasted ${formatDuration((incident.resolvedAt ?? context.now) - incident.startedAt)}, since ${time(incident.startedAt)}.`,
        `Details: ${whereToLook(incident.id, context)}`,
      ),
    };
  }
  return {
    head: lines(
      headline(item, maxField),
      siteLine(incident),
      `Check: ${field(incident.trouble.check)}`,
      `Since: ${time(incident.startedAt)}, ${formatDuration(Math.max(0, context.now - incident.startedAt))} ago`,
      `Priority: ${incident.priority}. ${field(incident.priorityReason)}`,
      dueLine('Respond by', incident.acknowledgedAt === null ? incident.respondBy : null, context),
      dueLine('Fix by', incident.resolveBy, context),
      incident.flapping && 'It comes and goes: flapping.',
      lateBy,
      incident.evidence && '\nWhat was seen:',
    ),
    evidence: incident.evidence,
    tail: lines(
      incident.advice && `First thing to do: ${field(incident.advice)}`,
      `Acknowledge: ${howToAcknowledge(incident, row.person, context)}`,
      `Details: ${whereToLook(incident.id, context)}`,
      `Why you: ${field(row.reason)}`,
    ),
  };
}

function listOf(items: readonly OutboxItem[], room: number): string {
  if (items.length === 0) return '';
  const shown: string[] = [`${items.length} more for you:`];
  let left = room - 120;
  for (const [index, item] of items.entries()) {
    const line = `- ${headline(item, maxSubject)}`;
    left -= line.length + 1;
    if (left < 0) {
      shown.push(`… and ${items.length - index} more: caretaker incidents list`);
      break;
    }
    shown.push(line);
  }
  return shown.join('\n');
}

function siteLine({ trouble, url }: Incident): string {
  const link = webLink(url);
  return `Site: ${field(trouble.site)}${link === null ? '' : ` ${link}`}`;
}

/** The address as it may stand in a message: http or https, without user name and password; else null. */
export function webLink(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return forMailHeader(url.href, maxField);
}

/** What the client's package promises, and what is left of it; empty where nothing is owed. */
function dueLine(what: string, at: number | null, { now, timezone }: TextContext): string {
  if (at === null) return '';
  const left = at >= now ? `in ${formatDuration(at - now)}` : `${formatDuration(now - at)} ago`;
  return `${what}: ${instant(at, timezone)}, ${left}`;
}

/** Wall-clock time of a zone, `2026-11-23 19:02 Europe/London`. */
function instant(at: number, timezone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${timezone}`;
}

function quoteOf(text: string, maxLength: number): string {
  return text === '' ? '' : quoteForMail(text, maxLength);
}

function field(text: string): string {
  return forMailHeader(text, maxField);
}

function whereToLook(incident: string, { links }: TextContext): string {
  return links.incident(incident) ?? `caretaker incidents show ${incident}`;
}

function howToAcknowledge(incident: Incident, person: string, { links }: TextContext): string {
  return links.acknowledge(incident, person) ?? `caretaker incidents ack ${incident.id}`;
}

function lines(...texts: readonly (string | false)[]): string {
  return texts.filter(Boolean).join('\n');
}
