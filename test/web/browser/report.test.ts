import { expect, it } from 'vitest';
import { browserOfFile } from '../../support/browser.ts';
import { site } from '../../support/seeded-practice.ts';

const open = browserOfFile();
const path = '/sites/harbour-books/files/uptime/mobile.html';

/** The page of a report that tries whatever a report must not do, and says what came of it. */
const report = `<!doctype html><html lang="en"><title>Report</title><style>h1 { color: rgb(1, 2, 3) }</style>
<h1>Score: <span></span></h1><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
<script>
document.querySelector('span').textContent = 'ninety';
const outcome = async (act) => { try { return String(await act()); } catch { return 'refused'; } };
(async () => {
  window.told = {
    origin: self.origin,
    cookie: await outcome(() => document.cookie),
    storage: await outcome(() => localStorage.length),
    pages: await outcome(async () => (await fetch('/incidents')).status),
    elsewhere: await outcome(async () => (await fetch('http://no-such-host.invalid/')).status),
    frame: await outcome(() => {
      const frame = document.createElement('iframe');
      frame.src = '/incidents';
      document.body.append(frame);
      return 'appended';
    }),
  };
})();
</script>`;

it('a report draws itself in an origin of its own, from where it reaches neither our pages nor the network', async () => {
  const { page, at, misdeeds } = await open({
    signedIn: true,
    web: {
      sites: () => [site('harbour-books')],
      seed: (store) =>
        store.attachments.keep('harbour-books', 'uptime', [
          {
            name: 'mobile.html',
            mime: 'text/html',
            title: 'A report',
            url: 'https://www.harbour-books.example/',
            base64: Buffer.from(report).toString('base64'),
          },
        ]),
    },
  });
  await page.goto(at(path));
  await page.waitForFunction('window.told');
  expect(await page.locator('h1').textContent()).toBe('Score: ninety');
  expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).color')).toBe(
    'rgb(1, 2, 3)',
  );
  expect(await page.evaluate('document.querySelector("img").naturalWidth')).toBe(1);
  expect(await page.evaluate('window.told')).toEqual({
    origin: 'null',
    cookie: 'refused',
    storage: 'refused',
    pages: 'refused',
    elsewhere: 'refused',
    frame: 'appended',
  });
  expect(misdeeds.foreign).toEqual([]);
  expect(misdeeds.errors.join('\n')).toMatch(/incidents.*Content Security Policy/s);
}, 60_000);
