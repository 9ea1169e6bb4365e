import { pageRules } from '../rule.ts';
import { focusRules } from './aria/focus.ts';
import { nameRules } from './aria/names.ts';

/** Rules about names, roles and focus that the engines leave open. */
export const ariaRules = pageRules({
  ...nameRules,
  ...focusRules,
});
