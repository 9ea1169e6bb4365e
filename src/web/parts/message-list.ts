import { html } from 'hono/html';
import type { NotificationKind } from '../../core/notification.ts';
import type { CaseFile } from '../../desk/desk.ts';
import type { IconName } from './icons.ts';
import type { Speech } from './incident-list.ts';
import { standing } from './standing.ts';
import { type Html, quoted, said } from './text.ts';
import { moment } from './time.ts';
import type { Standing } from './words.ts';

type Message = CaseFile['messages'][number];

const kinds: Readonly<Record<NotificationKind, string>> = {
  page: 'Page',
  resolved: 'All-clear',
  reminder: 'Reminder',
  self: 'About the agent',
};

const statuses: Readonly<Record<Message['status'], readonly [IconName, string, Standing['tone']]>> =
  {
    waiting: ['wait', 'waiting', 'calm'],
    sent: ['check', 'sent', 'good'],
    failed: ['cross', 'failed', 'bad'],
    'gave-up': ['cross', 'given up', 'bad'],
    dropped: ['skip', 'dropped', 'none'],
  };

/** Who was told what by which channel, and what became of it. */
export function messageList(messages: readonly Message[], zone: string, speech: Speech): Html {
  if (messages.length === 0) return html`<p class="nothing">Nobody was told anything yet.</p>`;
  const items = messages.map((message) => item(message, zone, speech));
  return html`<ul class="messages" role="list">${items}</ul>`;
}

function item(message: Message, zone: string, { nameOf, now }: Speech): Html {
  const { kind, person, channel, address, status, settledAt, createdAt, lastReason } = message;
  const { text, key } = message;
  const [icon, word, tone] = statuses[status];
  return html`<li>
    <p class="meta">${moment(settledAt ?? createdAt, zone, now)} <strong>${kinds[kind]}</strong> to ${said(nameOf(person), 60)} by ${said(channel, 40)} <span class="aside">(${said(address, 80)})</span> ${standing({ icon, word, tone })}</p>
    ${status !== 'sent' && lastReason ? html`<p class="reason">${said(lastReason, 400)}</p>` : ''}
    ${text === null ? '' : html`<details id="message-${key}"><summary>${said(text.subject, 160)}</summary>${quoted(text.body, 8000)}</details>`}
  </li>`;
}
