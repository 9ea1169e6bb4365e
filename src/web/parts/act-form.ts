import { html } from 'hono/html';
import type { Incident } from '../../core/incident.ts';
import { incidentPath } from './incident-list.ts';
import type { Html } from './text.ts';

/** Somebody of the practice. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What the form of an incident is drawn with. */
export interface ActForm {
  /** Of the session; null where nobody is signed in, and nothing can be done. */
  readonly formKey: string | null;
  /** Of the config; empty where it names nobody, and people write their name. */
  readonly people: readonly Person[];
  /** Who is preselected. */
  readonly person: string | null;
  /** What was typed before, where it was refused. */
  readonly text: string;
  /** Why it was refused; null where nothing was. */
  readonly refusal: string | null;
}

/** The longest note or reason, UTF-16 units. */
export const longestNote = 2000;

/** The longest name of a person whom config does not know. */
export const longestName = 60;

/** Acknowledge, note, resolve: one form, a button for each. */
export function actForm(incident: Incident, form: ActForm): Html {
  const { formKey, refusal, text } = form;
  const path = incidentPath(incident.id);
  if (formKey === null) {
    return html`<p class="act"><a class="button" href="/sign-in?next=${encodeURIComponent(path)}">Sign in to act</a></p>`;
  }
  const { state } = incident;
  const over = state === 'resolved';
  return html`<form class="act" method="post" action="${path}/note" id="act" ${refusal === null ? '' : 'data-keep'}>
    ${refusal === null ? '' : html`<p class="refusal" role="alert">${refusal}</p>`}
    <input type="hidden" name="key" value="${formKey}">
    ${personField(form)}
    <label for="text">Note${over ? '' : html` <span class="aside">(needed to resolve)</span>`}</label>
    <textarea id="text" name="text" rows="3" maxlength="${longestNote}">${text}</textarea>
    <div class="buttons">
      ${state === 'open' ? html`<button class="first" formaction="${path}/acknowledge">Acknowledge</button>` : ''}
      <button formaction="${path}/note">Add note</button>
      ${over ? '' : html`<button formaction="${path}/resolve">Resolve</button>`}
    </div>
  </form>`;
}

/** Who acts: chosen among the people of config, or written where it names nobody. */
export function personField({ people, person }: Pick<ActForm, 'people' | 'person'>): Html {
  if (people.length === 0) {
    return html`<label for="person">Your name</label>
    <input id="person" name="person" required maxlength="${longestName}" autocomplete="name" value="${person ?? ''}">`;
  }
  const options = people.map(({ id, name }) =>
    id === person
      ? html`<option value="${id}" selected>${name}</option>`
      : html`<option value="${id}">${name}</option>`,
  );
  return html`<label for="person">You are</label>
    <select id="person" name="person" required><option value="">Choose…</option>${options}</select>`;
}
