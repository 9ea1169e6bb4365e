import type { Migration } from '../migrate.ts';

/** A check's memory: the last result that judged, and the last values of its metrics. */
export const memory: Migration = {
  number: 4,
  name: 'memory',
  sql: `
    ALTER TABLE latest ADD COLUMN judgedJson TEXT;
    CREATE TABLE recentMetrics (series INTEGER PRIMARY KEY, valuesJson TEXT NOT NULL) STRICT;
  `,
};
