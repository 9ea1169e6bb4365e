import { pageRules } from '../rule.ts';
import { boxRules } from './layout/boxes.ts';
import { colourRules } from './layout/colour-alone.ts';
import { fieldEdgeRules } from './layout/field-edges.ts';
import { linkLookRules } from './layout/link-look.ts';
import { orderRules } from './layout/order.ts';
import { referenceRules } from './layout/references.ts';

/** Rules about where things stand, and what only their place or colour tells. */
export const layoutRules = pageRules({
  ...boxRules,
  ...fieldEdgeRules,
  ...orderRules,
  ...linkLookRules,
  ...colourRules,
  ...referenceRules,
});
