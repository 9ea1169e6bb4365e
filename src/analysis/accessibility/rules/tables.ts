import { pageRules } from '../rule.ts';
import { tableCellRules } from './tables/cells.ts';
import { tablePurposeRules } from './tables/purpose.ts';
import { tableScopeRules } from './tables/scope.ts';

/** Rules about tables. */
export const tableRules = pageRules({
  ...tablePurposeRules,
  ...tableCellRules,
  ...tableScopeRules,
});
