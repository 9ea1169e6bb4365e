/** What programs and templates call a page to which nobody gave a title. */
const placeholders =
  /^(?:home(?: ?page)?|untitled(?: (?:document|page))?|new page|page(?: ?\d+)?|index|default|document|title|site title|welcome|lorem ipsum.*|test(?: ?page)?|example(?: page)?|my (?:site|blog|website|wordpress blog)|just another wordpress site|your (?:site|page) title|react app|vite(?: app| \+ \w+(?: \+ ts)?)?|next(?:\.js)? app|create next app|nuxt(?: app)?|startseite|accueil|inicio|ohne titel|sans titre|unbenannt(?:es dokument)?|neue seite)$/i;

/** Whether a title says nothing: what a program put there, or the bare word `Home`. */
export function isPlaceholderTitle(title: string): boolean {
  return placeholders.test(title.trim().slice(0, 80));
}

/**
 * From where on a result’s title is cut: the room is measured in pixels, about 600 of them, which is
 * some 60 characters of Latin text and half as many of Chinese or Japanese.
 */
export const longestTitle = 65;
/** Below it there is room for more words by which to be found. */
export const shortestTitle = 10;
/** About what two lines of a result’s description hold. */
export const longestDescription = 165;
/** Below it there is room for another reason to come. */
export const shortestDescription = 50;

/** The room a text takes in a result, in characters of Latin text. */
export function shownLength(text: string): number {
  let length = 0;
  for (const character of text)
    length += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(
      character,
    )
      ? 2
      : 1;
  return length;
}
