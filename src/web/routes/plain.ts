import { html } from 'hono/html';
import { show, type WebPorts } from '../context.ts';
import type { WebContext } from '../env.ts';
import { plainPage } from '../pages/plain.ts';

const texts = {
  'foreign-form': [
    403,
    'This form was not accepted',
    'It did not come from a page of this session. Go back, load the page again, and repeat it.',
  ],
  'not-signed-in': [401, 'You are not signed in', 'Whoever changes something signs in first.'],
  'other-site': [
    403,
    'A page of another site asked for this',
    'What is here is for its own pages alone. Open it in a window of its own.',
  ],
  'not-ours': [
    421,
    'This is not the address of caretaker',
    'The request names another host. Use the URL that the agent printed, or set web.publicUrl in caretaker.yaml to the one you use.',
  ],
  'no-page': [404, 'There is no such page', 'Check the address, or begin at the overview.'],
  'no-site': [404, 'There is no such site', 'The config has no site of this name, or no longer.'],
  'no-attachment': [
    404,
    'There is no such file',
    'Only the files of the last result are kept. Open the page of the site to see which there are.',
  ],
  'no-incident': [404, 'There is no such incident', 'Check its id; nothing is known of this one.'],
  'too-large': [413, 'That is too much text', 'Nothing was changed. Write less and send it again.'],
  'too-many-readers': [503, 'Too many pages are open', 'Close some of them.'],
  'store-trouble': [
    503,
    'The store cannot be used at the moment',
    'Nothing was changed. /readyz says what is wrong; checks and pages to people go on.',
  ],
  broken: [
    500,
    'Something in caretaker itself broke',
    'The log of the agent says what. Checks and pages to people go on.',
  ],
} as const;

/** Answers with a page that says one thing. */
export function plain(context: WebContext, ports: WebPorts, what: keyof typeof texts) {
  const [status, title, text] = texts[what];
  const way = what === 'not-signed-in' ? html`<p><a href="/sign-in">Sign in</a></p>` : null;
  return show(context, ports, { title, content: plainPage(title, text, way) }, status);
}
