import * as z from 'zod';
import { durationMs } from '../core/duration.ts';
import type { Channel, EscalationStep, Recipient } from '../core/notification.ts';
import * as fields from './fields.ts';

/** A channel as config sets it up. */
export interface ChannelConfig {
  readonly kind: string;
  /** Complete, and accepted by the channel's schema. */
  readonly settings: object;
}

/** `channels`: each one's kind, and what that kind has to know. */
export function channelsSchema(channels: readonly Channel[]) {
  const settings = channels.map((channel) =>
    channel
      .settings(z)
      .extend({ kind: z.literal(channel.kind).describe(`${channel.title}.`) })
      .strict()
      .describe(`${channel.title}: docs/channels.md explains it.`),
  );
  return z
    .record(fields.id(), z.discriminatedUnion('kind', settings as unknown as AtLeastOne))
    .default({})
    .describe('Ways to reach people, by id.');
}

/** Zod's types ask for one alternative at least; without any, it refuses every value. */
type AtLeastOne = [z.ZodObject<{ kind: z.ZodLiteral<string> }, z.core.$catchall<z.ZodUnknown>>];

/** `escalation`: who is told, how and when, until somebody acknowledges. */
export const escalationSchema = z
  .array(
    z
      .strictObject({
        after: fields
          .duration('0s', '7d')
          .describe('How long after the first page falls due, such as 15m; 0m for at once.'),
        people: z.array(fields.id()).min(1).describe('Ids from `people`.'),
        channels: z
          .array(fields.id())
          .min(1)
          .describe('Ids from `channels`; all of them are used.'),
      })
      .describe('Whom to page if nobody has acknowledged by then.'),
  )
  .default([])
  .describe('Who is paged about an incident, one step after the other.');

/** The channels of a practice, by id. */
export function channelsOf(
  data: z.output<ReturnType<typeof channelsSchema>>,
): ReadonlyMap<string, ChannelConfig> {
  return new Map(
    Object.entries(data).map(([id, { kind, ...settings }]) => [id, { kind, settings }]),
  );
}

/** Where a channel may reach a person. */
type Addresses = Readonly<Partial<Record<NonNullable<Channel['personKey']>, string | undefined>>>;

/** Each step with its people by each of its channels; ids are known to be right. */
export function escalationOf(
  data: z.output<typeof escalationSchema>,
  people: Readonly<Record<string, Addresses | undefined>>,
  configured: ReadonlyMap<string, ChannelConfig>,
  kinds: readonly Channel[],
): readonly EscalationStep[] {
  const recipient = (person: string, channel: string): readonly Recipient[] => {
    const { kind, settings } = configured.get(channel) ?? {};
    const key = kinds.find((each) => each.kind === kind)?.personKey;
    const address = key ? people[person]?.[key] : (hostIn(settings) ?? person);
    return address === undefined ? [] : [{ person, channel, address }];
  };
  return data.map((step) => ({
    afterMs: durationMs(step.after),
    recipients: step.people.flatMap((person) =>
      step.channels.flatMap((channel) => recipient(person, channel)),
    ),
  }));
}

/** The host that a channel posts to: its path and query may be secret. */
function hostIn(settings: object | undefined): string | null {
  const url: unknown = settings && 'url' in settings ? settings.url : null;
  return typeof url === 'string' ? (URL.parse(url)?.host ?? null) : null;
}
