import { pageRules } from '../rule.ts';
import { limitRules } from './time/limits.ts';
import { playingRules } from './time/media.ts';
import { motionRules } from './time/motion.ts';

/** Rules about what a page does by itself. */
export const timeRules = pageRules({
  ...motionRules,
  ...playingRules,
  ...limitRules,
});
