import { sql } from 'kysely';
import type { Access } from '../access.ts';

/** Whether anything was written. */
export interface PulseQueries {
  /**
   * Another text after every write, by this process or another; the same while nobody writes. Means
   * nothing beyond this connection. Sources: sqlite.org/pragma.html#pragma_data_version,
   * sqlite.org/lang_corefunc.html#total_changes.
   */
  pulse(): Promise<string>;
}

/** The queries of the pulse. */
export function pulseQueries({ read }: Access): PulseQueries {
  const query = sql<{ readonly others: number; readonly own: number }>`
    SELECT data_version AS others, total_changes() AS own FROM pragma_data_version`;
  return {
    pulse: async () => {
      const [row] = (await query.execute(read)).rows;
      return `${row?.others}-${row?.own}`;
    },
  };
}
