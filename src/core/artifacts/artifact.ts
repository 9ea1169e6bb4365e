import type { HttpExchange, HttpExchangeParams } from './http-exchange.ts';

/** Every artifact by name: what is asked, and what is brought back. */
interface Artifacts {
  'http-exchange': { params: HttpExchangeParams; value: HttpExchange };
}

/** The name of an artifact: also the name of the file that gathers it. */
export type ArtifactName = keyof Artifacts;
export type ArtifactParams<Name extends ArtifactName> = Artifacts[Name]['params'];
export type ArtifactValue<Name extends ArtifactName> = Artifacts[Name]['value'];
