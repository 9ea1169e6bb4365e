import { alternativeRules } from './alternatives.ts';
import { ariaEngineRules } from './aria.ts';
import { nameRules } from './names.ts';
import { structureEngineRules } from './structure.ts';
import { visualRules } from './visual.ts';

/** What the engines know, under ids of ours. */
export const allEngineRules = {
  ...alternativeRules,
  ...nameRules,
  ...structureEngineRules,
  ...visualRules,
  ...ariaEngineRules,
};
export type EngineRuleId = keyof typeof allEngineRules;

/** Rules of axe-core that are unsure of every page; where they are sure they count. */
export const unsureAxeRules: ReadonlySet<string> = new Set(['css-orientation-lock']);

/** Rules of axe-core that tell nothing of a page: what the engine could not look into. */
export const silentAxeRules: ReadonlySet<string> = new Set(['frame-tested', 'hidden-content']);
