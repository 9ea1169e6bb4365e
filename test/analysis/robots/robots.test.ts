import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directiveText } from '../../../src/analysis/robots/directive.ts';
import { maxRobotsBytes } from '../../../src/analysis/robots/lines.ts';
import { robotsMistakes } from '../../../src/analysis/robots/mistakes.ts';
import {
  readRobots,
  readRobotsText,
  robotsVerdict,
  sitemapsOf,
} from '../../../src/analysis/robots/robots.ts';

/** The verdict on a path of the bakery’s site, in the name of one crawler. */
function verdict(lines: readonly string[] | string, url: string, agent = 'Crumbbot') {
  const text = typeof lines === 'string' ? lines : lines.join('\n');
  const { verdict, directive } = robotsVerdict(readRobotsText(text), agent, url);
  return directive === null ? verdict : `${verdict} by line ${directive.line}`;
}

const site = 'https://bakery.example';

describe('groups', () => {
  it('bind the crawler they name, in any case, and nobody else', () => {
    const lines = ['User-agent: CRUMBBOT', 'Disallow: /ovens'];
    expect(verdict(lines, `${site}/ovens`)).toBe('disallow by line 2');
    expect(verdict(lines, `${site}/ovens`, 'crumbBOT')).toBe('disallow by line 2');
    expect(verdict(lines, `${site}/ovens`, 'Loafbot')).toBe('allow');
  });

  it('are named by the beginning of a value, as far as a name may go', () => {
    const lines = ['User-agent: Crumbbot/2.1 (bread)', 'Disallow: /'];
    expect(verdict(lines, '/')).toBe('disallow by line 2');
    expect(verdict(['User-agent: Crumb bot', 'Disallow: /'], '/', 'Crumb')).toMatch(/^disallow/);
    expect(verdict(['User-agent: Crumbbot9', 'Disallow: /'], '/')).toBe('disallow by line 2');
    expect(verdict(['User-agent: Crumb-bot_x', 'Disallow: /'], '/', 'Crumb-bot_x')).toMatch(/^dis/);
  });

  it('for everybody hold for who is not named, and only for them', () => {
    const lines = ['User-agent: *', 'Disallow: /', '', 'User-agent: Crumbbot', 'Disallow: /till'];
    expect(verdict(lines, '/bread')).toBe('allow');
    expect(verdict(lines, '/bread', 'Loafbot')).toBe('disallow by line 2');
    expect(verdict(['User-agent: * and all', 'Disallow: /'], '/')).toBe('disallow by line 2');
    expect(verdict(['User-agent: *all', 'Disallow: /'], '/')).toBe('allow');
  });

  it('that name a crawler without a rule let it in, whatever holds for everybody', () => {
    const empty = ['User-agent: *', 'Disallow: /', 'User-agent: Crumbbot', 'Disallow:'];
    expect(verdict(empty, '/bread')).toBe('allow by line 4');
    expect(verdict(['User-agent: *', 'Disallow: /', 'User-agent: Crumbbot'], '/')).toBe('allow');
  });

  it('of the same crawler are joined, wherever they stand', () => {
    const lines = ['User-agent: Crumbbot', 'Disallow: /a', 'User-agent: Loafbot', 'Disallow: /b'];
    const more = [...lines, 'User-agent: Crumbbot', 'Disallow: /c'];
    expect(['/a', '/b', '/c'].map((path) => verdict(more, path))).toEqual([
      'disallow by line 2',
      'allow',
      'disallow by line 6',
    ]);
  });

  it('may have several names, between which a sitemap or an unknown line changes nothing', () => {
    const lines = [
      'User-agent: Crumbbot',
      'Sitemap: https://bakery.example/s.xml',
      'Crawl-delay: 9',
    ];
    const more = [...lines, '', 'User-agent: Loafbot', 'Disallow: /'];
    expect(verdict(more, '/')).toBe('disallow by line 6');
    expect(verdict(more, '/', 'Loafbot')).toBe('disallow by line 6');
  });

  it('begin with a name: rules above it bind nobody', () => {
    expect(verdict(['Disallow: /', 'User-agent: Crumbbot', 'Allow: /x'], '/y')).toBe('allow');
    expect(verdict('Disallow: /', '/')).toBe('allow');
  });

  it('may be named by nothing at all', () => {
    expect(verdict(['User-agent:', 'Disallow: /'], '/')).toBe('allow');
    expect(verdict(['User-agent:', 'Disallow: /'], '/', '')).toBe('disallow by line 2');
  });
});

