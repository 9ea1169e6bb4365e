import type { EngineRuleId } from './engine-rules/index.ts';
import type { allPageRules } from './rules/index.ts';

/** Rules of our own that see what an engine may see too: found by both, it is one barrier. */
export const sameBarrier: Readonly<Partial<Record<keyof typeof allPageRules, EngineRuleId>>> = {
  'alt-repeats-text': 'image-alternative-repeats-text',
  'content-not-bypassable': 'page-bypass-missing',
  'contrast-on-gradient': 'text-contrast-low',
  'contrast-on-gradient-enhanced': 'text-contrast-not-enhanced',
  'focus-on-text': 'focusable-without-role',
  'headings-without-top': 'top-heading-missing',
  'id-duplicated': 'id-repeated',
  'label-not-in-name': 'visible-label-not-in-name',
  'link-by-colour-alone': 'link-told-by-colour',
  'link-same-text': 'same-links-different-purpose',
  'list-fake': 'text-as-list',
  'object-without-alternative': 'object-alternative-missing',
  'targets-crowded': 'target-too-small',
};
