import { pageRules } from '../rule.ts';
import { completionRules } from './forms/completion.ts';
import { errorRules } from './forms/errors.ts';
import { groupRules } from './forms/groups.ts';
import { hintRules } from './forms/hints.ts';
import { labelRules } from './forms/labels.ts';

/** Rules about forms. */
export const formRules = pageRules({
  ...labelRules,
  ...groupRules,
  ...hintRules,
  ...errorRules,
  ...completionRules,
});
