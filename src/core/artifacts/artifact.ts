import type { Catalogue, CatalogueParams } from './catalogue.ts';
import type { FieldData, FieldDataParams } from './field-data.ts';
import type { HttpExchange, HttpExchangeParams } from './http-exchange.ts';
import type { Inventory, InventoryParams } from './inventory.ts';
import type { LighthouseReport, LighthouseReportParams } from './lighthouse-report.ts';
import type { LighthouseReports, LighthouseReportsParams } from './lighthouse-reports.ts';
import type { LinkAnswers, LinkAnswersParams } from './link-answers.ts';
import type { PageAudit, PageAuditParams } from './page-audit.ts';
import type { PageAudits, PageAuditsParams } from './page-audits.ts';
import type { PathAnswers, PathAnswersParams } from './path-answers.ts';
import type { PlatformDetection, PlatformDetectionParams } from './platform-detection.ts';
import type { RobotsFile, RobotsFileParams } from './robots-file.ts';
import type { SearchAnswers, SearchAnswersParams } from './search-answers.ts';
import type { SiteIndex, SiteIndexParams } from './site-index.ts';

/** Every artifact by name: what is asked, and what is brought back. */
interface Artifacts {
  catalogue: { params: CatalogueParams; value: Catalogue };
  'field-data': { params: FieldDataParams; value: FieldData };
  'http-exchange': { params: HttpExchangeParams; value: HttpExchange };
  inventory: { params: InventoryParams; value: Inventory };
  'lighthouse-report': { params: LighthouseReportParams; value: LighthouseReport };
  'lighthouse-reports': { params: LighthouseReportsParams; value: LighthouseReports };
  'link-answers': { params: LinkAnswersParams; value: LinkAnswers };
  'page-audit': { params: PageAuditParams; value: PageAudit };
  'page-audits': { params: PageAuditsParams; value: PageAudits };
  'path-answers': { params: PathAnswersParams; value: PathAnswers };
  'platform-detection': { params: PlatformDetectionParams; value: PlatformDetection };
  'robots-file': { params: RobotsFileParams; value: RobotsFile };
  'search-answers': { params: SearchAnswersParams; value: SearchAnswers };
  'site-index': { params: SiteIndexParams; value: SiteIndex };
}

/** The name of an artifact: also the name of the file that gathers it. */
export type ArtifactName = keyof Artifacts;
export type ArtifactParams<Name extends ArtifactName> = Artifacts[Name]['params'];
export type ArtifactValue<Name extends ArtifactName> = Artifacts[Name]['value'];
