import type { Acceptance } from '../core/acceptance.ts';
import type { CheckMeta } from '../core/check.ts';
import type { Clock } from '../core/clock.ts';
import type { IdSource } from '../core/incident.ts';
import type { EscalationStep } from '../core/notification.ts';
import type { Promises } from '../core/sla/due-times.ts';
import type { MaintenanceWindow, Silence } from '../core/suppression.ts';
import type { Change } from '../incidents/change.ts';
import type { TroubleContext } from '../incidents/troubles.ts';
import type { Writer } from './writer.ts';

/** One check of one site, with all that decides over its troubles. */
export interface WatchedCheck {
  readonly site: { readonly id: string; readonly timezone: string };
  readonly meta: Pick<CheckMeta, 'id' | 'category' | 'incidentPer' | 'confirm'>;
  /** How long a result speaks for, ms. */
  readonly intervalMs: number;
  readonly priority: Omit<TroubleContext, 'site' | 'timezone' | 'known'>;
  /** What the client’s contract promises for an incident; null where nothing is owed. */
  readonly promises: Promises | null;
  /** Planned work around an instant, epoch ms. */
  readonly windows: (now: number) => readonly MaintenanceWindow[];
}

/** What people wish at the moment. */
export interface Wishes {
  readonly silences: readonly Silence[];
  readonly acceptances: readonly Acceptance[];
}

/** What a pipeline is handed: everything that is not decided in it. */
export interface PipelinePorts {
  readonly clock: Clock;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly escalation: () => readonly EscalationStep[];
  readonly wishes: () => Wishes;
  /** Null where config no longer has the check. */
  readonly watched: (site: string, check: string) => WatchedCheck | null;
  /** Runs a check again soon, on a fresh connection: its last runs do not suffice to decide. */
  readonly recheck: (watched: WatchedCheck) => void;
  /** Something changed that people may have to hear of. */
  readonly onChange: (change: Change) => void;
  /** Messages or steps may have fallen due. */
  readonly wake: () => void;
}
