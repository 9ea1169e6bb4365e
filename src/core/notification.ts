import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Incident, Priority } from './incident.ts';

/** What a message is for: to wake somebody, to give the all-clear, to remind, or about the agent itself. */
export type NotificationKind = 'page' | 'resolved' | 'reminder' | 'self';

/** One message, one person, one channel, one reason. */
export interface Notification {
  /** Stays the same when the message is repeated; the Message-ID or idempotency key follows from it. */
  readonly key: string;
  /** Null where the agent speaks about itself. */
  readonly incident: string | null;
  readonly kind: NotificationKind;
  /** Id of the person in config. */
  readonly person: string;
  /** Where the channel reaches them: a mail address, a URL. */
  readonly address: string;
  /** Id of the channel in config. */
  readonly channel: string;
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  readonly urgent: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** What is put into the outbox: a notification whose text is made when it is sent. */
export interface OutboxDraft extends Omit<Notification, 'subject' | 'body'> {
  /** Null where the agent speaks about itself. */
  readonly priority: Priority | null;
  /** The opening of the incident that it speaks of; a page of an earlier one is stale. */
  readonly opening: number;
  /** Index of the escalation step. */
  readonly step: number;
  /** Why this person, by this channel, now: a sentence for the timeline. */
  readonly reason: string;
  /** The finished text where there is no incident to draw it from; else null. */
  readonly text: MessageText | null;
}

/** A person reached by one channel. */
export interface Recipient {
  readonly person: string;
  readonly channel: string;
  readonly address: string;
}

/** Whom to page if nobody has acknowledged `afterMs` after the first page fell due. */
export interface EscalationStep {
  readonly afterMs: number;
  readonly recipients: readonly Recipient[];
}

/** What makes a message the same message when it is sent again. */
export interface NotificationIdentity extends Pick<Recipient, 'person' | 'channel'> {
  readonly incident: Pick<Incident, 'id' | 'openings'>;
  readonly kind: NotificationKind;
  readonly step: number;
}

/** The stable key of a message: 32 hex digits of SHA-256 over what it is, and not over what it says. */
export function notificationKey(identity: NotificationIdentity): string {
  const { incident, kind, step, person, channel } = identity;
  return createHash('sha256')
    .update(JSON.stringify([incident.id, incident.openings, kind, step, person, channel]))
    .digest('hex')
    .slice(0, 32);
}

/** What a provider made of a message. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly providerId: string | null }
  | {
      readonly outcome: 'temporary';
      readonly reason: string;
      /** How long the provider asks us to wait, ms. */
      readonly retryAfterMs: number | null;
    }
  | { readonly outcome: 'permanent'; readonly reason: string };

/** Where a message sends its reader. Null where no address is known that the reader could open. */
export interface MessageLinks {
  /** The page of an incident. */
  readonly incident: (id: string) => string | null;
  /** A link by which this person, and nobody else, acknowledges this opening of an incident once. */
  readonly acknowledge: (
    incident: Pick<Incident, 'id' | 'openings'>,
    person: string,
  ) => string | null;
}

/** The links of an agent whose pages nobody can open. */
export const noLinks: MessageLinks = { incident: () => null, acknowledge: () => null };

/** A message in words, as its reader gets it. */
export interface MessageText {
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
}

/** What a channel may use beside its settings. */
export interface SendContext {
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** A way to reach people. Found by its directory, registered nowhere. */
export interface Channel<Settings extends object = object> {
  /** Equals the file name: `email`, `webhook`. */
  readonly kind: string;
  readonly title: string;
  /** Drawn only when config has to be validated; see `CheckOptions`. */
  readonly settings: (zod: typeof import('zod')) => import('zod').ZodObject;
  /** Settings that may not stand in a config file: only as `${NAME}` or `file:path`. */
  readonly secrets: readonly string[];
  /** What config has to say of a person whom it is to reach; null where its settings say where to. */
  readonly personKey: 'email' | 'phone' | 'push' | null;
  /** Longest body that the channel carries, UTF-16 units. */
  readonly maxBodyLength: number;
  /** Never throws; no reason ever holds a secret. */
  send(notification: Notification, settings: Settings, context: SendContext): Promise<Delivery>;
}

/** Gives a channel module its types; the value is returned as it is. */
export function defineChannel<Settings extends object>(
  channel: Channel<Settings>,
): Channel<Settings> {
  return channel;
}
