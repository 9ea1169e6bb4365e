import { Agent } from 'node:http';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { GatherFailure } from '../../core/artifacts/failure.ts';
import {
  addressPolicy,
  isPublicAddress,
  portOf,
  targetAllowed,
} from '../../gather/address-policy.ts';
import { failureOfError } from '../../gather/http/errors.ts';
import { guardedLookup } from '../../gather/http/lookup.ts';

const maxBytes = 200 * 1024 * 1024;
const maxNoted = 100;
const maxSockets = 256;
const idleMs = 60_000;

/** A host and port that the browser wants to reach. */
export interface Target {
  /** Without the brackets of an IPv6 literal. */
  readonly host: string;
  readonly port: number;
}

/** What one job may reach, and what became of it. */
export interface Egress {
  /** As `host:port`, to what nothing was sent because it is not public, or ours; 100 at most. */
  refused(): readonly string[];
  /** Why the host and port of this http or https URL could not be reached; null where they could. */
  failureOf(url: string): GatherFailure | null;
  /** True when no more connections are given: beyond 200 MiB, with 256 open, or after the job. */
  readonly isSpent: boolean;
  /** Whether the target may be asked, as far as its name tells; noted where not. */
  allows(target: Target): boolean;
  /** Judges the addresses of a name; the connection uses the very ones that were judged. */
  lookup(target: Target): LookupFunction;
  /** Keeps connections for plain HTTP. */
  readonly agent: Agent;
  /** Counts what a connection brings, and cuts it with the job. */
  watch(socket: Socket): void;
  /** Remembers why a target could not be reached. */
  note(target: Target, error: Error): void;
  /** Cuts every connection of the job. */
  close(): void;
}

/** The way out for one job: to the addresses and names that the HTTP gatherer would contact. */
export function openEgress(
  allowPrivate: readonly string[],
  protectedPorts: ReadonlySet<number>,
): Egress {
  const policy = addressPolicy(allowPrivate);
  const refused = new Set<string>();
  const failures = new Map<string, GatherFailure>();
  const sockets = new Set<Socket>();
  const agent = new Agent({ keepAlive: true, maxSockets: 16, timeout: idleMs });
  let bytes = 0;
  let isClosed = false;

  const fail = (name: string, failure: GatherFailure): void => {
    if (failures.size < maxNoted) failures.set(name, failure);
  };
  const refuse = (target: Target): void => {
    const name = nameOf(target);
    if (refused.size < maxNoted) refused.add(name);
    fail(name, { code: 'address-not-public', message: `${name} is not a public address` });
  };
  const isOurs = (address: string, port: number): boolean =>
    protectedPorts.has(port) && !isPublicAddress(address);
  const close = (): void => {
    isClosed = true;
    agent.destroy();
    for (const socket of sockets) socket.destroy();
  };
  return {
    agent,
    close,
    refused: () => [...refused],
    failureOf: (url) => failures.get(nameOf(targetOf(new URL(url)))) ?? null,
    get isSpent() {
      return isClosed || sockets.size >= maxSockets;
    },
    allows: (target) => {
      const { host, port } = target;
      const isAllowed =
        targetAllowed(`http://${nameOf(target)}`, allowPrivate) &&
        !(isIP(host) > 0 && isOurs(host, port));
      if (!isAllowed) refuse(target);
      return isAllowed;
    },
    lookup: (target) =>
      guardedLookup(
        (address, host, port) => policy(address, host, port) && !isOurs(address, port),
        target.port,
        (allowed) => {
          if (allowed.length === 0) refuse(target);
        },
        // It calls back as the type demands, but takes lists that are read-only.
      ) as LookupFunction,
    watch: (socket) => {
      if (sockets.has(socket)) return;
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('data', ({ length }) => {
        bytes += length;
        if (bytes > maxBytes) close();
      });
      if (isClosed) socket.destroy();
    },
    note: (target, error) => fail(nameOf(target), failureOfError(error)),
  };
}

/** The target of an http or https URL. */
export function targetOf(url: URL): Target {
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: portOf(url.href) };
}

/** As in a URL: `host:port`, an IPv6 literal in brackets. */
function nameOf({ host, port }: Target): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
