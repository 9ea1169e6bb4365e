import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { OpenStore } from '../../../src/store/open.ts';
import { browserOfFile } from '../../support/browser.ts';
import { hostile } from '../../support/check-runs.ts';
import { contrastFaults, structureFaults } from '../../support/page-faults.ts';
import { finding, incident, result, site } from '../../support/seeded-practice.ts';

const open = browserOfFile();
const paths = [
  '/',
  '/sites/harbour-books',
  '/sites/juniper-kitchen',
  '/sites/pilot-project',
  '/incidents',
  '/incidents/I-7K3M',
  '/incidents/I-6T9A',
  '/incidents/I-3ZPH',
  '/sign-in',
  '/ack/forged',
  '/nothing',
];

const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

async function forEachPage(page: Page, at: (path: string) => string, look: () => Promise<unknown>) {
  const found: Record<string, unknown> = {};
  for (const path of paths) {
    await page.goto(at(path));
    found[path] = await look();
  }
  return found;
}

const same = (value: unknown) => Object.fromEntries(paths.map((path) => [path, value]));

describe('on every page', { timeout: 60_000 }, () => {
  it.each([320, 375, 768, 1280])('nothing has to be scrolled sideways at %i px', async (width) => {
    const { page, at } = await open({ signedIn: true, viewport: { width, height: 800 } });
    const look = () => page.evaluate(isTooWide);
    expect(await forEachPage(page, at, look)).toEqual(same(false));
  });

  it.each(['light', 'dark'] as const)(
    '%s text stands out from what is behind it',
    async (scheme) => {
      for (const width of [375, 1280]) {
        const viewport = { width, height: 800 };
        const { page, at } = await open({ signedIn: true, colorScheme: scheme, viewport });
        const look = () => page.evaluate(contrastFaults);
        expect(await forEachPage(page, at, look)).toEqual(same([]));
      }
    },
  );

  it('there are landmarks, headings in order, and a name for everything that can be used', async () => {
    for (const signedIn of [false, true]) {
      const { page, at } = await open({ signedIn });
      const look = () => page.evaluate(structureFaults);
      expect(await forEachPage(page, at, look)).toEqual(same([]));
    }
  });

  it('what the keyboard is on is outlined, and big enough for a finger', async () => {
    const viewport = { width: 375, height: 800 };
    const { page, at } = await open({ signedIn: true, viewport });
    await page.goto(at('/incidents/I-7K3M'));
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      const outline = 'getComputedStyle(document.activeElement).outlineStyle';
      expect(await page.evaluate(outline)).toBe('solid');
    }
    for (const button of await page.locator('#act button, #act select').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  });

  it('nothing moves for those who asked for less of it', async () => {
    const { page, at } = await open({ reducedMotion: 'reduce' });
    await page.goto(at('/'));
    const moving = `[...document.querySelectorAll('*')].filter((each) => {
      const { animationName, transitionDuration } = getComputedStyle(each);
      return animationName !== 'none' || transitionDuration !== '0s';
    }).length`;
    expect(await page.evaluate(moving)).toBe(0);
  });

  it('a table stays one for a screen reader where it is drawn as cards', async () => {
    const { page, at } = await open({ viewport: { width: 375, height: 800 } });
    await page.goto(at('/'));
    const table = page.getByRole('table', { name: 'Sites, the worst first' });
    expect(await table.getByRole('row').count()).toBe(9);
    expect(await table.getByRole('columnheader').allTextContents()).toContain('Response');
  });
});

describe('a hostile site', { timeout: 60_000 }, () => {
  const script = `<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">`;
  const huge = `${hostile}${script}${'\u202eevil'.repeat(1000)}${'A'.repeat(1_000_000)}`;
  const bad = finding('uptime', {
    title: huge,
    evidence: huge,
    advice: huge,
    help: 'javascript:alert(4)',
    where: { url: `javascript:alert(5)`, selector: huge, component: huge, header: huge },
  });
  const web = {
    sites: () => [site('shop')],
    seed: async (store: OpenStore) => {
      const now = Date.now();
      const trouble = { site: 'shop', check: 'uptime', fingerprint: '' };
      const texts = { title: huge, evidence: huge, advice: huge, url: 'javascript:alert(6)' };
      const failed = result('uptime', now, 'failed', { findings: [bad], labels: { [huge]: huge } });
      await store.commit(
        {
          results: [{ site: 'shop', result: failed, intervalMs: 60_000 }],
          incidents: [incident('I-7K3M', now, { trouble, ...texts })],
          timeline: [{ incident: 'I-7K3M', at: now, kind: 'noted', by: huge, reason: huge }],
        },
        'durable',
      );
    },
  };

  it.each([375, 1280])('does nothing on our pages, and breaks none at %i px', async (width) => {
    const viewport = { width, height: 800 };
    const { page, practice, at, misdeeds } = await open({ web, signedIn: true, viewport });
    for (const path of ['/', '/sites/shop', '/incidents', '/incidents/I-7K3M']) {
      await page.goto(at(path));
      await page.evaluate(
        `document.querySelectorAll('details').forEach((each) => { each.open = true; })`,
      );
      expect(await page.evaluate(isTooWide), path).toBe(false);
      const scripts = `[...document.scripts].filter((each) => !each.src.startsWith(location.origin)).length`;
      expect(await page.evaluate(scripts), path).toBe(0);
      expect(
        await page.locator('a[href^="javascript" i], img:not([src^="/assets/"])').count(),
      ).toBe(0);
      expect(await page.getByText('\\u{202e}').count(), path).toBeGreaterThan(0);
      // Once more, as a followed page takes it in.
      practice.live.changed();
    }
    expect(misdeeds).toEqual({ foreign: [], dialogs: [], errors: [] });
  });
});
