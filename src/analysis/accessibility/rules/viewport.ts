import { pageRules } from '../rule.ts';
import { reflowRules } from './viewport/reflow.ts';
import { targetRules } from './viewport/targets.ts';
import { textSizeRules } from './viewport/text-size.ts';

/** Rules about small windows, large text and small targets. */
export const viewportRules = pageRules({
  ...textSizeRules,
  ...reflowRules,
  ...targetRules,
});
