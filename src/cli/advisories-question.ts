import { suggestion } from '../config/nearest.ts';
import { type AdvisoryRating, advisoryRatings } from '../core/package-record.ts';
import type { Typed } from './command-row.ts';

/** What somebody wants to know of the components of all sites. */
export interface Question {
  /** Slug, or kind and slug: `akismet`, `plugin/akismet`; null for whatever an advisory is about. */
  readonly component: string | null;
  /** Only versions below this one; null for all. */
  readonly below: string | null;
  /** Only advisories at least as severe; null for all. */
  readonly severity: AdvisoryRating | null;
  /** Id of the only site that is meant; null for all. */
  readonly site: string | null;
  /** `kept`: only what is known already. `fresh`: look at all sites now. */
  readonly look: 'kept' | 'fresh' | 'where needed';
}

/** Understands what was typed behind `advisories`, or says what is wrong with it. */
export function questionOf({ options }: Typed): Question | { readonly error: string } {
  const text = (name: string): string | null => {
    const value = options[name];
    return typeof value === 'string' ? value.trim() : null;
  };
  const [component, below, severity] = [text('component'), text('below'), text('severity')];
  if (component === '') return { error: '--component: name one, such as akismet' };
  if (below !== null && !/\d/.test(below)) {
    const typed = `--below ${below}`.trimEnd();
    return { error: `${typed}: name a version, such as 1.2.3` };
  }
  if (below !== null && component === null) {
    return { error: '--below needs --component: versions of which plugin, module or package?' };
  }
  if (severity !== null && !isRating(severity)) {
    const hint = suggestion(severity, advisoryRatings);
    return { error: `--severity: one of ${advisoryRatings.join(', ')}. ${hint}`.trimEnd() };
  }
  if (options.kept === true && options.fresh === true) {
    return { error: '--kept and --fresh contradict each other' };
  }
  const look = options.kept === true ? 'kept' : options.fresh === true ? 'fresh' : 'where needed';
  return { component, below, severity, site: text('site'), look };
}

function isRating(word: string): word is AdvisoryRating {
  return advisoryRatings.some((rating) => rating === word);
}
