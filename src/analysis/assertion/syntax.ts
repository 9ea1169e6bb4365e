/** How the two sides of a condition may be compared. */
export const operators = ['==', '!=', '<=', '>=', '<', '>'] as const;
export type Operator = (typeof operators)[number];

/** What a condition may look at. */
export const subjects = [
  'STATUS',
  'RESPONSE_TIME',
  'BODY',
  'HEADER',
  'CERTIFICATE_EXPIRATION',
  'IP',
  'CONNECTED',
] as const;
export type Subject = (typeof subjects)[number];

/** One key or index on the way into a body, or the name of a header. */
export type PathStep = string | number;

/** What is looked at, such as `[BODY].user.name` or `len([BODY].items)`. */
export interface Look {
  readonly subject: Subject;
  readonly path: readonly PathStep[];
  readonly through: 'len' | 'has' | null;
}

/** A value as it is written. A quoted text is meant with or without its quotes. */
export interface Literal {
  readonly kind: 'literal';
  readonly texts: readonly string[];
  /** Understood already, durations in ms; null where it is no number. */
  readonly number: number | null;
}

/** A text in which `*` stands for anything. */
export interface Pattern {
  readonly kind: 'pattern';
  readonly pattern: string;
}

/** What something is compared with. */
export type Right =
  | Literal
  | Pattern
  | { readonly kind: 'any'; readonly of: readonly (Literal | Pattern)[] }
  | { readonly kind: 'look'; readonly look: Look };

/** A condition such as `[STATUS] == 200`. */
export interface Assertion {
  /** As it was written. */
  readonly text: string;
  readonly left: Look;
  readonly operator: Operator;
  readonly right: Right;
}

/** Why a text is no assertion, worded to follow its name, with what was expected. */
export interface Refusal {
  readonly error: string;
}
