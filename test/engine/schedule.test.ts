import { describe, expect, it } from 'vitest';
import { countDue, type DueRow, dueRows, takeTurn } from '../../src/engine/schedule.ts';
import { watched } from '../support/watched.ts';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);
const minuteMs = 60_000;
const never = () => null;

function rowOf(schedule: string, lastRun: number | null = null, timezone = 'UTC'): DueRow {
  const sites = [watched('acme', { ping: schedule }, { timezone })];
  const [row] = dueRows(sites, [], () => lastRun, now);
  if (!row) throw new Error('no row');
  return row;
}

describe('the first run', () => {
  it.each(['10s', '60s', '6h', '30d'])(
    'of %s comes within a minute where none is known',
    (text) => {
      const { due } = rowOf(text);
      expect(due).toBeGreaterThanOrEqual(now);
      expect(due).toBeLessThan(now + minuteMs);
    },
  );

  it('of cron comes when it is due', () => {
    expect(rowOf('0 3 * * *').due).toBe(Date.UTC(2026, 10, 24, 3));
    expect(rowOf('0 3 * * *', null, 'Asia/Kolkata').due).toBe(Date.UTC(2026, 10, 23, 21, 30));
  });

  it('of cron that was missed is caught up within a minute', () => {
    const { due } = rowOf('0 3 * * *', Date.UTC(2026, 10, 22, 3));
    expect(due).toBeGreaterThanOrEqual(now);
    expect(due).toBeLessThan(now + minuteMs);
  });

  it('of cron that has run is not repeated', () => {
    expect(rowOf('0 3 * * *', Date.UTC(2026, 10, 23, 3)).due).toBe(Date.UTC(2026, 10, 24, 3));
  });

  it('of an interval that has run comes at its phase, as before the restart', () => {
    const { due } = rowOf('6h');
    const { due: regular } = takeTurn({ ...rowOf('6h'), due }, due);
    const restarted = rowOf('6h', now - minuteMs);
    expect(restarted.due % (6 * 60 * minuteMs)).toBe(regular % (6 * 60 * minuteMs));
  });
});

describe('a row whose time has come', () => {
  it('runs, and is due again at its phase however late it was', () => {
    const row = rowOf('60s');
    expect(takeTurn(row, row.due)).toEqual({ runs: true, due: row.due + minuteMs });
    expect(takeTurn(row, row.due + 59_999)).toEqual({ runs: true, due: row.due + minuteMs });
  });

  it('waits for its phase where a whole interval was missed', () => {
    const row = rowOf('60s');
    const late = row.due + 3 * 60 * minuteMs + 17;
    expect(takeTurn(row, late)).toEqual({
      runs: false,
      due: row.due + 3 * 60 * minuteMs + minuteMs,
    });
  });

  it('is caught up once within a minute where its interval is long', () => {
    const row = rowOf('6h');
    const late = row.due + 60 * minuteMs;
    const { runs, due } = takeTurn(row, late);
    expect({ runs, soon: due - late < minuteMs }).toEqual({ runs: false, soon: true });
    const after = takeTurn({ ...row, due }, due);
    expect(after.runs).toBe(true);
    expect(after.due % (6 * 60 * minuteMs)).toBe(
      row.schedule.kind === 'interval' ? row.schedule.phaseMs : NaN,
    );
  });
});

describe('after a reload', () => {
  const before = dueRows(
    [watched('acme', { ping: '6h', dns: '1h', seo: '0 3 * * *' })],
    [],
    never,
    now,
  );
  const dueIn = (rows: readonly DueRow[]) =>
    Object.fromEntries(rows.map(({ plan, due }) => [plan.check.meta.id, due]));

  it('rows whose time is unchanged keep it, with the new options', () => {
    const site = watched('acme', { ping: '6h', dns: '1h', seo: '0 3 * * *' });
    const changed = {
      ...site,
      checks: site.checks.map((one) => ({ ...one, options: { low: 2 } })),
    };
    const after = dueRows([changed], before, never, now + 30 * minuteMs);
    expect(dueIn(after)).toEqual(dueIn(before));
    expect(after.map(({ plan }) => plan.options)).toEqual(Array(3).fill({ low: 2 }));
  });

  it('rows with another schedule or zone begin anew, and others are gone', () => {
    const zone = { timezone: 'Asia/Kolkata' };
    const sites = [watched('acme', { ping: '2h', seo: '0 3 * * *' }, zone)];
    const after = dueIn(dueRows(sites, before, never, now + 30 * minuteMs));
    expect(Object.keys(after)).toEqual(['ping', 'seo']);
    expect(after.ping).toBeGreaterThanOrEqual(now + 30 * minuteMs);
    expect(after.seo).toBe(Date.UTC(2026, 10, 23, 21, 30));
  });
});

describe('the table', () => {
  const street = Array.from({ length: 50 }, (_, index) =>
    watched(`site-${index}`, { ping: '60s' }),
  );
  const rows = dueRows(street, [], never, now);

  it('has the earliest row in front', () => {
    const times = rows.map(({ due }) => due);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('tells how many rows are due', () => {
    for (const at of [now - 1, ...rows.map(({ due }) => due), now + minuteMs]) {
      expect(countDue(rows, at)).toBe(rows.filter(({ due }) => due <= at).length);
    }
    expect(countDue([], now)).toBe(0);
  });
});
