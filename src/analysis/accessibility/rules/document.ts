import { pageRules } from '../rule.ts';
import { bypassRules } from './document/bypass.ts';
import { frameRules } from './document/frames.ts';
import { titleRules } from './document/titles.ts';

/** Rules about the page as a whole and its frames. */
export const documentRules = pageRules({
  ...titleRules,
  ...frameRules,
  ...bypassRules,
});