describe('paths', () => {
  const rule = (path: string, url: string) => verdict(['User-agent: *', `Disallow: ${path}`], url);

  it.each([
    ['/rolls', '/rolls', true],
    ['/rolls', '/rolls.html', true],
    ['/rolls', '/rolls/rye?size=2', true],
    ['/rolls', '/Rolls', false],
    ['/rolls', '/hot/rolls', false],
    ['/rolls/', '/rolls', false],
    ['/rolls*', '/rolls-to-go', true],
    ['/*.pdf', '/menu/winter.pdf?v=3', true],
    ['/*.pdf$', '/menu/winter.pdf?v=3', false],
    ['/*.pdf$', '/menu/winter.pdf', true],
    ['/*.pdf$', '/menu/winter.pdf.pdf', true],
    ['/$', '/', true],
    ['/$', '/x', false],
    ['/price$list', '/price$list/a', true],
    ['*', '/anything', true],
    ['*rye', '/bread/rye', true],
    ['/a*b*c', '/a-c-b-c', true],
    ['/a*b*c', '/a-c-b', false],
    ['/ab*ba$', '/aba', false],
    ['/ab*ba$', '/abba', true],
    ['rolls', '/rolls', false],
    ['$', '/', false],
  ])('%s on %s: %s', (path, url, isBarred) => {
    expect(rule(path, url)).toBe(isBarred ? 'disallow by line 2' : 'allow');
  });

  it('are compared as they are percent-encoded, which is done for the rule alone', () => {
    expect(rule('/crème', '/cr%C3%A8me')).toMatch(/^disallow/);
    expect(rule('/cr%c3%a8me', '/cr%C3%A8me')).toMatch(/^disallow/);
    expect(rule('/crème', '/crème')).toBe('allow');
    expect(rule('/%72ye', '/rye')).toBe('allow');
    expect(rule('/100%zz', '/100%zz')).toMatch(/^disallow/);
  });

  it('outrank shorter ones, counted in encoded bytes; of two alike the one that allows wins', () => {
    const both = (allow: string, disallow: string, url: string) =>
      verdict(['User-agent: *', `Disallow: ${disallow}`, `Allow: ${allow}`], url);
    expect(both('/rolls/', '/rolls', '/rolls/rye')).toBe('allow by line 3');
    expect(both('/rolls', '/rolls/rye', '/rolls/rye')).toBe('disallow by line 2');
    expect(both('/rolls', '/rolls', '/rolls')).toBe('allow by line 3');
    expect(both('/rol', '/*rye', '/rol-rye')).toBe('disallow by line 2');
    // Ten characters against eight of which one counts threefold.
    expect(both('/xy/12345*', '/xy/é-1*', '/xy/%C3%A9-1')).toBe('disallow by line 2');
    expect(both('/*/****rye', '/a/b/rye', '/a/b/rye')).toBe('allow by line 3');
  });

  it('that allow an index page allow its folder, and nothing else does so', () => {
    const lines = ['User-agent: *', 'Allow: /bread/index.html', 'Disallow: /'];
    expect(verdict(lines, '/bread/')).toBe('allow by line 2');
    expect(verdict(lines, '/bread/index.html')).toBe('allow by line 2');
    expect(verdict(lines, '/bread/index.htm')).toBe('disallow by line 3');
    expect(verdict(lines, '/bread/rye')).toBe('disallow by line 3');
    expect(verdict(['User-agent: *', 'Disallow: /bread/index.html'], '/bread/')).toBe('allow');
  });
});

