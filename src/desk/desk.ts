import { existsSync } from 'node:fs';
import type { Acceptance } from '../core/acceptance.ts';
import type { Clock } from '../core/clock.ts';
import type { Finding } from '../core/finding.ts';
import type { DueStep, Incident, TimelineEntry } from '../core/incident.ts';
import type { EscalationStep } from '../core/notification.ts';
import type { Silence } from '../core/suppression.ts';
import { idAt } from '../incidents/ids.ts';
import { type Act, acknowledge, note, resolve } from '../incidents/people.ts';
import { openStore } from '../store/open.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { IncidentFilter } from '../store/tables/incidents.ts';
import type { OutboxRecord } from '../store/tables/outbox.ts';

export { StoreError } from '../store/store-error.ts';

/** All that is known of an incident. */
export interface CaseFile {
  readonly incident: Incident;
  readonly timeline: readonly TimelineEntry[];
  readonly messages: readonly OutboxRecord[];
  /** The next step of its escalation; null where none is due. */
  readonly step: DueStep | null;
}

/** What became of what a person wanted: the incident as it is now, or why it stays as it was. */
export type Handled =
  | { readonly ok: true; readonly incident: Incident }
  | { readonly ok: false; readonly code: Refusal; readonly reason: string };
type Refusal = Extract<Act, { ok: false }>['code'] | 'unknown' | 'reopened';

/** A finding of the last result of a check. */
export interface CheckedFinding {
  readonly check: string;
  readonly finding: Finding;
}

/**
 * What people may do with incidents, silences and acceptances. Whatever is changed is on the disk
 * when the promise resolves, and an agent on the same store heeds it. Any method may reject with a
 * StoreError; then nothing was changed.
 */
export interface Desk {
  /** The newest first. */
  incidents(filter: IncidentFilter): Promise<readonly Incident[]>;
  caseFile(incident: string): Promise<CaseFile | null>;
  /** With `opening`: only where it is still the present one, since its page speaks of that alone. */
  acknowledge(incident: string, by: string, opening?: number): Promise<Handled>;
  resolve(incident: string, by: string, reason: string): Promise<Handled>;
  note(incident: string, by: string, text: string): Promise<Handled>;
  /** Of the last result of every check of a site. */
  findings(site: string): Promise<readonly CheckedFinding[]>;
  accept(wish: Omit<Acceptance, 'id' | 'createdAt'>): Promise<Acceptance>;
  /** Those that hold or are still to come. */
  silences(): Promise<readonly Silence[]>;
  /** Holds from now on. */
  silence(wish: Omit<Silence, 'id' | 'from'>): Promise<Silence>;
  /** False where it was over already; null where there is none of this id. */
  endSilence(id: string): Promise<boolean | null>;
  close(): Promise<void>;
}

/** What a desk needs beside the store. */
export interface DeskPorts {
  readonly clock: Pick<Clock, 'now'>;
  /** Who is told when somebody resolves an incident; read at each resolution. */
  readonly escalation: readonly EscalationStep[];
}

/** A desk on a store, be it beside an agent that runs; null where there is no store yet. Throws a StoreError. */
export function openDesk(file: string, ports: DeskPorts): Desk | null {
  return existsSync(file) ? deskOn(openStore(file, { clock: ports.clock }), ports) : null;
}

/** A desk on a store that is open already. */
export function deskOn(store: Store, ports: DeskPorts): Desk {
  const { clock } = ports;
  const handle = (id: string, act: Parameters<typeof handleIn>[2]) =>
    store.transact('durable', (transaction) => handleIn(transaction, id, act));
  return {
    incidents: (filter) => store.incidents.list(filter),
    caseFile: async (id) => {
      const incident = await store.incidents.get(id);
      if (!incident) return null;
      const timeline = await store.timeline.of(id);
      const messages = await store.outbox.of(id);
      return { incident, timeline, messages, step: await store.incidents.stepOf(id) };
    },
    acknowledge: (id, by, opening) =>
      handle(id, (incident) =>
        opening === undefined || opening === incident.openings
          ? acknowledge(incident, by, clock.now())
          : reopened(incident),
      ),
    resolve: (id, by, reason) =>
      handle(id, (incident) => resolve(incident, by, reason, ports, clock.now())),
    note: (id, by, text) => handle(id, (incident) => note(incident, by, text, clock.now())),
    findings: async (site) => {
      const latest = await store.results.latestOf(site);
      return latest.flatMap(({ check, findings }) =>
        findings.map((finding) => ({ check, finding })),
      );
    },
    accept: (wish) =>
      store.transact('durable', async ({ acceptances }) => {
        const createdAt = clock.now();
        const id = await freeId('A', createdAt, acceptances);
        const acceptance = { ...wish, id, createdAt };
        await acceptances.put(acceptance);
        return acceptance;
      }),
    silences: () => store.silences.notExpired(clock.now()),
    silence: (wish) =>
      store.transact('durable', async ({ silences }) => {
        const from = clock.now();
        const id = await freeId('S', from, silences);
        const silence = { ...wish, id, from };
        await silences.put(silence);
        return silence;
      }),
    endSilence: (id) =>
      store.transact('durable', async ({ silences }) =>
        (await silences.get(id)) === null ? null : silences.expire(id, clock.now()),
      ),
    close: () => store.close(),
  };
}

function reopened({ id }: Incident): Handled & { readonly ok: false } {
  const reason = `${id} was opened again since: there is a newer page.`;
  return { ok: false, code: 'reopened', reason };
}

/** Decides on the incident as it is in this transaction, and writes all that follows. */
async function handleIn(
  transaction: Transaction,
  id: string,
  act: (incident: Incident) => Act | (Handled & { readonly ok: false }),
): Promise<Handled> {
  const before = await transaction.incidents.get(id);
  if (!before) return { ok: false, code: 'unknown', reason: `There is no incident ${id}.` };
  const done = act(before);
  if (!done.ok) return done;
  const { incident, timeline, step, drafts } = done.change;
  const dueAt = step.kind === 'due' ? step.dueAt : null;
  await transaction.commit({
    incidents: [incident],
    timeline,
    steps: step.kind === 'keep' ? [] : [{ incident: id, dueAt }],
    outbox: drafts,
  });
  return { ok: true, incident };
}

async function freeId(
  kind: 'A' | 'S',
  now: number,
  taken: { get(id: string): Promise<object | null> },
): Promise<string> {
  for (let nth = 1; ; nth++) {
    const id = idAt(kind, now, nth);
    if ((await taken.get(id)) === null) return id;
  }
}
