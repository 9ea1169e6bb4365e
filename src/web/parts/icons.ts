import { html, raw } from 'hono/html';
import type { Html } from './text.ts';

/** Drawn in 16 by 16, each with a shape of its own: nothing is said by colour alone (WCAG 1.4.1). */
const drawings = {
  check: '<circle cx="8" cy="8" r="6.25"/><path d="m5.2 8.2 2 2 3.6-4.2"/>',
  cross:
    '<path class="solid" d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z"/><path class="cut" d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6"/>',
  alert: '<path d="M8 2 1.8 13.4h12.4z"/><path d="M8 6.4v3.2m0 2v.1"/>',
  unknown:
    '<circle cx="8" cy="8" r="6.25" stroke-dasharray="2.4 2.1"/><path d="M6.3 6.4c.1-2.3 3.5-2.2 3.4-.1 0 1.3-1.7 1.5-1.7 2.7m0 2.1v.1"/>',
  eye: '<path d="M1.4 8C4.4 2.9 11.6 2.9 14.6 8 11.6 13.1 4.4 13.1 1.4 8z"/><circle cx="8" cy="8" r="1.9"/>',
  work: '<path d="M9.6 5.5a3.3 3.3 0 0 0-4.3-3.4l2 2-1.9 1.9-2-2a3.3 3.3 0 0 0 4.3 4.3l4.9 4.9a1.5 1.5 0 0 0 2.1-2.1z"/>',
  wait: '<circle cx="8" cy="8" r="6.25"/><path d="M8 4.5V8l2.4 1.6"/>',
  skip: '<circle cx="8" cy="8" r="6.25"/><path d="M5 8h6"/>',
  person: '<circle cx="8" cy="5.2" r="2.7"/><path d="M2.8 14c.3-5.7 10.1-5.7 10.4 0"/>',
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof drawings;

/** A drawing beside words that say the same, so it is silent. */
export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${raw(drawings[name])}</svg>`;
}
