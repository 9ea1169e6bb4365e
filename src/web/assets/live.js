// @ts-nocheck: the program is checked without the types of a browser.
// Keeps the open page true: relative times each second, everything else when the server says so.
import { Idiomorph } from 'idiomorph';
import { relative } from './relative.js';

const silentMs = 25_000;
const main = document.getElementById('main');
const note = document.getElementById('not-live');
/** How far the server's clock is ahead of this one, ms. */
let ahead = main.dataset.now - Date.now();
let source;
let silence;
let newest = main.dataset.revision;
let busy = false;

function listen() {
  source = new EventSource('/events');
  source.onmessage = ({ data }) => {
    note.hidden = true;
    expectMore();
    newest = data;
    refresh();
  };
  source.onerror = () => lost('The connection to caretaker is lost');
  expectMore();
}

function expectMore() {
  clearTimeout(silence);
  silence = setTimeout(() => lost('caretaker does not answer'), silentMs);
}

function lost(why) {
  source.close();
  clearTimeout(silence);
  note.textContent = `Not live: ${why}. What you see may be old; trying again…`;
  note.hidden = false;
  setTimeout(listen, 3000);
}

async function refresh() {
  if (busy || document.hidden || newest === main.dataset.revision) return;
  busy = true;
  const began = performance.now();
  try {
    const answer = await fetch(main.dataset.live);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = fresh.getElementById('main');
    // Signed out, or another version of caretaker: only a whole new page will do.
    if (answer.redirected || next.dataset.revision === undefined) return location.reload();
    const before = main.querySelector('h1').textContent;
    document.title = fresh.title;
    Idiomorph.morph(main, next, { morphStyle: 'outerHTML', ignoreActiveValue: true, callbacks });
    ahead = main.dataset.now - Date.now();
    tick();
    const now = main.querySelector('h1').textContent;
    if (now !== before) document.getElementById('told').textContent = now;
  } catch {
    note.hidden = false;
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

/** Whether somebody has typed or chosen something that is not sent yet. */
function isTouched(node) {
  if (node.tagName === 'SELECT') {
    return [...node.options].some(({ selected, defaultSelected }) => selected && !defaultSelected);
  }
  return 'defaultValue' in node && node.type !== 'hidden' && node.value !== node.defaultValue;
}

const callbacks = {
  beforeNodeMorphed: (node) => !isTouched(node),
  beforeNodeRemoved: (node) =>
    !(node.matches?.('[data-keep]') || [...(node.elements ?? [])].some(isTouched)),
  beforeAttributeUpdated: (name, node) => !(name === 'open' && node.tagName === 'DETAILS'),
};

function tick() {
  const now = Date.now() + ahead;
  for (const time of document.querySelectorAll('time[data-tick]')) {
    const at = Date.parse(time.dateTime);
    const words = relative(time.dataset.tick, at, now);
    if (time.textContent !== words) time.textContent = words;
    time.closest('.running')?.classList.toggle('overdue', now > at);
  }
}

document.addEventListener('visibilitychange', refresh);
addEventListener('pagehide', () => source.close());
addEventListener('pageshow', ({ persisted }) => persisted && listen());
setInterval(tick, 1000);
listen();
