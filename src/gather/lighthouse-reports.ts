import { gathered } from '../core/artifacts/failure.ts';
import type { LighthouseReports } from '../core/artifacts/lighthouse-reports.ts';
import { request } from '../core/check.ts';
import type { Gatherer } from '../core/gatherer.ts';

/** Measures pages on devices one after the other: what runs beside a measurement spoils it. */
export default {
  artifact: 'lighthouse-reports',
  async gather({ pages, devices, runs }, { need }) {
    const measured: LighthouseReports['measured'][number][] = [];
    for (const url of pages) {
      for (const device of devices) {
        const report = await need(request('lighthouse-report', { url, device, runs }));
        const answer = await need(request('field-data', { url, device }));
        const field = answer.ok
          ? answer.value
          : { known: false as const, reason: answer.failure.message };
        measured.push({ url, device, report, field });
      }
    }
    return gathered<LighthouseReports>({ measured });
  },
} satisfies Gatherer<'lighthouse-reports'>;
