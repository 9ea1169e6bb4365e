import type { CDPSession, Page } from 'playwright';
import type {
  Consequence,
  KeyboardFacts,
} from '../../../../analysis/accessibility/keyboard-facts.ts';
import type { Page as IndexedPage } from '../../../../analysis/accessibility/page.ts';
import { type Eye, inTime, openEye } from './eye.ts';
import type { Changes } from './eye-changes.ts';
import type { Guard } from './guard.ts';

/** A page to act on, and what was learnt so far. */
export interface Stage {
  readonly page: Page;
  readonly session: CDPSession;
  /** What the page was before anybody acted. */
  readonly before: IndexedPage;
  readonly guard: Guard;
  readonly facts: Growing;
  eye: Eye;
  /** When everything must be over, by `performance.now()`. */
  readonly until: number;
  /** Loads of the page that are still allowed. */
  loads: number;
  /** Milliseconds until scripts of this page have done what they do upon a key. */
  readonly patience: number;
}

/** Facts while they are gathered. */
export type Growing = {
  -readonly [Key in keyof KeyboardFacts]: KeyboardFacts[Key] extends readonly (infer Item)[]
    ? Item[]
    : KeyboardFacts[Key];
};

const pressMs = 3000;
const loadMs = 4000;

/** Milliseconds that are left for everything. */
export function left(stage: Stage): number {
  return stage.until - performance.now();
}

/** Presses a real key, and waits until the page has answered it. */
export async function press(stage: Stage, key: string, patience = stage.patience): Promise<void> {
  await tap(stage, key);
  await settle(stage, patience);
}

/** Waits until the page has drawn what scripts have changed, and so many milliseconds more. */
export async function settle(stage: Stage, ms: number): Promise<void> {
  await stage.eye.ask('drawn', ms);
}

/** Presses a real key, and does not wait. */
export async function tap(stage: Stage, key: string): Promise<void> {
  await inTime(stage.page.keyboard.press(key), pressMs);
}

/** Loads the page anew, so that what was done before is forgotten; false where that is not allowed any more. */
export async function startAnew(stage: Stage): Promise<boolean> {
  if (stage.loads === 0 || left(stage) < loadMs / 2) return false;
  stage.loads -= 1;
  stage.guard.letLoad();
  const url = stage.before.snapshot.url;
  await stage.page.goto(url, { waitUntil: 'load', timeout: Math.min(loadMs, left(stage)) });
  await look(stage);
  return true;
}

/** Opens the eye on the page as it stands. */
export async function look(stage: Stage): Promise<void> {
  stage.eye = await openEye(stage.session);
  await stage.eye.ask('hurry');
}

/** What an act has brought about. */
export interface Outcome {
  readonly changes: Changes;
  readonly wanted: Consequence | null;
}

/** Does something, and tells what came of it within a quarter of a second. */
export async function outcomeOf(
  stage: Stage,
  act: () => Promise<unknown>,
  forced = false,
): Promise<Outcome> {
  stage.guard.wanted();
  const address = await stage.eye.ask('mark');
  await act();
  let changes = await stage.eye.ask('changesAfter', 60, forced);
  let wanted = stage.guard.wanted();
  if (changes.mutated && !wanted) {
    // What comes in steps, such as a fade by script, is seen when it is done.
    changes = await stage.eye.ask('changesAfter', 150, forced);
    wanted = stage.guard.wanted();
  }
  const moved = changes.address !== address && !isFragment(changes.address, address);
  return {
    changes,
    wanted: wanted ?? (moved ? { kind: 'navigation', to: changes.address } : null),
  };
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function isFragment(a: string, b: string): boolean {
  return a.split('#')[0] === b.split('#')[0];
}
