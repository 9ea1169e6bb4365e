/** Words with which sites say that a page is not there, in the languages of most of them. */
const phrases: readonly RegExp[] = [
  /\bpage (?:was |is |could |can )?not (?:be )?found\b/i,
  /\bpage (?:does not|doesn['’]t|no longer) exists?\b/i,
  /\bcan(?:['’]t|not) find (?:that|the|this) page\b/i,
  /\berror 404\b|\b404 (?:error|not found)\b|^\s*404\s*$|^\s*not found\s*$/i,
  /\bseite (?:wurde )?(?:leider )?nicht gefunden\b/i,
  /\bpage (?:introuvable|non trouvée)\b/i,
  /\bpágina no (?:encontrada|existe)\b/i,
  /\bpagina non trovata\b/i,
  /\bpagina niet gevonden\b/i,
  /\bpágina não encontrada\b/i,
];

/** Whether a title or a heading says that there is no such page. */
export function saysNotFound(text: string): boolean {
  const start = text.slice(0, 300);
  return phrases.some((phrase) => phrase.test(start));
}