describe('what of a URL is compared', () => {
  const lines = ['User-agent: *', 'Disallow: /till', 'Disallow: /*?', 'Disallow: /;'];

  it.each([
    ['https://bakery.example/till', 'disallow by line 2'],
    ['https://bakery.example/till#drawer', 'disallow by line 2'],
    ['https://bakery.example/x#/till', 'allow'],
    ['https://bakery.example#/till', 'allow'],
    ['https://bakery.example', 'allow'],
    ['https://bakery.example?x=1', 'disallow by line 3'],
    ['https://bakery.example;v=1', 'disallow by line 4'],
    ['//bakery.example/till', 'disallow by line 2'],
    ['/till', 'disallow by line 2'],
    ['bakery.example/till', 'disallow by line 2'],
    ['/go?to=https://other.example/', 'disallow by line 3'],
    ['', 'allow'],
  ])('%s: %s', (url, expected) => {
    expect(verdict(lines, url)).toBe(expected);
  });
});

describe('lines', () => {
  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
  ])('may end in %s, and are counted alike', (_name, end) => {
    const text = ['User-agent: *', '', 'Disallow: /till', ''].join(end);
    expect(verdict(text, '/till')).toBe('disallow by line 3');
  });

  it('may begin behind a byte order mark, or a part of one', () => {
    const rest = [...new TextEncoder().encode('User-agent: *\nDisallow: /')];
    for (const mark of [[0xef, 0xbb, 0xbf], [0xef, 0xbb], [0xef]]) {
      const robots = readRobots(Uint8Array.from([...mark, ...rest]));
      expect(robotsVerdict(robots, 'Crumbbot', '/').verdict).toBe('disallow');
    }
  });

  it('end at a comment, and have white space around everything', () => {
    const lines = [' \tUser-Agent\t:  * # everybody', ' DISALLOW :/till#drawer', '#Disallow: /'];
    expect(verdict(lines, '/till')).toBe('disallow by line 2');
    expect(verdict(lines, '/bread')).toBe('allow');
  });

  it.each(['useragent', 'user agent', 'User-Agents', 'user-agent-name'])('understand %s', (key) => {
    expect(verdict([`${key}: *`, 'Disallow: /'], '/')).toBe('disallow by line 2');
  });

  it.each(['dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw', 'Disallowed'])(
    'understand %s',
    (key) => {
      expect(verdict(['User-agent: *', `${key}: /`], '/')).toBe('disallow by line 2');
    },
  );

  it.each(['dsallow', 'disaloow', 'disallo', 'user_agent', 'alow'])(
    'do not understand %s',
    (key) => {
      expect(verdict(['User-agent: *', `${key}: /`], '/')).toBe('allow');
    },
  );

  it('may lack the colon between exactly two words', () => {
    expect(verdict(['User-agent *', 'Disallow \t /till'], '/till')).toBe('disallow by line 2');
    expect(verdict(['User-agent *', 'Disallow /till now'], '/till')).toBe('allow');
    expect(verdict(['User-agent: *', 'Disallow'], '/')).toBe('allow');
    expect(verdict([': *', 'Disallow: /'], '/')).toBe('allow');
  });

  it('are cut where no URL could be that long', () => {
    const long = `/x/${'a'.repeat(20_000)}`;
    const kept = long.slice(0, 2083 * 8 - 1 - 'Disallow: '.length);
    const lines = ['User-agent: *', `Disallow: ${long}`];
    expect(verdict(lines, `${kept}, and another end`)).toBe('disallow by line 2');
    expect(verdict(lines, kept.slice(0, -1))).toBe('allow');
  });

  it('name sitemaps, wherever they stand', () => {
    const lines = ['Sitemap: https://bakery.example/a.xml', 'User-agent: *', 'site-map: /b.xml'];
    expect(sitemapsOf(readRobotsText(lines.join('\n')))).toEqual([
      'https://bakery.example/a.xml',
      '/b.xml',
    ]);
  });

  it('count up to 500 KiB', () => {
    const filler = `${'#'.repeat(99)}\n`.repeat(maxRobotsBytes / 100);
    expect(verdict(`User-agent: *\n${filler}Disallow: /`, '/')).toBe('allow');
  });
});

