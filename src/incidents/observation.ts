import type { Severity } from '../core/finding.ts';
import type { Priority, TroubleKey } from '../core/incident.ts';

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
export interface Fault {
  /** One line. */
  readonly title: string;
  readonly severity: Severity;
  readonly priority: Priority;
  readonly priorityReason: string;
  readonly url: string;
  readonly evidence: string;
  readonly advice: string;
}
