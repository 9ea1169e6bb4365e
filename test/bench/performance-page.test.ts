import { describe, expect, it } from 'vitest';
import type { LastRun } from '../../bench/last-run.ts';
import type { Measurement } from '../../bench/measurement.ts';
import { type MetricId, metricIds, metrics } from '../../bench/metrics.ts';
import { performancePage } from '../../scripts/pages/performance.ts';

describe('docs/performance.md', () => {
  it('says when and on what was measured, and what else the machine did', () => {
    const page = performancePage(runWith({}));
    expect(page).toContain('on 2026-11-23: Node v26.10.0 on linux x64, 2 × A processor.');
    expect(page).toContain('took 263 s; the load average of the machine before it was 0.25 ');
  });

  it('explains every metric', () => {
    const page = performancePage(runWith({}));
    for (const id of metricIds) {
      const { title, meaning } = metrics[id];
      expect(page).toContain(`- **${title}**: ${meaning}.`);
    }
  });

  it('names the goals that were missed before it shows the table', () => {
    const page = performancePage(runWith({ idle: { ours: 0.4 }, drip: { ours: null } }));
    const verdict = `**2 of ${metricIds.length} goals were missed:** CPU (100 monitors every 60 s); drip (Time to notice)`;
    expect(page.indexOf(verdict)).toBeGreaterThan(0);
    expect(page.indexOf(verdict)).toBeLessThan(page.indexOf('| metric |'));
    expect(performancePage(runWith({}))).toContain(`All ${metricIds.length} goals were kept.`);
  });
});

function runWith(some: Partial<Record<MetricId, Measurement>>): LastRun {
  const kept = metricIds.map((id) => [id, { ours: 0, reference: 1 }]);
  return {
    date: '2026-11-23',
    node: 'v26.10.0',
    system: 'linux x64',
    cpu: 'A processor',
    cores: 2,
    loadBefore: 0.25,
    seconds: 263,
    measurements: { ...Object.fromEntries(kept), ...some },
  };
}
