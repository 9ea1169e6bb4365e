import type { Migration } from '../migrate.ts';

/**
 * What feeds brought back, for all sites. A document that is read as a stream has a set of entries;
 * a new set takes the place of the old one only once it is complete.
 */
export const feeds: Migration = {
  number: 3,
  name: 'feeds',
  sql: `
    CREATE TABLE feedDocuments (
      feed TEXT NOT NULL,
      name TEXT NOT NULL,
      stampJson TEXT NOT NULL,
      triedAt INTEGER NOT NULL,
      value ANY,
      entrySet INTEGER,
      PRIMARY KEY (feed, name)
    ) STRICT;
    CREATE TABLE feedSets (id INTEGER PRIMARY KEY AUTOINCREMENT, begunAt INTEGER NOT NULL) STRICT;
    CREATE TABLE feedEntries (
      entrySet INTEGER NOT NULL,
      key TEXT NOT NULL,
      position INTEGER NOT NULL,
      value ANY NOT NULL,
      PRIMARY KEY (entrySet, key, position)
    ) STRICT, WITHOUT ROWID;
  `,
};
