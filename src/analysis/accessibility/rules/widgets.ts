import { changeRules } from './widgets/changes.ts';
import { dialogRules } from './widgets/dialogs.ts';

/** Rules about things that open, unfold and change. */
export const widgetRules = { ...dialogRules, ...changeRules };
