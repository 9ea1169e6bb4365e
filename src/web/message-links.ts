import type { Clock } from '../core/clock.ts';
import type { MessageLinks } from '../core/notification.ts';
import { writeRight } from './access/acknowledge-link.ts';
import { incidentPath } from './parts/incident-list.ts';

/** What links are made of. */
export interface LinkPorts {
  /** The URL under which people reach the pages; null where nobody who gets a message could open it. */
  readonly base: string | null;
  /** Of this store; see `web-secret`. */
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
  /** How long a link may be used to acknowledge, ms. */
  readonly validMs: number;
}

/** The links of messages into these pages. */
export function messageLinks({ base, secret, clock, validMs }: LinkPorts): MessageLinks {
  const at = (path: string) => (base === null ? null : new URL(path, base).href);
  return {
    incident: (id) => at(incidentPath(id)),
    acknowledge: ({ id, openings }, person) => {
      const right = { incident: id, opening: openings, person, expires: clock.now() + validMs };
      return at(`/ack/${writeRight(right, secret)}`);
    },
  };
}
