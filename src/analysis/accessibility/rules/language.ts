import { pageRules } from '../rule.ts';
import { declaredRules } from './language/declared.ts';
import { directionRules } from './language/direction.ts';
import { partRules } from './language/parts.ts';
import { plainnessRules } from './language/plainness.ts';

/** Rules about languages, scripts and plain words. */
export const languageRules = pageRules({
  ...declaredRules,
  ...partRules,
  ...directionRules,
  ...plainnessRules,
});
