import { pageRules } from '../rule.ts';
import { alternativeRules } from './images/alternatives.ts';
import { contrastRules } from './images/contrast.ts';
import { cssPictureRules } from './images/css-pictures.ts';
import { decorationRules } from './images/decoration.ts';
import { textPictureRules } from './images/text-pictures.ts';

/** Rules about pictures, in the page and from its style. */
export const imageRules = pageRules({
  ...alternativeRules,
  ...decorationRules,
  ...cssPictureRules,
  ...textPictureRules,
  ...contrastRules,
});
