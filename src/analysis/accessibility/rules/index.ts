import { ariaRules } from './aria.ts';
import { documentRules } from './document.ts';
import { formRules } from './forms.ts';
import { structureRules } from './headings-and-lists.ts';
import { imageRules } from './images.ts';
import { keyboardRules } from './keyboard.ts';
import { languageRules } from './language.ts';
import { layoutRules } from './layout.ts';
import { linkRules } from './links.ts';
import { mediaRules } from './media.ts';
import { sourceRules } from './source.ts';
import { tableRules } from './tables.ts';
import { timeRules } from './time.ts';
import { typographyRules } from './typography.ts';
import { viewportRules } from './viewport.ts';
import { widgetRules } from './widgets.ts';

/** Every rule of our own, by id. */
export const allPageRules = {
  ...documentRules,
  ...languageRules,
  ...structureRules,
  ...linkRules,
  ...imageRules,
  ...mediaRules,
  ...tableRules,
  ...formRules,
  ...ariaRules,
  ...sourceRules,
  ...typographyRules,
  ...layoutRules,
  ...keyboardRules,
  ...widgetRules,
  ...viewportRules,
  ...timeRules,
};
