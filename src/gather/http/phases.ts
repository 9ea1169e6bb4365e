import type { ClientRequest } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Hop, Timings } from '../../core/artifacts/http-exchange.ts';
import type { Clock } from '../../core/clock.ts';

/** Marks of one request on the monotonic clock, filled in as the connection makes its way. */
export interface Phases {
  /** The point that was reached last, in words that fit behind "timed out while". */
  stage(): string;
  timings(): Timings;
  /** The address that was connected to; null before, and where it came to nothing. */
  remoteAddress(): string | null;
  /** Call when the response headers are there. */
  responded(): void;
}

/** Follows a request from its start, on the monotonic clock: the wall clock jumps. */
export function followPhases(
  clock: Clock,
  host: string,
  onSecure: (socket: TLSSocket) => void,
): Phases & { follow(request: ClientRequest): void } {
  const start = clock.monotonic();
  const marks: { [name in 'resolved' | 'connected' | 'secured' | 'responded']?: number } = {};
  let secure = false;
  let remoteAddress: string | null = null;
  const mark = (name: keyof typeof marks) => () => {
    marks[name] ??= clock.monotonic();
  };

  const followSocket = (socket: Socket) => {
    secure = 'getPeerCertificate' in socket;
    socket.once('lookup', (error: Error | null) => {
      if (!error) mark('resolved')();
    });
    socket.once('connect', () => {
      mark('connected')();
      remoteAddress = socket.remoteAddress ?? null;
    });
    socket.once('secureConnect', () => {
      mark('secured')();
      onSecure(socket as TLSSocket);
    });
  };

  return {
    follow: (request) => {
      request.once('socket', followSocket);
    },
    responded: mark('responded'),
    remoteAddress: () => remoteAddress,
    stage: () => {
      if (marks.responded !== undefined) return 'reading the body';
      if (marks.secured !== undefined || (marks.connected !== undefined && !secure)) {
        return 'waiting for the answer';
      }
      if (marks.connected !== undefined) return 'shaking hands over TLS';
      return marks.resolved === undefined && isIP(host) === 0 ? 'resolving the name' : 'connecting';
    },
    timings: () => {
      const { resolved, connected, secured, responded } = marks;
      return {
        dnsMs: span(start, resolved),
        connectMs: span(resolved ?? start, connected),
        tlsMs: span(connected, secured),
        firstByteMs: span(secured ?? connected, responded),
        totalMs: tenths(clock.monotonic() - start),
      };
    },
  };
}

function span(from: number | undefined, to: number | undefined): number | null {
  return from === undefined || to === undefined ? null : tenths(to - from);
}

/** A tenth of a millisecond is as fine as these clocks are worth. */
function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** Phases of a chain add up over its hops, so that together they explain the total. */
export function sumTimings(hops: readonly Hop[], totalMs: number): Timings {
  const sum = (phase: Exclude<keyof Timings, 'totalMs'>): number | null => {
    const parts = hops.flatMap((hop) => hop.timings[phase] ?? []);
    return parts.length === 0 ? null : tenths(parts.reduce((a, b) => a + b, 0));
  };
  return {
    dnsMs: sum('dnsMs'),
    connectMs: sum('connectMs'),
    tlsMs: sum('tlsMs'),
    firstByteMs: sum('firstByteMs'),
    totalMs: tenths(totalMs),
  };
}