describe('mistakes', () => {
  const mistakes = (...lines: readonly string[]) =>
    robotsMistakes(readRobotsText(lines.join('\n')));

  it('are named with their line', () => {
    expect(
      mistakes(
        'Allow: /early',
        'Useragent: *',
        'Disalow: /a',
        'Disallow /b',
        'Dsallow: /c',
        'Bread: /d',
      ),
    ).toEqual([
      { kind: 'unknown', line: 1, evidence: '“Allow: /early” stands above any user-agent' },
      { kind: 'misspelt', line: 2, evidence: '“Useragent: *”: it is spelled `user-agent`' },
      { kind: 'misspelt', line: 3, evidence: '“Disalow: /a”: it is spelled `disallow`' },
      { kind: 'misspelt', line: 4, evidence: '“Disallow /b”: the colon is missing' },
      { kind: 'unknown', line: 5, evidence: '“Dsallow: /c”; `disallow` was probably meant' },
      { kind: 'unknown', line: 6, evidence: '“Bread: /d”' },
    ]);
  });

  it('are none in what is written well, or for other search engines', () => {
    expect(
      mistakes(
        'User-Agent: *',
        'Disallow:',
        'Crawl-delay: 5',
        'Host: x.example',
        'Sitemap: /s.xml',
      ),
    ).toEqual([]);
  });

  it('are shown as their author wrote them', () => {
    const [, second] = readRobotsText('User-agent: *\nDisallow: /crème').directives;
    expect(second && directiveText(second)).toBe('Disallow: /crème');
  });
});

describe('whatever comes', () => {
  /** The same judgement by following every position at once, as a check on the quicker way. */
  function slowly(pattern: string, path: string): boolean {
    let places = new Set([0]);
    for (const [index, letter] of [...pattern].entries()) {
      if (letter === '$' && index === pattern.length - 1) return places.has(path.length);
      const next = new Set<number>();
      for (const place of places) {
        if (letter === '*') for (let at = place; at <= path.length; at += 1) next.add(at);
        else if (path[place] === letter) next.add(place + 1);
      }
      places = next;
    }
    return places.size > 0;
  }

  it('agrees with a slower way to match', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '$'), maxLength: 9 });
    const path = fc.string({ unit: fc.constantFrom('a', 'b', '/', '$'), maxLength: 12 });
    fc.assert(
      fc.property(text, path, (pattern, rest) => {
        const lines = ['User-agent: *', `Disallow: ${pattern}`];
        const isBarred = pattern !== '' && slowly(pattern, `/${rest}`);
        expect(verdict(lines, `${site}/${rest}`)).toMatch(isBarred ? /^disallow/ : /^allow/);
      }),
    );
  });

  it('never throws, and never bars what an empty file would not', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.string(),
        fc.string(),
        (body, agent, url) => {
          const { verdict, directive } = robotsVerdict(readRobots(body), agent, url);
          if (directive === null) expect(verdict).toBe('allow');
        },
      ),
    );
  });

  it('is quick, whatever the asterisks', () => {
    const rules = [
      `Disallow: /${'*a'.repeat(8000)}`,
      ...Array.from({ length: 4000 }, (_, index) => `Disallow: ${'/*a*b'.repeat(20)}${index}$`),
    ];
    const robots = readRobotsText(['User-agent: *', ...rules].join('\n'));
    const url = `/${'a'.repeat(2000)}`;
    robotsVerdict(robots, 'Crumbbot', url);
    const start = performance.now();
    for (let round = 0; round < 10; round += 1) robotsVerdict(robots, 'Crumbbot', url);
    expect((performance.now() - start) / 10).toBeLessThan(50);
  });
});
