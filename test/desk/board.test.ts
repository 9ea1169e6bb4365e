import { describe, expect, it } from 'vitest';
import { boardOn } from '../../src/desk/board.ts';
import { siteStateOf } from '../../src/desk/site-state.ts';
import { agentStore, clockAt, noon, storeFile } from '../store/support/temp-store.ts';
import { incident, result, seedPractice, site, sitesAt } from '../support/seeded-practice.ts';

const minute = 60_000;
const shop = site('shop');

function stateOf(facts: Partial<Parameters<typeof siteStateOf>[0]>) {
  return siteStateOf({ site: shop, results: [], incidents: [], ...facts }, noon);
}

describe('a site', () => {
  const up = result('uptime', noon - minute);
  const certificate = result('tls-certificate', noon - 60 * minute);

  it.each([
    ['waiting before its first result', 'waiting', {}],
    ['well when everything passed', 'well', { results: [up, certificate] }],
    ['well as far as was measured', 'well', { results: [up] }],
    [
      'in trouble from the first failure, before it is confirmed',
      'trouble',
      { results: [result('uptime', noon, 'failed'), certificate] },
    ],
    ['down when that is confirmed', 'down', { results: [up], incidents: [incident('I-1', noon)] }],
    [
      'in trouble with an incident of another check',
      'trouble',
      {
        results: [up],
        incidents: [
          incident('I-1', noon, {
            trouble: { site: 'shop', check: 'tls-certificate', fingerprint: '' },
          }),
        ],
      },
    ],
    [
      'not measured where we could not',
      'unmeasured',
      { results: [result('uptime', noon, 'errored')] },
    ],
    [
      'not measured where the last result is too old',
      'unmeasured',
      { results: [result('uptime', noon - 4 * minute), certificate] },
    ],
    ['to be looked at', 'review', { results: [up, result('tls-certificate', noon, 'incomplete')] }],
    [
      'in planned work',
      'work',
      {
        site: site('shop', { work: { reason: 'Moving', until: noon + minute } }),
        results: [result('uptime', noon, 'errored')],
      },
    ],
    [
      'still down during planned work',
      'down',
      {
        site: site('shop', { work: { reason: 'Moving', until: noon + minute } }),
        incidents: [incident('I-1', noon)],
      },
    ],
    [
      'not judged by a check that config has no more',
      'well',
      { results: [up, result('dns', noon, 'failed')] },
    ],
  ] as const)('is %s', (_, state, facts) => expect(stateOf(facts)).toBe(state));
});

describe('the board', () => {
  async function seeded() {
    const clock = clockAt(noon);
    const { store } = agentStore(storeFile(), clock);
    await seedPractice(store, noon);
    let sites = sitesAt(noon);
    const board = boardOn(store, { clock, sites: () => sites });
    return {
      board,
      setSites: (next: typeof sites) => {
        sites = next;
      },
    };
  }

  it('puts what nobody has first, then the most urgent', async () => {
    const { board } = await seeded();
    const { incidents } = await board.overview();
    expect(incidents.map(({ id }) => id)).toEqual(['I-7K3M', 'I-6T9A']);
  });

  it('knows of every site of config, and of no other', async () => {
    const { board, setSites } = await seeded();
    const { lines } = await board.overview();
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatchObject({ state: 'down', responseMs: 391, checkedAt: noon - 20_000 });
    setSites([site('fern-clinic')]);
    expect((await board.overview()).lines.map(({ site: { id } }) => id)).toEqual(['fern-clinic']);
    expect(await board.site('harbour-books')).toBeNull();
  });

  it('lists what was resolved, the last one first', async () => {
    const { board } = await seeded();
    const { resolved } = await board.incidents();
    expect(resolved.map(({ id }) => id)).toEqual(['I-5W2D', 'I-4QK1', 'I-3ZPH']);
  });

  it('forgets no open incident behind many newer ones that are over', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon));
    const trouble = { site: 'shop', check: 'uptime', fingerprint: '' };
    const over = { state: 'resolved', resolvedAt: noon, resolvedBy: 'caretaker' } as const;
    const newer = Array.from({ length: 60 }, (_, index) =>
      incident(`I-N${index}`, noon, { trouble, openedAt: noon - index, ...over }),
    );
    const oldest = incident('I-OLD', noon, { trouble, openedAt: noon - 3_600_000 });
    await store.commit({ incidents: [...newer, oldest] }, 'durable');
    const board = boardOn(store, { clock: clockAt(noon), sites: () => [shop] });
    const view = await board.site('shop');
    expect(view?.state).toBe('down');
    expect(view?.incidents[0]?.id).toBe('I-OLD');
  });

  it('stays quick with a thousand sites', async () => {
    const clock = clockAt(noon);
    const { store } = agentStore(storeFile(), clock);
    const sites = Array.from({ length: 1000 }, (_, index) => site(`site-${index}`));
    const results = sites.flatMap(({ id }) => [
      { site: id, result: result('uptime', noon - minute), intervalMs: minute },
      { site: id, result: result('tls-certificate', noon - minute), intervalMs: 60 * minute },
    ]);
    await store.commit({ results }, 'batched');
    const board = boardOn(store, { clock, sites: () => sites });
    await board.overview();
    const began = performance.now();
    const { lines } = await board.overview();
    await board.days(lines.slice(0, 50).map(({ site: { id } }) => id));
    // Far above what it takes, so that a busy machine does not fail it; bench measures.
    expect(performance.now() - began).toBeLessThan(1500);
  });
});
