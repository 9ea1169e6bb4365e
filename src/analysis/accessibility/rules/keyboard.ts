import { focusRules } from './keyboard/focus.ts';
import { hoverRules } from './keyboard/hover.ts';
import { reachRules } from './keyboard/reach.ts';
import { trapRules } from './keyboard/traps.ts';

/** Rules about use by keyboard. */
export const keyboardRules = { ...trapRules, ...focusRules, ...reachRules, ...hoverRules };
