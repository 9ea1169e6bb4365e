import { type CheckMemory, noMemory } from '../core/check-memory.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import type { CheckResult } from '../core/result.ts';
import type { Records } from '../desk/records.ts';
import type { Plan } from './check-plan.ts';
import type { CliIo } from './io.ts';

/** What the practice's store remembers of a site. */
export interface SiteMemory {
  /** Of one check. Never rejects. */
  readonly memory: (check: string) => Promise<CheckMemory>;
  /** The results with what somebody has accepted marked. */
  readonly accepted: (results: readonly CheckResult[]) => Promise<readonly CheckResult[]>;
}

const nothing: SiteMemory = {
  memory: async () => noMemory,
  accepted: async (results) => results,
};

/**
 * Lets a visit know what the agent knows of a site of config: what was found before, and what
 * somebody has accepted. Nothing is written. A store that is not there, or refuses, knows nothing.
 */
export async function withMemory<T>(
  { site, store }: Pick<Plan, 'site' | 'store'>,
  io: CliIo,
  body: (known: SiteMemory) => Promise<T>,
): Promise<T> {
  const { id } = site;
  if (store === null || id === null) return body(nothing);
  const { existingRecords } = await import('../desk/records.ts');
  const { StoreError } = await import('../desk/desk.ts');
  const refused = (error: unknown) => {
    if (!(error instanceof StoreError)) throw error;
    io.stderr(`caretaker: earlier runs are not known: ${forTerminal(error.message)}\n`);
    return null;
  };
  const records = ((): Records | null => {
    try {
      return existingRecords(store, { now: Date.now });
    } catch (error) {
      return refused(error);
    }
  })();
  if (records === null) return body(nothing);
  try {
    return await body({
      memory: async (check) => (await records.memory(id, check).catch(refused)) ?? noMemory,
      accepted: async (results) => (await records.accepted(id, results).catch(refused)) ?? results,
    });
  } finally {
    await records.close();
  }
}
