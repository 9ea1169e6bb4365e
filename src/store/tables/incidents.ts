import type { Kysely } from 'kysely';
import type { StepRow } from '../../core/commit.ts';
import type { DueStep, Incident, TroubleKey } from '../../core/incident.ts';
import { type Access, parsed } from '../access.ts';
import type { Schema } from '../schema.ts';

/** Which incidents to list. */
export interface IncidentFilter {
  readonly site?: string;
  readonly check?: string;
  readonly unresolved?: boolean;
  /** Opened at or after, epoch milliseconds. */
  readonly since?: number;
  /** The newest so many; all of them unless said otherwise. */
  readonly limit?: number;
}

/** Incidents, and the next step of each. */
export interface IncidentQueries {
  get(id: string): Promise<Incident | null>;
  /** The newest first. */
  list(filter?: IncidentFilter): Promise<readonly Incident[]>;
  /** The newest of a trouble, be it resolved or not. */
  lastOf(trouble: TroubleKey): Promise<Incident | null>;
  put(incidents: readonly Incident[]): Promise<void>;
  /** Steps whose time has come, the earliest first. */
  dueSteps(now: number): Promise<readonly DueStep[]>;
  /** When the next step falls due, epoch milliseconds; null where none will. */
  nextStepAt(): Promise<number | null>;
  /** The due step of an incident; null where it has none. */
  stepOf(incident: string): Promise<DueStep | null>;
  putSteps(steps: readonly StepRow[]): Promise<void>;
}

/** The queries of incidents and steps. */
export function incidentQueries({ read, write }: Access): IncidentQueries {
  return {
    get: async (id) => {
      const query = read.selectFrom('incidents').select('incidentJson').where('id', '=', id);
      return incidentOf(await query.executeTakeFirst());
    },
    list: async ({ site, check, unresolved, since, limit } = {}) => {
      let query = read.selectFrom('incidents').select('incidentJson');
      if (unresolved) query = query.where('open', '=', 1);
      if (site !== undefined) query = query.where('site', '=', site);
      if (check !== undefined) query = query.where('check', '=', check);
      if (since !== undefined) query = query.where('openedAt', '>=', since);
      if (limit !== undefined) query = query.limit(limit);
      const rows = await query.orderBy('openedAt', 'desc').orderBy('id').execute();
      return rows.map(({ incidentJson }) => parsed<Incident>(incidentJson));
    },
    lastOf: async ({ site, check, fingerprint }) => {
      const query = read
        .selectFrom('incidents')
        .select('incidentJson')
        .where('site', '=', site)
        .where('check', '=', check)
        .where('fingerprint', '=', fingerprint)
        .orderBy('openedAt', 'desc')
        .limit(1);
      return incidentOf(await query.executeTakeFirst());
    },
    put: (incidents) => write((database) => putIncidents(database, incidents)),
    dueSteps: (now) =>
      read.selectFrom('steps').selectAll().where('dueAt', '<=', now).orderBy('dueAt').execute(),
    nextStepAt: async () => {
      const query = read.selectFrom('steps').select((is) => is.fn.min('dueAt').as('at'));
      return (await query.executeTakeFirst())?.at ?? null;
    },
    stepOf: async (incident) => {
      const query = read.selectFrom('steps').selectAll().where('incident', '=', incident);
      return (await query.executeTakeFirst()) ?? null;
    },
    putSteps: (steps) => write((database) => putSteps(database, steps)),
  };
}

/** Writes incidents within a transaction: new ones, and new states of known ones. */
export async function putIncidents(
  database: Kysely<Schema>,
  incidents: readonly Incident[],
): Promise<void> {
  for (const incident of incidents) {
    const { id, trouble, state, openedAt } = incident;
    const { site, check, fingerprint } = trouble;
    const open = state === 'resolved' ? 0 : 1;
    const incidentJson = JSON.stringify(incident);
    await database
      .insertInto('incidents')
      .values({ id, site, check, fingerprint, open, openedAt, incidentJson })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ open, openedAt, incidentJson }))
      .execute();
  }
}

/** Sets or drops the next steps of incidents within a transaction. */
export async function putSteps(database: Kysely<Schema>, steps: readonly StepRow[]): Promise<void> {
  for (const { incident, dueAt } of steps) {
    if (dueAt === null) {
      await database.deleteFrom('steps').where('incident', '=', incident).execute();
      continue;
    }
    await database
      .insertInto('steps')
      .values({ incident, dueAt })
      .onConflict((conflict) => conflict.column('incident').doUpdateSet({ dueAt }))
      .execute();
  }
}

function incidentOf(row: { readonly incidentJson: string } | undefined): Incident | null {
  return row ? parsed<Incident>(row.incidentJson) : null;
}
