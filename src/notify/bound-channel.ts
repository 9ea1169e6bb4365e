import type { Channel, Delivery, Notification, SendContext } from '../core/notification.ts';

/** A channel of config: a kind, and the settings it was given there. */
export interface BoundChannel {
  readonly maxBodyLength: number;
  send(notification: Notification, context: SendContext): Promise<Delivery>;
}

/** Joins a kind of channel and settings that its schema has accepted. */
export function bindChannel<Settings extends object>(
  channel: Channel<Settings>,
  settings: Settings,
): BoundChannel {
  return {
    maxBodyLength: channel.maxBodyLength,
    send: (notification, context) => channel.send(notification, settings, context),
  };
}

/** Ends a timer that has not fired. */
export type Cancel = () => void;

/** Runs something once after so many milliseconds. */
export type After = (ms: number, act: () => void) => Cancel;

/** How long a channel that was told to stop has to say what became of the message. */
const lastWordMs = 1000;

/**
 * Sends, within a deadline and whatever the channel does: one that throws or never settles has
 * failed for now. What it threw is not repeated, for it may hold a secret.
 */
export async function sendBounded(
  channel: BoundChannel,
  notification: Notification,
  context: SendContext,
  deadlineMs: number,
  after: After,
): Promise<Delivery> {
  const deadline = new AbortController();
  const signal = AbortSignal.any([context.signal, deadline.signal]);
  const { promise: overdue, resolve } = Promise.withResolvers<Delivery>();
  const fail = (reason: string) => resolve({ outcome: 'temporary', reason, retryAfterMs: null });
  const cancels = [
    after(deadlineMs, () => {
      deadline.abort();
      fail(`no answer within ${deadlineMs / 1000} s`);
    }),
  ];
  const stop = () => cancels.push(after(lastWordMs, () => fail('the agent was stopped')));
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([channel.send(notification, { ...context, signal }), overdue]);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    return {
      outcome: 'temporary',
      reason: `the channel itself failed (${name})`,
      retryAfterMs: null,
    };
  } finally {
    context.signal.removeEventListener('abort', stop);
    for (const cancel of cancels) cancel();
  }
}
