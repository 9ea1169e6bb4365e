import type { BrowserContext, CDPSession, Dialog, Download, Page, Route } from 'playwright';
import type { Consequence } from '../../../../analysis/accessibility/keyboard-facts.ts';

/** Keeps a page from leaving, sending and opening while it is acted on, and tells what it wanted. */
export interface Guard {
  /** What the page wanted since this was asked last. */
  wanted(): Consequence | null;
  /** Lets one load of the page itself pass. */
  letLoad(): void;
  stop(): Promise<void>;
}

const harmless = ['GET', 'HEAD', 'OPTIONS'];

/** Guards the page and every window that it opens; the browser context must be nobody else's. */
export async function guard(page: Page, session: CDPSession): Promise<Guard> {
  const context: BrowserContext = page.context();
  let wishes: Consequence[] = [];
  let loads = 0;
  const wish = (kind: Consequence['kind'], to: string) => {
    if (wishes.length < 50) wishes.push({ kind, to: to.slice(0, 300) });
  };

  const onRoute = async (route: Route) => {
    const request = route.request();
    const isPage = request.isNavigationRequest() && isMainFrame(request.frame.bind(request), page);
    if (isPage && loads > 0) {
      loads -= 1;
      return route.continue();
    }
    if (isPage) wish('navigation', request.url());
    const refused = isPage || !harmless.includes(request.method());
    // An answer without content leaves the page where it is.
    return refused ? route.fulfill({ status: 204 }) : route.continue();
  };
  const calm = (route: Route) => onRoute(route).catch(() => {});
  const onDialog = (dialog: Dialog) => {
    wish('alert', dialog.message());
    dialog.dismiss().catch(() => {});
  };
  // The wish is known before the window is.
  const onWindow = ({ url }: { readonly url: string }) => wish('popup', url);
  const onPage = (opened: Page) => {
    opened.close().catch(() => {});
  };
  const onDownload = (download: Download) => {
    wish('navigation', download.url());
    download.cancel().catch(() => {});
  };
  const onChooser = () => {};

  await context.route('**/*', calm);
  page.on('dialog', onDialog);
  page.on('download', onDownload);
  page.on('filechooser', onChooser);
  context.on('page', onPage);
  session.on('Page.windowOpen', onWindow);
  await session.send('Page.enable');
  return {
    wanted: () => {
      const [first = null] = wishes;
      wishes = [];
      return first;
    },
    letLoad: () => {
      loads = 1;
    },
    stop: async () => {
      page.off('dialog', onDialog);
      page.off('download', onDownload);
      page.off('filechooser', onChooser);
      context.off('page', onPage);
      session.off('Page.windowOpen', onWindow);
      await context.unroute('**/*', calm).catch(() => {});
    },
  };
}

/** A window that opens has no frame yet when it asks for its page. */
function isMainFrame(frame: () => { page(): Page; parentFrame(): unknown }, page: Page): boolean {
  try {
    const asking = frame();
    return asking.page() === page && asking.parentFrame() === null;
  } catch {
    return true;
  }
}
