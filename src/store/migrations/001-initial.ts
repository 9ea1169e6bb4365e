import type { Migration } from '../migrate.ts';

const rollup = `
  series INTEGER NOT NULL,
  period INTEGER NOT NULL,
  runs INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  errored INTEGER NOT NULL,
  upMs INTEGER NOT NULL,
  downMs INTEGER NOT NULL,
  unknownMs INTEGER NOT NULL,
  maintenanceMs INTEGER NOT NULL,
  latency BLOB,
  PRIMARY KEY (series, period)`;

/** Everything that the first version keeps. */
export const initial: Migration = {
  number: 1,
  name: 'initial',
  sql: `
    CREATE TABLE series (
      id INTEGER PRIMARY KEY,
      site TEXT NOT NULL,
      "check" TEXT NOT NULL,
      at INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      intervalMs INTEGER NOT NULL,
      countedUntil INTEGER NOT NULL,
      UNIQUE (site, "check")
    ) STRICT;
    CREATE TABLE results (
      series INTEGER NOT NULL,
      at INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      latency INTEGER NOT NULL,
      PRIMARY KEY (series, at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE latest (series INTEGER PRIMARY KEY, resultJson TEXT NOT NULL) STRICT;
    CREATE TABLE hours (${rollup}) STRICT, WITHOUT ROWID;
    CREATE TABLE days (${rollup}) STRICT, WITHOUT ROWID;

    CREATE TABLE states (
      site TEXT NOT NULL, "check" TEXT NOT NULL, stateJson TEXT NOT NULL, PRIMARY KEY (site, "check")
    ) STRICT;
    CREATE TABLE cursors (
      site TEXT NOT NULL, name TEXT NOT NULL, cursorJson TEXT NOT NULL, PRIMARY KEY (site, name)
    ) STRICT;
    CREATE TABLE due (
      site TEXT NOT NULL,
      "check" TEXT NOT NULL,
      schedule TEXT NOT NULL,
      nextAt INTEGER NOT NULL,
      PRIMARY KEY (site, "check")
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE trackers (
      site TEXT NOT NULL,
      "check" TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      trackerJson TEXT NOT NULL,
      PRIMARY KEY (site, "check", fingerprint)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE incidents (
      id TEXT PRIMARY KEY,
      site TEXT NOT NULL,
      "check" TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      open INTEGER NOT NULL,
      openedAt INTEGER NOT NULL,
      incidentJson TEXT NOT NULL
    ) STRICT;
    CREATE INDEX incidentsOpen ON incidents (openedAt) WHERE open = 1;
    CREATE INDEX incidentsByTrouble ON incidents (site, "check", fingerprint, openedAt);
    CREATE INDEX incidentsByTime ON incidents (openedAt);
    CREATE TABLE timeline (
      id INTEGER PRIMARY KEY,
      incident TEXT NOT NULL,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      "by" TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX timelineByIncident ON timeline (incident);
    CREATE TABLE steps (incident TEXT PRIMARY KEY, dueAt INTEGER NOT NULL) STRICT;

    CREATE TABLE outbox (
      key TEXT PRIMARY KEY,
      incident TEXT,
      createdAt INTEGER NOT NULL,
      draftJson TEXT NOT NULL,
      status TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      nextAttemptAt INTEGER NOT NULL,
      bundle TEXT,
      leasedUntil INTEGER,
      settledAt INTEGER,
      reason TEXT
    ) STRICT;
    CREATE INDEX outboxWaiting ON outbox (nextAttemptAt) WHERE status = 'waiting';
    CREATE INDEX outboxSettled ON outbox (settledAt) WHERE settledAt IS NOT NULL;
    CREATE INDEX outboxByIncident ON outbox (incident) WHERE incident IS NOT NULL;

    CREATE TABLE silences (
      id TEXT PRIMARY KEY,
      site TEXT,
      "check" TEXT,
      "from" INTEGER NOT NULL,
      until INTEGER NOT NULL,
      "by" TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE TABLE acceptances (
      id TEXT PRIMARY KEY,
      site TEXT NOT NULL,
      "check" TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      until INTEGER NOT NULL,
      "by" TEXT NOT NULL,
      reason TEXT NOT NULL,
      createdAt INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE facts (name TEXT PRIMARY KEY, valueJson TEXT NOT NULL) STRICT;
  `,
};
