/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type { MeasuredText } from '../../../../analysis/accessibility/text-losses.ts';
import type { Places } from '../keyboard/eye-places.ts';
import type { Texts } from './ruler-texts.ts';

/** Measuring text in other styles. The page is as before when these return: it is never drawn so. */
export interface Styles {
  /** With every font, and every line height in pixels, twice as large. */
  enlarged(): MeasuredText[];
  /** With the spacing of WCAG 1.4.12. */
  spaced(): MeasuredText[];
}

/** Installs {@link Styles}. */
export function installStyles(ruler: Styles & Texts & Places): void {
  const still = '*,::before,::after{transition:none!important}';
  const spacing =
    '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';
  const withSheet = <Result>(css: string, look: () => Result): Result => {
    const before = [...document.adoptedStyleSheets];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...before, sheet];
    try {
      return look();
    } finally {
      document.adoptedStyleSheets = before;
    }
  };
  const withFontsDoubled = <Result>(look: () => Result): Result => {
    const styled = ruler
      .all()
      .filter((one): one is HTMLElement => one instanceof HTMLElement)
      .map((element) => {
        const { fontSize, lineHeight } = getComputedStyle(element);
        const was = element.getAttribute('style');
        return { element, was, size: Number.parseFloat(fontSize), line: lineHeight };
      });
    try {
      for (const { element, size, line } of styled) {
        element.style.setProperty('font-size', `${size * 2}px`, 'important');
        if (!line.endsWith('px')) continue;
        element.style.setProperty('line-height', `${Number.parseFloat(line) * 2}px`, 'important');
      }
      return look();
    } finally {
      for (const { element, was } of styled) {
        if (was === null) element.removeAttribute('style');
        else element.setAttribute('style', was);
      }
      // Drawn in its own style while nothing may change slowly yet.
      document.body?.getBoundingClientRect();
    }
  };
  ruler.enlarged = () => withSheet(still, () => withFontsDoubled(() => ruler.texts()));
  ruler.spaced = () => withSheet(`${still}${spacing}`, () => ruler.texts());
}
