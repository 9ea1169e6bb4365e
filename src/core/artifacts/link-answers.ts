import type { FailureCode } from '../failure-codes.ts';
import type { GatherFailure } from './failure.ts';
import type { PageLink } from './page-audit.ts';
import type { PageAuditsParams } from './page-audits.ts';

/** Asks for everything that a sample of pages links to. */
export interface LinkAnswersParams {
  readonly pages: PageAuditsParams;
  /** Most addresses that are asked for. */
  readonly limit: number;
  /** Addresses that begin so are left out. */
  readonly ignore: readonly string[];
}

/** Where a link stands. Holds text from the site. */
export interface LinkPlace {
  /** URL of the page. */
  readonly page: string;
  readonly selector: string;
  /** What can be read on the link; empty where nothing can. */
  readonly text: string;
}

/** An address that pages of the sample lead to. */
export interface LinkTarget {
  /** Absolute, without fragment. */
  readonly url: string;
  /** Whether it belongs to the site. */
  readonly internal: boolean;
  readonly kinds: readonly PageLink['kind'][];
  /** The first five. */
  readonly places: readonly LinkPlace[];
  /** How often it stands on the pages in all. */
  readonly count: number;
}

/** What came of asking. */
export type LinkOutcome =
  | {
      readonly state: 'answered';
      readonly status: number;
      readonly finalUrl: string;
      /** Redirects on the way. */
      readonly redirects: number;
      /** Why the answer says nothing of the address: a bot wall, a limit; null where it does. */
      readonly refusal: string | null;
      /** Why a strict client turns the server away, such as `CERT_HAS_EXPIRED`; null where it does not. */
      readonly tlsFault: string | null;
    }
  | { readonly state: 'failed'; readonly code: FailureCode; readonly message: string }
  | { readonly state: 'skipped'; readonly because: SkipReason };

/** Why an address was not asked for: its host forbids it or wants rest, it may change something, or there were too many. */
export type SkipReason = 'robots' | 'rest' | 'acts' | 'limit';

/** An address, and what is there. */
export interface LinkAnswer extends LinkTarget {
  readonly outcome: LinkOutcome;
}

/** What the links of the sample lead to. */
export interface LinkAnswers {
  readonly pages: readonly {
    readonly url: string;
    /** Null where the page was looked at. */
    readonly failure: GatherFailure | null;
  }[];
  readonly links: readonly LinkAnswer[];
}
