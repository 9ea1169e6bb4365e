import { html } from 'hono/html';
import { type Person, personField } from '../parts/act-form.ts';
import type { Html } from '../parts/text.ts';

/** What the sign-in page is drawn with. */
export interface SignIn {
  /** Where it leads to. */
  readonly next: string;
  readonly people: readonly Person[];
  readonly person: string | null;
  /** Why it failed; null at the first look. */
  readonly refusal: string | null;
}

/** Asks for the token, and who is there. */
export function signInPage({ next, people, person, refusal }: SignIn): Html {
  return html`<h1>Sign in</h1>
    <form class="panel" method="post" action="/sign-in">
      ${refusal === null ? '' : html`<p class="refusal" role="alert">${refusal}</p>`}
      <input type="hidden" name="next" value="${next}">
      <label for="token">Token</label>
      <input id="token" name="token" type="password" required autocomplete="current-password" maxlength="500">
      <p class="hint">It is <code>web.token</code> of caretaker.yaml. Where that is not set, it stands in the URL that the agent prints when it starts.</p>
      ${personField({ people, person })}
      <div class="buttons"><button class="first">Sign in</button></div>
    </form>`;
}
