import { pageRules } from '../rule.ts';
import { letteringRules } from './typography/lettering.ts';
import { lineRules } from './typography/lines.ts';

/** Rules about how text is set. */
export const typographyRules = pageRules({ ...lineRules, ...letteringRules });
