import type { Gathered } from './failure.ts';
import type { FieldData } from './field-data.ts';
import type { LighthouseReport } from './lighthouse-report.ts';
import type { Device } from './page-audit.ts';

/** Measures pages of a site on devices, one after the other, and asks what visitors saw there. */
export interface LighthouseReportsParams {
  /** Absolute. */
  readonly pages: readonly string[];
  readonly devices: readonly Device[];
  /** Of each page on each device. */
  readonly runs: number;
}

/** Page by page, and device by device. */
export interface LighthouseReports {
  readonly measured: readonly {
    readonly url: string;
    readonly device: Device;
    readonly report: Gathered<LighthouseReport>;
    readonly field: FieldData;
  }[];
}
