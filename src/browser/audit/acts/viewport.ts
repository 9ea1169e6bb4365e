import type { CDPSession, Page } from 'playwright';
import type { PageSnapshot } from '../../../analysis/accessibility/snapshot.ts';
import { textLosses } from '../../../analysis/accessibility/text-losses.ts';
import type {
  NarrowFacts,
  TurnRequest,
  ViewportFacts,
} from '../../../analysis/accessibility/viewport-facts.ts';
import { openRuler, type Ruler } from './viewport/ruler.ts';

/** A window of 1280 by 1024 at a page zoom of 200 %. */
const zoomedWindow = { width: 640, height: 512 };
/** A window of 1280 CSS pixels at a page zoom of 400 %, and its height for what is pinned to it (WCAG 1.4.10). */
const narrowWindow = { width: 320, height: 640 };
const lowWindow = { width: 320, height: 256 };
/** After a change of the window, until scripts that listen to it have done their work. */
const settleMs = 60;

type Growing = { -readonly [Key in keyof ViewportFacts]: ViewportFacts[Key] };

/**
 * Narrows the window, enlarges the text and spaces it out, and tells what could not be read any more.
 * The window is as it was when this ends; parts that fail are left out.
 */
export async function changeViewport(
  page: Page,
  session: CDPSession,
  snapshot: PageSnapshot,
): Promise<ViewportFacts> {
  const facts: Growing = {};
  const own = page.viewportSize();
  try {
    const ruler = await openRuler(session);
    const before = await ruler.ask('texts');
    facts.enlarged = textLosses(before, await ruler.ask('enlarged'), 'enlarged');
    facts.spaced = textLosses(before, await ruler.ask('spaced'), 'spaced');
    const turns: (TurnRequest | null)[] = [];
    if (snapshot.device === 'desktop') {
      await resize(page, ruler, zoomedWindow);
      facts.zoomed = textLosses(before, await ruler.ask('texts'), 'narrowed');
    } else {
      await resize(page, ruler, { width: 823, height: 412 });
    }
    turns.push(heldTo('lengthwise', await ruler.ask('turnRequest')));
    await resize(page, ruler, narrowWindow);
    turns.push(heldTo('upright', await ruler.ask('turnRequest')));
    const narrow = await narrowed(page, ruler, before);
    if (narrow) facts.narrow = narrow;
    const [turn, other] = turns.filter((one) => one !== null);
    if (turn && !other) facts.turn = turn;
  } catch {
    // A page that hangs or breaks off has been measured as far as it let itself be measured.
  } finally {
    if (own) await page.setViewportSize(own).catch(() => {});
  }
  return facts;
}

/** Null where the page keeps another width, as without a viewport on a telephone. */
async function narrowed(
  page: Page,
  ruler: Ruler,
  before: Parameters<typeof textLosses>[0],
): Promise<NarrowFacts | null> {
  const measured = await ruler.ask('width');
  if (measured.width > narrowWindow.width) return null;
  const losses = textLosses(before, await ruler.ask('texts'), 'narrowed');
  await resize(page, ruler, lowWindow);
  return { ...measured, losses, pinned: await ruler.ask('pinned') };
}

async function resize(
  page: Page,
  ruler: Ruler,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await ruler.ask('drawn', settleMs);
}

function heldTo(
  held: TurnRequest['held'],
  request: { readonly path: string; readonly text: string } | null,
): TurnRequest | null {
  return request && { ...request, held };
}
