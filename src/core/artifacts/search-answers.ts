import type { PageAuditsParams } from './page-audits.ts';

/** Asks a site for what a sample of its pages and its sitemap leave open. */
export interface SearchAnswersParams {
  readonly pages: PageAuditsParams;
}

/** One address, and what it answers to a plain request. */
export interface AddressAnswer {
  readonly url: string;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly finalUrl: string;
  /** The redirects on the way, with the status of each. */
  readonly redirects: readonly { readonly url: string; readonly status: number }[];
  /** Of `X-Robots-Tag`, one for each header. */
  readonly robotsTags: readonly string[];
  /** Why no answer came; empty where one did. */
  readonly why: string;
}

/** What the HTML of a page says of itself, before any script has run. */
export interface PageStatement {
  readonly title: string | null;
  readonly canonicals: readonly string[];
  readonly alternates: readonly { readonly hreflang: string; readonly href: string }[];
  readonly metas: readonly { readonly name: string; readonly content: string }[];
}

/** An address that pages of the sample name, and what is there. */
export interface NamedPage extends AddressAnswer {
  readonly namedAs: 'canonical' | 'alternate';
  /** Null where it is no HTML. */
  readonly says: PageStatement | null;
}

/** The answers. */
export interface SearchAnswers {
  /** Where the home page was found in the end; where it was asked for, if it did not answer. */
  readonly home: string;
  /** Pages that the sitemap names, spread over all of them. */
  readonly entries: readonly AddressAnswer[];
  /** Canonical and alternate addresses outside the sample. */
  readonly named: readonly NamedPage[];
  /** The answer to a path that cannot exist; null where it was not asked. */
  readonly control: (AddressAnswer & { readonly title: string | null }) | null;
  /** Other spellings of the home page’s address: http, the other host name, without or with a final slash. */
  readonly variants: readonly AddressAnswer[];
  /** Why not everything was asked, such as a 429; null where it was. */
  readonly stoppedBy: string | null;
}
