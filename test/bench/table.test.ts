import { describe, expect, it } from 'vitest';
import { keepsGoal, median, percentile, rounded } from '../../bench/measurement.ts';
import { type Metric, metricIds, metrics } from '../../bench/metrics.ts';
import { missedGoals, rowsOf, terminalTable } from '../../bench/table.ts';

const cost: Metric = {
  title: 'cost',
  group: 'load',
  unit: 'ms',
  reference: 'bare loop',
  goal: 1.5,
  meaning: 'what it costs',
};

describe('a goal', () => {
  it('is a multiple of the reference', () => {
    expect(keepsGoal(cost, { ours: 3, reference: 2 })).toBe(true);
    expect(keepsGoal(cost, { ours: 3.01, reference: 2 })).toBe(false);
  });

  it('is kept by a value that is good enough, whatever the reference took', () => {
    const patient = { ...cost, enough: 20 };
    expect(keepsGoal(patient, { ours: 20, reference: 1 })).toBe(true);
    expect(keepsGoal(patient, { ours: 21, reference: 1 })).toBe(false);
    expect(keepsGoal(patient, { ours: 21, reference: 14 })).toBe(true);
  });

  it('is a value where there is no reference', () => {
    const { reference, ...alone } = cost;
    expect(keepsGoal(alone, { ours: 1.5 })).toBe(true);
    expect(keepsGoal(alone, { ours: 1.6 })).toBe(false);
  });

  it('is missed by what could not be measured, and without the reference', () => {
    expect(keepsGoal(cost, { ours: null, reference: 2 })).toBe(false);
    expect(keepsGoal(cost, { ours: 1 })).toBe(false);
  });
});

describe('the table', () => {
  it('has metric, reference, ours, ratio, goal and verdict', () => {
    expect(rowsOf({ help: { ours: 61.26, reference: 30.04 } })).toEqual([
      ['Command: `caretaker --help`', 'bare Node 30.0 ms', '61.3 ms', '2.04 ×', '≤ 3 ×', 'yes'],
    ]);
    expect(rowsOf({ hang: { ours: null } })[0]?.slice(1)).toEqual([
      '-',
      'not measured',
      '-',
      '≤ 48 s',
      'MISSED',
    ]);
    expect(rowsOf({ lateness: { ours: 2.123, reference: 1.5 } })[0]?.slice(1)).toEqual([
      'bare got loop 1.50 ms',
      '2.12 ms',
      '1.42 ×',
      '≤ 1.3 × or ≤ 20 ms',
      'yes',
    ]);
  });

  it('has a row for each metric that was measured, in the order of the metrics', () => {
    const all = Object.fromEntries(
      metricIds.toReversed().map((id) => [id, { ours: 0, reference: 1 }]),
    );
    const titles = rowsOf(all).map(([title]) => title?.split(': ').slice(1).join(': '));
    expect(titles).toEqual(metricIds.map((id) => metrics[id].title));
    expect(rowsOf({})).toEqual([]);
  });

  it('tells which goals were missed', () => {
    expect(missedGoals({ rss: { ours: 151 }, idle: { ours: 0.3 }, hang: { ours: null } })).toEqual([
      'rss',
      'hang',
    ]);
  });

  it('has columns that stand under each other on a terminal', () => {
    const lines = terminalTable({
      help: { ours: 61, reference: 30 },
      availability: { ours: 7.5 },
    }).split('\n');
    expect(lines[1]).toContain('Command: caretaker --help  ');
    expect(new Set(lines.slice(0, 3).map((line) => line.search(/ours|61 ms|7\.50 ms/))).size).toBe(
      1,
    );
  });
});

describe('a measurement', () => {
  it('is kept to four digits', () => {
    expect(rounded({ help: { ours: 61.2649, reference: 30 }, hang: { ours: null } })).toEqual({
      help: { ours: 61.26, reference: 30 },
      hang: { ours: null },
    });
  });
});

describe('of several values', () => {
  it('the median is the middle one, and a percentile one that was measured', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(percentile([4, 3, 2, 1], 0.99)).toBe(4);
    expect(percentile([7], 0)).toBe(7);
    expect(() => median([])).toThrow('nothing was measured');
  });
});
