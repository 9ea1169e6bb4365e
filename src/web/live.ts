import { randomUUID } from 'node:crypto';

/** How often to look whether anything has changed while somebody watches; also the least distance of two messages. */
const lookEveryMs = 1000;
/** A page that hears nothing for longer than twice this knows that it is not live. */
const beatEveryMs = 10_000;
/** Pages that may listen at the same time. */
const mostListeners = 100;
/** Messages that a page may leave unread before it is let go. */
const mostUnread = 8;

/** What tells open pages that they are out of date. */
export interface Live {
  /** Names the present state of things; a page that was drawn from another is out of date. */
  revision(): Promise<string>;
  /** To be called when we ourselves have changed something: looks at once. */
  changed(): void;
  /** A stream of server-sent events, each the revision of its moment; null where there are too many. */
  listen(): ReadableStream<Uint8Array> | null;
  /** Ends every stream. */
  close(): void;
}

/** What it looks at. */
export interface LivePorts {
  /** Another text whenever anything is different that a page may show. */
  readonly pulse: () => Promise<string>;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly monotonic: () => number;
}

type Listener = ReadableStreamDefaultController<Uint8Array>;

/** Looks at the pulse once a second for all who listen, and not at all where nobody does. */
export function createLive({ pulse, after, monotonic }: LivePorts): Live {
  // A revision of an earlier process must not look like one of this.
  const process = randomUUID().slice(0, 8);
  const listeners = new Set<Listener>();
  const encoder = new TextEncoder();
  let last = '';
  let saidAt = Number.NEGATIVE_INFINITY;
  let callOff: (() => void) | null = null;
  let closed = false;

  const revision = async () => `${process}-${await pulse()}`;

  function say(text: string): void {
    last = text;
    saidAt = monotonic();
    for (const listener of listeners) {
      // A page that does not read must not fill our memory.
      if ((listener.desiredSize ?? 0) < -mostUnread) drop(listener);
      else listener.enqueue(encoder.encode(`data: ${text}\n\n`));
    }
  }

  function drop(listener: Listener): void {
    if (listeners.delete(listener)) listener.close();
  }

  function lookAfter(ms: number): void {
    callOff?.();
    callOff = closed || listeners.size === 0 ? null : after(ms, () => void look());
  }

  async function look(): Promise<void> {
    // A store that cannot be read now has nothing new; health says so.
    const now = await revision().catch(() => last);
    if (now !== last || monotonic() - saidAt >= beatEveryMs) say(now);
    lookAfter(lookEveryMs);
  }

  function listen(): ReadableStream<Uint8Array> | null {
    if (closed || listeners.size >= mostListeners) return null;
    let own: Listener | null = null;
    return new ReadableStream<Uint8Array>({
      start: async (listener) => {
        own = listener;
        listeners.add(listener);
        const now = await revision().catch(() => last);
        if (listeners.has(listener)) listener.enqueue(encoder.encode(`data: ${now}\n\n`));
        if (callOff === null) lookAfter(lookEveryMs);
      },
      cancel: () => {
        if (own) listeners.delete(own);
      },
    });
  }

  return {
    revision,
    changed: () => {
      const wait = saidAt + lookEveryMs - monotonic();
      lookAfter(Math.min(Math.max(wait, 0), lookEveryMs));
    },
    listen,
    close: () => {
      closed = true;
      callOff?.();
      for (const listener of [...listeners]) drop(listener);
    },
  };
}
