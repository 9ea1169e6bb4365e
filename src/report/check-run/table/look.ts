import { styleText } from 'node:util';
import type { ComponentStatus } from '../../../core/assessed-component.ts';
import type { Finding } from '../../../core/finding.ts';
import type { Outcome } from '../../../core/result.ts';
import type { Presentation } from '../presentation.ts';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta';

/** How a table is drawn: its width, its colours and its signs. */
export interface Look {
  readonly columns: number;
  readonly paint: (styles: readonly Style[], text: string) => string;
  readonly signs: Signs;
}

interface Signs {
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** Between parts of one line. */
  readonly separator: string;
  /** In front of what the site itself said. */
  readonly gutter: string;
  readonly ellipsis: string;
  /** In a cell without a value. */
  readonly none: string;
  /** In front of what happens to an incident, and of a message to somebody. */
  readonly incident: string;
  readonly message: string;
  /** The edge of a block, and its corners. */
  readonly edge: { readonly line: string; readonly top: string; readonly bottom: string };
}

const unicodeSigns: Signs = {
  outcomes: { passed: '✓', failed: '✗', incomplete: '?', inapplicable: '-', errored: '!' },
  separator: ' · ',
  gutter: '│ ',
  ellipsis: '…',
  none: '–',
  incident: '●',
  message: '→',
  edge: { line: '─', top: '┌', bottom: '└' },
};

const asciiSigns: Signs = {
  outcomes: { passed: '+', failed: 'x', incomplete: '?', inapplicable: '-', errored: '!' },
  separator: ' - ',
  gutter: '| ',
  ellipsis: '...',
  none: '-',
  incident: '*',
  message: '>',
  edge: { line: '-', top: '+', bottom: '+' },
};

/** Narrower than 40 columns nothing is readable; wider than 160 no eye finds the next line. */
export function lookOf(presentation: Presentation): Look {
  return {
    columns: Math.min(160, Math.max(40, presentation.columns)),
    paint: presentation.color
      ? (styles, text) => styleText(styles, text, { validateStream: false })
      : (_styles, text) => text,
    signs: presentation.unicode ? unicodeSigns : asciiSigns,
  };
}

/** Red is for what is broken, yellow for what wants a look, magenta for our own trouble. */
export const outcomeStyles = {
  passed: ['green'],
  failed: ['bold', 'red'],
  incomplete: ['yellow'],
  inapplicable: ['dim'],
  errored: ['magenta'],
} as const satisfies Record<Outcome, readonly Style[]>;

/** How each verdict is coloured. */
export const verdictStyles = {
  failed: ['bold', 'red'],
  review: ['bold', 'yellow'],
  warning: ['yellow'],
} as const satisfies Record<Finding['verdict'], readonly Style[]>;

/** How the status of a component is coloured. */
export const statusStyles = {
  insecure: ['bold', 'red'],
  unsupported: ['red'],
  outdated: ['yellow'],
  unknown: ['magenta'],
  current: ['green'],
} as const satisfies Record<ComponentStatus, readonly Style[]>;
