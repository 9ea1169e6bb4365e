import type { Acceptance } from '../../core/acceptance.ts';
import type { Silence } from '../../core/suppression.ts';
import type { Access } from '../access.ts';

/** What people asked for and until when: silences, or acceptances of findings. */
export interface WishQueries<Wish> {
  get(id: string): Promise<Wish | null>;
  /** Those that hold at a time or later: all but the expired. */
  notExpired(now: number): Promise<readonly Wish[]>;
  /** Adds one, or replaces the one of the same id. */
  put(wish: Wish): Promise<void>;
  /** Ends one now, if it has not ended yet; false where there is no such. */
  expire(id: string, now: number): Promise<boolean>;
}

/** The queries of silences. */
export function silenceQueries({ read, write }: Access): WishQueries<Silence> {
  return {
    get: async (id) =>
      (await read.selectFrom('silences').selectAll().where('id', '=', id).executeTakeFirst()) ??
      null,
    notExpired: (now) =>
      read.selectFrom('silences').selectAll().where('until', '>', now).orderBy('from').execute(),
    put: (silence) =>
      write(async (database) => {
        await database
          .insertInto('silences')
          .values(silence)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(silence))
          .execute();
      }),
    expire: (id, now) =>
      write(async (database) => {
        const done = await database
          .updateTable('silences')
          .set({ until: now })
          .where('id', '=', id)
          .where('until', '>', now)
          .executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),
  };
}

/** The queries of acceptances. */
export function acceptanceQueries({ read, write }: Access): WishQueries<Acceptance> {
  return {
    get: async (id) =>
      (await read.selectFrom('acceptances').selectAll().where('id', '=', id).executeTakeFirst()) ??
      null,
    notExpired: (now) =>
      read
        .selectFrom('acceptances')
        .selectAll()
        .where('until', '>', now)
        .orderBy('createdAt')
        .execute(),
    put: (acceptance) =>
      write(async (database) => {
        await database
          .insertInto('acceptances')
          .values(acceptance)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(acceptance))
          .execute();
      }),
    expire: (id, now) =>
      write(async (database) => {
        const done = await database
          .updateTable('acceptances')
          .set({ until: now })
          .where('id', '=', id)
          .where('until', '>', now)
          .executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),
  };
}
