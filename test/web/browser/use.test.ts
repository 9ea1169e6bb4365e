import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import { browserOfFile } from '../../support/browser.ts';
import { token } from '../../support/web.ts';

const open = browserOfFile();
const soon = { timeout: 5000 };

/** Presses Tab until something of this name has the keyboard. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(
      `(({ textContent, labels, ariaLabel }) => ariaLabel ?? labels?.[0]?.textContent ?? textContent)(document.activeElement)`,
    );
    if (name.test(String(text).trim())) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

describe('by keyboard alone', { timeout: 40_000 }, () => {
  it('an incident is found, acknowledged and noted', async () => {
    const { page, practice, at } = await open({ signedIn: true });
    await page.goto(at('/'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await tabTo(page, /^The site answers with an error/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/incidents/I-7K3M');
    await tabTo(page, /^You are$/);
    await page.keyboard.type('Jo');
    await tabTo(page, /^Acknowledge$/);
    await page.keyboard.press('Enter');
    await page.locator('.head').getByText('Acknowledged').waitFor(soon);
    await tabTo(page, /^Note/);
    await page.keyboard.type('The disk is full; freeing space.');
    await tabTo(page, /^Add note$/);
    await page.keyboard.press('Enter');
    await page.locator('.timeline').getByText('The disk is full; freeing space.').waitFor(soon);
    expect(await practice.store.incidents.get('I-7K3M')).toMatchObject({ acknowledgedBy: 'jo' });
  });

  it('the days of a site are walked through with the arrow keys, from one stop', async () => {
    const { page, at } = await open();
    await page.goto(at('/sites/harbour-books'));
    await tabTo(page, /^\w{3} \d+ \w{3}: /);
    const here = () => page.evaluate('document.activeElement.ariaLabel');
    const today = await here();
    await page.keyboard.press('ArrowLeft');
    const yesterday = await here();
    expect(yesterday).not.toBe(today);
    await page.keyboard.press('ArrowRight');
    expect(await here()).toBe(today);
    await tabTo(page, /^The 90 days in words$/);
  });
});

describe('without scripts', { timeout: 40_000 }, () => {
  it('people sign in, read, acknowledge and resolve', async () => {
    const { page, practice, at } = await open({ javaScriptEnabled: false });
    await page.goto(at('/incidents/I-7K3M'));
    await page.getByRole('link', { name: 'Sign in to act' }).click();
    await page.getByLabel('Token').fill(token);
    await page.getByLabel('You are').selectOption('jo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/incidents/I-7K3M');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator('.head').getByText('Acknowledged').waitFor(soon);
    await page.getByRole('button', { name: 'Resolve' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('give a reason');
    await page.getByLabel('Note').fill('Freed space.');
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.locator('.head').getByText('Resolved').waitFor(soon);
    expect((await practice.store.incidents.get('I-7K3M'))?.state).toBe('resolved');
    await page.goto(at('/'));
    expect(await page.locator('noscript meta[http-equiv=refresh]').count()).toBe(1);
  });
});

describe('a link of a message', { timeout: 40_000 }, () => {
  it('asks first, and works once', async () => {
    const { page, practice, at } = await open({ viewport: { width: 375, height: 700 } });
    const link = at(practice.ackPath('I-7K3M'));
    await page.goto(link);
    expect((await practice.store.incidents.get('I-7K3M'))?.state).toBe('open');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('heading', { name: 'I-7K3M is yours' }).waitFor(soon);
    const again = await page.goto(link);
    expect(again?.status()).toBe(409);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'I-7K3M is acknowledged already',
    );
  });
});

describe('a form of another site', { timeout: 40_000 }, () => {
  it('is refused, although the browser sends the cookie with it', async () => {
    const { page, practice, at } = await open({ signedIn: true });
    await page.goto(at('/incidents/I-7K3M'));
    const key = await page.locator('#act input[name=key]').inputValue();
    const action = at('/incidents/I-7K3M/acknowledge');
    const evil = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<form method="post" action="${action}"><input name="person" value="jo">
        <input name="key" value="${key}"><button>Win a prize</button></form>`);
    });
    await new Promise<void>((done) => evil.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      evil.close();
    });
    await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
    const [answer] = await Promise.all([page.waitForResponse(action), page.click('button')]);
    expect(answer.status()).toBe(403);
    expect((await practice.store.incidents.get('I-7K3M'))?.state).toBe('open');
  });
});
