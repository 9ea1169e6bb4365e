import type { Gathered } from './failure.ts';
import type { Device, PageAudit } from './page-audit.ts';

/** Looks at a sample of a site's pages. */
export interface PageAuditsParams {
  readonly url: string;
  /** Paths or URLs from config, looked at first. */
  readonly pages: readonly string[];
  /** Most pages in all, with those of config and the home page; the sitemap fills up. */
  readonly limit: number;
  readonly devices: readonly Device[];
  /** Whether accessibility engines read the page, or only what search engines see is wanted. */
  readonly accessibility: boolean;
}

/** A page of the sample, and who named it. */
export interface SampledPage {
  readonly url: string;
  readonly namedBy: 'site' | 'config' | 'sitemap';
}

/** The sample, page by page and device by device. */
export interface PageAudits {
  readonly pages: readonly SampledPage[];
  readonly audits: readonly {
    readonly page: SampledPage;
    readonly device: Device;
    readonly audit: Gathered<PageAudit>;
  }[];
}
