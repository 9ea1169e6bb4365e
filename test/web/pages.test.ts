import { describe, expect, it } from 'vitest';
import { hostile } from '../support/check-runs.ts';
import { finding, incident, result, type seedPractice, site } from '../support/seeded-practice.ts';
import { webOfTest } from '../support/web.ts';

const now = Date.UTC(2026, 10, 23, 12, 34, 56);
const minute = 60_000;

async function pages(options: Parameters<typeof webOfTest>[0] = {}) {
  const practice = await webOfTest(options);
  const read = async (path: string) => {
    const answer = await practice.web.request(path);
    return { status: answer.status, text: await answer.text() };
  };
  return { ...practice, read };
}

/** What is read on a page, without its markup. */
function words(text: string): string {
  return text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('the overview', () => {
  it('says in one line how the sites stand, and what is to be done first', async () => {
    const { text } = await (await pages()).read('/');
    expect(text).toContain('<title>1 site is down · caretaker</title>');
    expect(text.indexOf('I-7K3M')).toBeLessThan(text.indexOf('I-6T9A'));
    expect(words(text)).toMatch(/Priority P1 The site answers with an error.* Open for 12 min/);
    expect(words(text)).toContain('Respond by 12:52 GMT 18 min left');
    expect(words(text)).toContain('Fix by 12:09 GMT 25 min overdue');
  });

  it('lists the sites, the worst first', async () => {
    const { text } = await (await pages()).read('/');
    const table = words(text.slice(text.indexOf('<table')));
    const order = [
      'harbour-books Down',
      'northgate-museum In trouble',
      'city-archive Not measured',
    ];
    const more = [
      'oakfield-school To be looked at',
      'lindqvist Planned work',
      'pilot-project No result',
    ];
    const last = ['fern-clinic Well', 'juniper-kitchen Well'];
    const places = [...order, ...more, ...last].map((each) => table.indexOf(each));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('shows availability with its unknown share, and a bar in words for every day', async () => {
    const { text } = await (await pages()).read('/');
    expect(words(text)).toMatch(/juniper-kitchen .* 99\.\d\d% 2\.8% unknown/);
    expect(text.match(/class="day /g)).toHaveLength(8 * 90);
    expect(text).toContain('aria-label="Wed 18 Nov: 99.16% available, 0% unknown"');
    expect(text).toContain(': nothing is known"');
  });

  it('says where to begin when no site is there', async () => {
    const { read } = await pages({ sites: () => [], seed: async () => {} });
    const { text } = await read('/');
    expect(text).toContain('No site is watched yet');
    expect(text).toContain('caretaker init https://…');
  });

  it('has pages of fifty sites, and finds one by a part of its name', async () => {
    const many = Array.from({ length: 120 }, (_, index) => site(`site-${100 + index}`));
    const { read } = await pages({ sites: () => many, seed: async () => {} });
    const first = (await read('/')).text;
    expect(first.match(/class="days"/g)).toHaveLength(50);
    expect(first).toContain('Page 1 of 3');
    expect((await read('/?page=3')).text.match(/class="days"/g)).toHaveLength(20);
    expect((await read('/?page=99')).text).toContain('Page 3 of 3');
    expect((await read('/?page=-1&search=')).text).toContain('Page 1 of 3');
    const found = (await read('/?search=SITE-15')).text;
    expect(found.match(/class="days"/g)).toHaveLength(10);
    expect((await read('/?search=%3Cscript%3E')).text).toContain(
      'No site has “<bdi>&lt;script&gt;',
    );
  });

  it('shows what config has now', async () => {
    const { read, setSites } = await pages();
    setSites([site('brand-new')]);
    const { text } = await read('/');
    expect(text).toContain('brand-new');
    expect(text).not.toContain('href="/sites/harbour-books"');
  });
});

describe('the page of a site', () => {
  it('shows every check with what it measured and found', async () => {
    const { text } = await (await pages()).read('/sites/harbour-books');
    const all = words(text);
    expect(all).toContain('Uptime Failed');
    expect(all).toContain('first byte 148 ms');
    expect(all).toContain('critical The site answers with an error');
    expect(all).toContain('Do: Look at the web server’s error log');
    expect(text).toContain('href="https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4"');
    expect(all).toContain('days left 83');
  });

  it('tells its availability in words too', async () => {
    const { text } = await (await pages()).read('/sites/juniper-kitchen');
    expect(words(text)).toMatch(/Up without a break on \d+ of \d+ measured days?/);
  });

  it('of no site of config is none', async () => {
    const { read } = await pages();
    expect((await read('/sites/nobody')).status).toBe(404);
    expect((await read('/sites/%2e%2e%2fetc')).status).toBe(404);
  });
});

describe('the page of an incident', () => {
  it('tells the story in order, each line with its reason', async () => {
    const { text } = await (await pages()).read('/incidents/i-7k3m');
    const all = words(text);
    const order = ['Opened', 'Page planned', 'Paged', 'Message sent', 'Note'];
    const from = all.indexOf('On the clock of Europe/London');
    const places = order.map((each) => all.indexOf(` ${each} by`, from));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(all).toContain('by Sam Reed');
  });

  it('shows what was sent to whom', async () => {
    const { text } = await (await pages()).read('/incidents/I-7K3M');
    expect(words(text)).toContain('Page to Jo Miller by mail ( jo@practice.example ) sent');
    expect(text).toContain('&gt; HTTP/1.1 503 Service Unavailable');
  });

  it('of none is a 404', async () => {
    const { status, text } = await (await pages()).read('/incidents/I-NONE');
    expect(status).toBe(404);
    expect(text).toContain('There is no such incident');
  });
});

describe('text from outside', () => {
  const huge = `${hostile}<img src=x onerror=alert(1)>${'A'.repeat(1_000_000)}`;
  const bad = finding('uptime', {
    title: huge,
    evidence: huge,
    advice: huge,
    help: 'javascript:alert(1)',
    rule: huge,
    where: { url: `javascript:alert(1)//${huge}`, selector: huge, component: huge, header: huge },
  });
  const seed: typeof seedPractice = async (store) => {
    const failed = result('uptime', now - minute, 'failed', {
      findings: [bad],
      labels: { [huge]: huge },
      metrics: { [huge]: 1 },
    });
    await store.commit(
      {
        results: [{ site: 'shop', result: failed, intervalMs: minute }],
        incidents: [
          incident('I-7K3M', now, {
            trouble: { site: 'shop', check: 'uptime', fingerprint: '' },
            title: huge,
            evidence: huge,
            advice: huge,
            url: `data:text/html,${huge}`,
          }),
        ],
        timeline: [{ incident: 'I-7K3M', at: now, kind: 'opened', by: huge, reason: huge }],
      },
      'durable',
    );
  };

  it.each(['/', '/sites/shop', '/incidents', '/incidents/I-7K3M'])(
    'is inert and short on %s',
    async (path) => {
      const { read } = await pages({ now: () => now, sites: () => [site('shop')], seed });
      const { status, text } = await read(path);
      expect(status).toBe(200);
      expect(text.length).toBeLessThan(60_000);
      expect(text).not.toMatch(/<img src=x|<script>|<\/failure>/);
      expect(text).not.toMatch(/href="(?!https?:|\/|#main")/);
      expect(text).not.toMatch(
        /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028]/,
      );
      expect(text).toContain('\\x1b');
      expect(text).toContain('\\u{202e}');
      expect(text.isWellFormed()).toBe(true);
    },
  );

  it('shows no secret of the config', async () => {
    const secrets = ['Error establishing'];
    const { read } = await pages({ secrets });
    for (const path of ['/sites/harbour-books', '/incidents/I-7K3M']) {
      const { text } = await read(path);
      expect(text).toContain('*** a database connection');
      expect(text).not.toContain('Error establishing');
    }
  });
});

describe('trouble of our own', () => {
  it('is said plainly, and shows nothing of the inside', async () => {
    const { read, store, faults } = await pages();
    await store.close();
    const { status, text } = await read('/');
    expect(status).toBe(503);
    expect(text).toContain('The store cannot be used at the moment');
    expect(text).not.toMatch(/at .*\.ts|stack|SQL/);
    expect(faults).toHaveLength(1);
  });

  it('an unknown page is one like the others', async () => {
    const { status, text } = await (await pages()).read('/no/such/page');
    expect(status).toBe(404);
    expect(text).toContain('There is no such page');
    expect(text).toContain('<nav aria-label="Main">');
  });
});
