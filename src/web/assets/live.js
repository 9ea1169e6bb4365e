// @ts-nocheck: the program is checked without the types of a browser.
// Keeps the open page true: relative times each second, everything else when the server says so.
import { Idiomorph } from 'idiomorph';
import { callbacks } from './keep.js';
import { relative } from './relative.js';

const silentMs = 25_000;
const main = document.getElementById('main');
const note = document.getElementById('not-live');
/** How far the server's clock is ahead of this one, ms. */
let ahead = main.dataset.now - Date.now();
let newest = main.dataset.revision;
let busy = false;
let source;
let timer;

function listen() {
  rest();
  source = new EventSource('/events');
  source.onmessage = ({ data }) => {
    note.hidden = true;
    newest = data;
    expectMore();
    refresh();
  };
  source.onerror = () => lost('The connection to caretaker is lost');
  expectMore();
}

function expectMore() {
  clearTimeout(timer);
  timer = setTimeout(() => lost('caretaker does not answer'), silentMs);
}

function lost(why) {
  rest();
  note.textContent = `Not live: ${why}. What you see may be old; trying again…`;
  note.hidden = false;
  timer = setTimeout(listen, 3000);
}

/** A page that nobody sees holds no connection: browsers have six for each server. */
function rest() {
  source?.close();
  clearTimeout(timer);
}

async function refresh() {
  if (busy || document.hidden || newest === main.dataset.revision) return;
  busy = true;
  const began = performance.now();
  try {
    const answer = await fetch(main.dataset.live);
    if (answer.status >= 500) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = fresh.getElementById('main');
    const isOther = styleOf(fresh) !== styleOf(document);
    // Signed out, gone, or another version of caretaker: only a whole new page will do.
    if (answer.redirected || isOther || !next.dataset.revision) return location.reload();
    const before = main.querySelector('h1').textContent;
    document.title = fresh.title;
    Idiomorph.morph(main, next, { morphStyle: 'outerHTML', ignoreActiveValue: true, callbacks });
    ahead = main.dataset.now - Date.now();
    tick();
    const now = main.querySelector('h1').textContent;
    if (now !== before) document.getElementById('told').textContent = now;
  } catch {
    lost('caretaker does not answer as it should');
  }
  // A page that is slow to draw is drawn less often.
  const took = performance.now() - began;
  setTimeout(
    () => {
      busy = false;
      refresh();
    },
    Math.min(4 * took, 10_000),
  );
}

function styleOf(page) {
  return page.querySelector('link[rel=stylesheet]').getAttribute('href');
}

function tick() {
  const now = Date.now() + ahead;
  for (const time of document.querySelectorAll('time[data-tick]')) {
    const at = Date.parse(time.dateTime);
    const words = relative(time.dataset.tick, at, now);
    if (time.textContent !== words) time.textContent = words;
    time.closest('.running')?.classList.toggle('overdue', now > at);
  }
}

document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()));
addEventListener('pagehide', rest);
addEventListener('pageshow', ({ persisted }) => persisted && listen());
setInterval(tick, 1000);
listen();
