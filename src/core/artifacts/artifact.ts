import type { Catalogue, CatalogueParams } from './catalogue.ts';
import type { HttpExchange, HttpExchangeParams } from './http-exchange.ts';
import type { Inventory, InventoryParams } from './inventory.ts';
import type { PathAnswers, PathAnswersParams } from './path-answers.ts';
import type { PlatformDetection, PlatformDetectionParams } from './platform-detection.ts';

/** Every artifact by name: what is asked, and what is brought back. */
interface Artifacts {
  catalogue: { params: CatalogueParams; value: Catalogue };
  'http-exchange': { params: HttpExchangeParams; value: HttpExchange };
  inventory: { params: InventoryParams; value: Inventory };
  'path-answers': { params: PathAnswersParams; value: PathAnswers };
  'platform-detection': { params: PlatformDetectionParams; value: PlatformDetection };
}

/** The name of an artifact: also the name of the file that gathers it. */
export type ArtifactName = keyof Artifacts;
export type ArtifactParams<Name extends ArtifactName> = Artifacts[Name]['params'];
export type ArtifactValue<Name extends ArtifactName> = Artifacts[Name]['value'];
