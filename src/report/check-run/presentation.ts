/** Where a run is shown; formats for machines use the version only. */
export interface Presentation {
  /** Width of the terminal in columns; 40 to 160 of them are used. */
  readonly columns: number;
  /** Whether ANSI colour may be used; without it no escape is printed at all. */
  readonly color: boolean;
  /** Whether the terminal shows more than ASCII; concerns our own signs, never the site's text. */
  readonly unicode: boolean;
  /** The version of caretaker, for formats that name their tool. */
  readonly version: string;
}
