import type { Json } from '../../core/json.ts';
import { type Access, parsed } from '../access.ts';

/** Single things that the agent remembers about itself, by name. */
export interface FactQueries {
  get(name: string): Promise<Json | null>;
  /** Null forgets. */
  put(name: string, value: Json | null): Promise<void>;
}

/** The queries of facts. */
export function factQueries({ read, write }: Access): FactQueries {
  return {
    get: async (name) => {
      const query = read.selectFrom('facts').select('valueJson').where('name', '=', name);
      const row = await query.executeTakeFirst();
      return row ? parsed<Json>(row.valueJson) : null;
    },
    put: (name, value) =>
      write(async (database) => {
        if (value === null) {
          await database.deleteFrom('facts').where('name', '=', name).execute();
          return;
        }
        const valueJson = JSON.stringify(value);
        await database
          .insertInto('facts')
          .values({ name, valueJson })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ valueJson }))
          .execute();
      }),
  };
}
