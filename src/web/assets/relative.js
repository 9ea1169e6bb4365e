// Runs on the server, which writes the first words, and in the browser, which keeps them true.

const minute = 60_000;
const hour = 60 * minute;

/**
 * A stretch of time in words: `12 s`, `4 min`, `3 h 5 min`, `2 days`.
 * @param {number} ms
 * @returns {string}
 */
export function stretch(ms) {
  if (ms < minute) return `${Math.floor(ms / 1000)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  const hours = Math.floor(ms / hour);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  const minutes = Math.floor((ms % hour) / minute);
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/**
 * How far a moment lies from now. The last five minutes before and after a due time count in seconds.
 * @param {string} kind `ago`, `for` (how long it has lasted) or `left` (until a due time)
 * @param {number} at
 * @param {number} now
 * @returns {string}
 */
export function relative(kind, at, now) {
  const away = Math.abs(at - now);
  if (kind !== 'left') {
    const words = stretch(Math.max(0, now - at));
    return kind === 'ago' ? `${words} ago` : `for ${words}`;
  }
  const seconds = Math.floor(away / 1000);
  const fine = away >= minute && away < 5 * minute && seconds % 60 > 0;
  const words = fine ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : stretch(away);
  return now <= at ? `${words} left` : `${words} overdue`;
}
