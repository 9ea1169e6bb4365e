import { describe, expect, it, onTestFinished } from 'vitest';
import type { Incident } from '../../../src/core/incident.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { startWeb } from '../../../src/web/server.ts';
import { browserOfFile } from '../../support/browser.ts';
import { finding, incident, result, site } from '../../support/seeded-practice.ts';

const minute = 60_000;
const open = browserOfFile();
const soon = { timeout: 5000 };

/** A shop that is up, and what happens to it. */
const calm = {
  sites: () => [site('shop', { checks: [{ id: 'uptime', title: 'Uptime', everyMs: minute }] })],
  seed: (store: OpenStore) => passes(store),
};

async function passes(store: OpenStore, rest: Partial<Incident> | null = null): Promise<void> {
  const now = Date.now();
  await store.commit(
    {
      results: [{ site: 'shop', result: result('uptime', now), intervalMs: minute }],
      incidents: rest ? [shopDown(now, rest)] : [],
    },
    'durable',
  );
}

async function fails(store: OpenStore, rest: Partial<Incident> = {}): Promise<void> {
  const now = Date.now();
  const down = result('uptime', now, 'failed', { findings: [finding('uptime')] });
  await store.commit(
    {
      results: [{ site: 'shop', result: down, intervalMs: minute }],
      incidents: [shopDown(now, rest)],
      timeline: [{ incident: 'I-7K3M', at: now, kind: 'opened', by: 'caretaker', reason: 'Down.' }],
    },
    'durable',
  );
}

function shopDown(now: number, rest: Partial<Incident> = {}): Incident {
  const trouble = { site: 'shop', check: 'uptime', fingerprint: '' };
  return incident('I-7K3M', now, { trouble, startedAt: now, openedAt: now, ...rest });
}

describe('an outage', { timeout: 40_000 }, () => {
  it('comes, is acknowledged elsewhere and goes, on a page that nobody loads again', async () => {
    const { page, practice, at, misdeeds } = await open({ web: calm });
    await page.goto(at('/'));
    await page.evaluate('globalThis.loadedOnce = true');
    const heading = page.getByRole('heading', { level: 1 });
    expect(await heading.textContent()).toBe('The site is well');

    await practice.beside((store) => fails(store));
    await heading.filter({ hasText: '1 site is down' }).waitFor(soon);
    await page.getByRole('link', { name: 'The site answers with an error' }).waitFor(soon);
    await page.getByText('17 min left').or(page.getByText('18 min left')).waitFor(soon);
    expect(await page.title()).toBe('1 site is down · caretaker');

    await practice.ports.desk.acknowledge('I-7K3M', 'sam');
    await page.getByText('by Sam Reed').waitFor(soon);

    const over = { state: 'resolved', resolvedBy: 'caretaker', resolvedAt: Date.now() } as const;
    await practice.beside((store) => passes(store, over));
    await heading.filter({ hasText: 'The site is well' }).waitFor(soon);
    expect(await page.getByText('Nobody has to do anything.').isVisible()).toBe(true);
    expect(await page.evaluate('globalThis.loadedOnce')).toBe(true);
    expect(misdeeds).toEqual({ foreign: [], dialogs: [], errors: [] });
  });

  it('has clocks that go by the second, and say when they are over', async () => {
    const { page, practice, at } = await open({ web: calm });
    await practice.beside((store) => fails(store, { respondBy: Date.now() + 6000 }));
    await page.goto(at('/incidents/I-7K3M'));
    const clock = page.locator('.clock').first();
    expect(await clock.textContent()).toMatch(/[3-6] s left/);
    await clock.filter({ hasText: 'overdue' }).waitFor({ timeout: 9000 });
    expect(await clock.getAttribute('class')).toContain('overdue');
  });
});

describe('a page that is followed', { timeout: 40_000 }, () => {
  it('keeps what is typed, what is open, and where the keyboard is', async () => {
    const { page, practice, at } = await open({ signedIn: true });
    await page.goto(at('/incidents/I-7K3M'));
    await page.getByLabel('You are').selectOption('sam');
    await page.getByText('[I-7K3M]').click();
    const note = page.getByLabel('Note');
    await note.fill('Half a sentence');
    await page.getByRole('button', { name: 'Resolve' }).focus();

    await practice.ports.desk.note('I-7K3M', 'jo', 'The disk was full.');
    practice.live.changed();
    await page.getByText('The disk was full.').waitFor(soon);
    expect(await note.inputValue()).toBe('Half a sentence');
    expect(await page.getByLabel('You are').inputValue()).toBe('sam');
    expect(await page.locator('details[open]').count()).toBe(1);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Resolve');
  });

  it('keeps a note that is being written when somebody else resolves the incident', async () => {
    const { page, practice, at } = await open({ signedIn: true });
    await page.goto(at('/incidents/I-7K3M'));
    await page.getByLabel('Note').fill('Nobody wants to write this twice');
    await practice.ports.desk.resolve('I-7K3M', 'jo', 'Freed space.');
    practice.live.changed();
    await page.locator('.head').getByText('Resolved').waitFor(soon);
    expect(await page.getByLabel('Note').inputValue()).toBe('Nobody wants to write this twice');
  });

  it('keeps what was refused, with the reason, until it is sent again', async () => {
    const { page, practice, at } = await open({ signedIn: true });
    await page.goto(at('/incidents/I-7K3M'));
    await page.getByLabel('You are').selectOption('jo');
    await page.getByLabel('Note').fill('I have it');
    await page.route('**/acknowledge', async (route) => {
      await practice.ports.desk.acknowledge('I-7K3M', 'sam');
      await route.continue();
    });
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    const reason = page.getByRole('alert').filter({ hasText: 'was acknowledged by sam' });
    await reason.waitFor(soon);
    await practice.ports.desk.note('I-7K3M', 'sam', 'Something happens.');
    practice.live.changed();
    await page.getByText('Something happens.').waitFor(soon);
    expect(await reason.isVisible()).toBe(true);
    expect(await page.getByLabel('Note').inputValue()).toBe('I have it');
  });

  it('says when it is not live, and goes on by itself when it can', async () => {
    const { page, practice, server, at } = await open({ web: calm });
    await page.goto(at('/'));
    const note = page.getByText('Not live:');
    const heading = page.getByRole('heading', { level: 1 });
    expect(await note.isVisible()).toBe(false);
    await server.close();
    await note.waitFor(soon);
    expect(await note.textContent()).toContain('What you see may be old');
    await fails(practice.store);
    const again = await startWeb(practice.web, new URL(server.url).host, practice.ports.onFault);
    onTestFinished(again.close);
    await heading.filter({ hasText: '1 site is down' }).waitFor({ timeout: 10_000 });
    expect(await note.isVisible()).toBe(false);
  });

  it('shows at once what was done on another page', async () => {
    const { page, reader, at } = await open({ signedIn: true });
    await page.goto(at('/incidents/I-7K3M'));
    const other = await reader.newPage();
    await other.goto(at('/'));
    await page.bringToFront();
    await page.getByLabel('You are').selectOption('jo');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator('.head').getByText('Acknowledged').waitFor(soon);
    await other.bringToFront();
    await other.locator('#I-7K3M').getByText('by Jo Miller').waitFor(soon);
  });
});
