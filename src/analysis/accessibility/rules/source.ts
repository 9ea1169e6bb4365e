import { pageRules } from '../rule.ts';
import { markupRules } from './source/markup.ts';
import { obsoleteRules } from './source/obsolete.ts';

/** Rules about the document as it was sent, and what it is made of. */
export const sourceRules = pageRules({ ...markupRules, ...obsoleteRules });
