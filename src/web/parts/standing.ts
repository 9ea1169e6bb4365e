import { html } from 'hono/html';
import type { Severity } from '../../core/finding.ts';
import type { Priority } from '../../core/incident.ts';
import { icon } from './icons.ts';
import type { Html } from './text.ts';
import { type Standing, severityTone } from './words.ts';

/** A state as icon, word and colour. */
export function standing({ word, icon: name, tone }: Standing): Html {
  return html`<span class="standing ${tone}">${icon(name)}<span>${word}</span></span>`;
}

/** A priority. The most urgent is the only one that is filled. */
export function priorityMark(priority: Priority): Html {
  return html`<span class="mark ${priority.toLowerCase()}"><span class="unseen">Priority </span>${priority}</span>`;
}

/** A severity. */
export function severityMark(severity: Severity): Html {
  return html`<span class="mark ${severityTone[severity]}">${severity}</span>`;
}
