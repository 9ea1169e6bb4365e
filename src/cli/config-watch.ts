import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How often a config folder is looked at; one of many files less often, for looking holds up everything else. */
const everyMs = 2_000;
const everyMsPerFile = 100;
const everyMsAtMost = 20_000;

/** A watch over a config folder. */
export interface ConfigWatch {
  /** Calls back soon, whether or not anything has changed. */
  readonly force: () => void;
  readonly stop: () => void;
}

/**
 * Calls back after a file of a config folder was added, changed or taken away; never again before
 * the last call is done. It looks instead of being told, since notifications get lost on network and
 * container mounts; looking without waiting costs some microseconds a file, far less than waiting.
 */
export function watchConfig(folder: string, onChange: () => Promise<void>): ConfigWatch {
  let seen = stateOf(folder);
  let forced = false;
  let isBusy = false;
  let isStopped = false;
  let timer = setTimeout(look, pauseAfter(seen));

  async function look(): Promise<void> {
    clearTimeout(timer);
    const state = stateOf(folder);
    if (forced || state !== seen) {
      [seen, forced, isBusy] = [state, false, true];
      await onChange();
      isBusy = false;
    }
    if (!isStopped) timer = setTimeout(look, forced ? 0 : pauseAfter(state));
  }

  return {
    force: () => {
      forced = true;
      if (!isBusy && !isStopped) look();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function pauseAfter(state: string): number {
  return Math.min(Math.max(everyMs, everyMsPerFile * state.split('\n').length), everyMsAtMost);
}

/** Names, sizes and times of all config files, a line each, as one text to compare. */
function stateOf(folder: string): string {
  return [folder, join(folder, 'sites')].flatMap(filesIn).join('\n');
}

function filesIn(folder: string): readonly string[] {
  const names = attempt(() => readdirSync(folder));
  if (typeof names === 'string') return [names];
  return names
    .filter((name) => /\.ya?ml$/i.test(name))
    .map((name) => {
      // Put together by hand: `join` would take the whole path apart for each of many files.
      const stats = attempt(() => statSync(`${folder}/${name}`));
      if (typeof stats === 'string') return `${name} ${stats}`;
      return `${name} ${stats.mtimeMs} ${stats.size} ${stats.ino}`;
    });
}

/** What a call returns, or the code of its error. */
function attempt<Value>(call: () => Value): Value | string {
  try {
    return call();
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
