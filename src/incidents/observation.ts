import type { Incident, TroubleKey } from '../core/incident.ts';

/** What one run says of one trouble. */
export type Observation =
  | {
      readonly trouble: TroubleKey;
      /** Start of the run, epoch milliseconds. */
      readonly at: number;
      /** Null where the run says nothing: we could not measure, or a person has to look. */
      readonly failing: false | null;
      /** A sentence. */
      readonly reason: string;
    }
  | {
      readonly trouble: TroubleKey;
      readonly at: number;
      readonly failing: true;
      readonly fault: Fault;
    };

/** What is wrong, as an incident says it. */
export type Fault = Pick<
  Incident,
  'title' | 'severity' | 'priority' | 'priorityReason' | 'url' | 'evidence' | 'advice'
>;
