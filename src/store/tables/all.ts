import type { Acceptance } from '../../core/acceptance.ts';
import type { Clock } from '../../core/clock.ts';
import type { Silence } from '../../core/suppression.ts';
import type { Access } from '../access.ts';
import { type AvailabilityQueries, availabilityQueries } from './availability.ts';
import { type FactQueries, factQueries } from './facts.ts';
import { type IncidentQueries, incidentQueries } from './incidents.ts';
import { type MemoryQueries, memoryQueries } from './memory.ts';
import { type OutboxQueries, outboxQueries } from './outbox.ts';
import { type PulseQueries, pulseQueries } from './pulse.ts';
import { type ResultQueries, resultQueries } from './results.ts';
import { type TimelineQueries, timelineQueries } from './timeline.ts';
import { acceptanceQueries, silenceQueries, type WishQueries } from './wishes.ts';

/** The queries, by what they are about. */
export interface Queries extends AvailabilityQueries, PulseQueries {
  readonly results: ResultQueries;
  readonly memory: MemoryQueries;
  readonly incidents: IncidentQueries;
  readonly timeline: TimelineQueries;
  readonly outbox: OutboxQueries;
  readonly silences: WishQueries<Silence>;
  readonly acceptances: WishQueries<Acceptance>;
  readonly facts: FactQueries;
}

/** All queries on one way to the database. */
export function queriesOf(access: Access, clock: Pick<Clock, 'now'>): Queries {
  return {
    ...availabilityQueries(access, clock),
    ...pulseQueries(access),
    results: resultQueries(access),
    memory: memoryQueries(access),
    incidents: incidentQueries(access),
    timeline: timelineQueries(access),
    outbox: outboxQueries(access),
    silences: silenceQueries(access),
    acceptances: acceptanceQueries(access),
    facts: factQueries(access),
  };
}
