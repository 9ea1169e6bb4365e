// One of the three tools over these pages, in one browser that is used again for each page.
import { createRequire } from 'node:module';
import { chromium } from 'playwright';

const [tool = '', ...urls] = process.argv.slice(2);
const port = 9400 + (process.pid % 500);
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`],
});
if (tool === 'lighthouse') {
  const { default: lighthouse } = await import('lighthouse');
  for (const url of urls) await lighthouse(url, { port, logLevel: 'error' });
}
if (tool === 'axe') {
  const { readFile } = await import('node:fs/promises');
  const script = await readFile(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    isMobile: true,
    deviceScaleFactor: 1.75,
  });
  for (const url of urls) {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    await page.evaluate(script);
    await page.evaluate('axe.run()');
    await page.close();
  }
}
if (tool === 'pa11y') {
  const puppeteer = (await import('puppeteer')).default;
  const pa11y = (await import('pa11y')).default as (
    url: string,
    options: object,
  ) => Promise<unknown>;
  const connected = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` });
  for (const url of urls) {
    const page = await connected.newPage();
    await pa11y(url, { browser: connected, page, runners: ['htmlcs'], timeout: 60_000 });
    await page.close();
  }
  await connected.disconnect();
}
await browser.close();
