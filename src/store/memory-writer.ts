import type { DatabaseSync } from 'node:sqlite';
import type { CursorRow, DueRow } from '../core/commit.ts';
import type { Tracker } from '../core/tracker.ts';

/** What changes with nearly every run, on prepared statements within a transaction. */
export interface MemoryWriter {
  due(row: DueRow): void;
  tracker(tracker: Tracker): void;
  forgetTracker(trouble: Tracker['trouble']): void;
  cursor(row: CursorRow): void;
}

/** The writer of what is remembered from run to run. */
export function memoryWriter(database: DatabaseSync): MemoryWriter {
  const putDue = database.prepare(
    `INSERT INTO due (site, "check", schedule, nextAt) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET schedule = excluded.schedule, nextAt = excluded.nextAt`,
  );
  const putTracker = database.prepare(
    `INSERT INTO trackers (site, "check", fingerprint, trackerJson) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET trackerJson = excluded.trackerJson`,
  );
  const dropTracker = database.prepare(
    'DELETE FROM trackers WHERE site = ? AND "check" = ? AND fingerprint = ?',
  );
  const putCursor = database.prepare(
    `INSERT INTO cursors (site, name, cursorJson) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET cursorJson = excluded.cursorJson`,
  );
  return {
    due: ({ site, check, schedule, nextAt }) => {
      putDue.run(site, check, schedule, nextAt);
    },
    tracker: (tracker) => {
      const { site, check, fingerprint } = tracker.trouble;
      putTracker.run(site, check, fingerprint, JSON.stringify(tracker));
    },
    forgetTracker: ({ site, check, fingerprint }) => {
      dropTracker.run(site, check, fingerprint);
    },
    cursor: ({ site, name, cursor }) => {
      putCursor.run(site, name, JSON.stringify(cursor));
    },
  };
}
