import { existsSync } from 'node:fs';
import type { Browser } from 'playwright';
import { locateChromium } from '../browser/locate.ts';
import type { Diagnosis } from './probe.ts';

const launchTimeoutMs = 15_000;
const name = 'browser';

/** Finds Chromium, starts it, opens a page in it, and says whether its sandbox is on. */
export async function probeBrowser(
  configured: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Diagnosis> {
  const found = locateChromium({ configured, env, platform: process.platform, exists: existsSync });
  if (found.path === null) {
    const detail = `no Chromium (${found.namedBy}: ${found.tried.join(', ')})`;
    const remedy =
      'install it (Debian, Ubuntu: apt-get install chromium) or name it in CHROME_PATH; checks that need no browser run without';
    return { name, status: 'warning', detail, remedy };
  }
  const withSandbox = await launch(found.path, true);
  if (withSandbox.ok) {
    return { name, status: 'ok', detail: `${withSandbox.version} at ${found.path}, sandbox on` };
  }
  const without = await launch(found.path, false);
  if (without.ok) {
    const detail = `${without.version} at ${found.path}, but its sandbox does not start`;
    const remedy =
      'run the agent as a user other than root, and allow user namespaces or use a seccomp profile';
    return { name, status: 'warning', detail, remedy };
  }
  const detail = `${found.path} does not start: ${without.message}`;
  const remedy = 'reinstall Chromium; on small images its libraries may be missing';
  return { name, status: 'failed', detail, remedy };
}

type Launch =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly message: string };

async function launch(executablePath: string, chromiumSandbox: boolean): Promise<Launch> {
  const { chromium } = await import('playwright');
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch({
      executablePath,
      chromiumSandbox,
      timeout: launchTimeoutMs,
      args: ['--disable-dev-shm-usage', '--disable-background-networking'],
    });
    const page = await browser.newPage();
    await page.setContent('<title>ready</title>', { timeout: launchTimeoutMs });
    if ((await page.title()) !== 'ready') return { ok: false, message: 'a page stays empty' };
    return { ok: true, version: `Chromium ${browser.version()}` };
  } catch (error) {
    return { ok: false, message: (error as Error).message.split('\n')[0] ?? '' };
  } finally {
    await browser?.close().catch(() => {});
  }
}
