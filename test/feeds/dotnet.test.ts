import { describe, expect, it } from 'vitest';
import dotnet from '../../src/feeds/dotnet.ts';
import { runtime } from '../support/components.ts';
import { askFeed, type ServiceAnswers, testFeedFailures } from '../support/feed-tester.ts';

const installed = runtime('dotnet', '8.0.11');

const line = (channel: string, latest: string, more: object = {}) => ({
  'channel-version': channel,
  'latest-release': latest,
  'latest-release-date': '2026-10-13',
  security: true,
  'latest-runtime': latest,
  product: '.NET',
  'support-phase': 'active',
  'release-type': 'lts',
  'eol-date': '2028-11-14',
  ...more,
});

const lines = JSON.stringify({
  'releases-index': [
    line('12.0', '12.0.0-preview.1', { 'support-phase': 'preview', 'eol-date': undefined }),
    line('10.0', '10.0.12'),
    // The file is of a day on which the line was still looked after.
    line('8.0', '8.0.31', { 'support-phase': 'maintenance', 'eol-date': '2026-11-10' }),
  ],
});

const release = (version: string, date: string, cves: readonly string[], more: object = {}) => ({
  'release-date': date,
  'release-version': version,
  security: cves.length > 0,
  'cve-list': cves.map((id) => ({ 'cve-id': id, 'cve-url': `https://example.test/${id}` })),
  'release-notes': `https://example.test/${version}.md`,
  runtime: { version, 'version-display': version, files: [] },
  ...more,
});

const channelFile = (...releases: readonly object[]) =>
  JSON.stringify({ 'channel-version': '8.0', 'eol-date': '2026-11-10', releases });

const answers = {
  'releases-index.json': lines,
  '8.0/releases.json': channelFile(
    release('8.0.31', '2026-10-13', ['CVE-2099-0100']),
    release('8.0.30', '2026-09-08', [], { 'cve-list': null }),
    release('8.0.30', '2026-09-20', ['CVE-2099-0099'], { security: true }),
    release('8.0.400', '2026-09-01', ['CVE-2099-0098'], { runtime: null }),
  ),
} satisfies ServiceAnswers;

const ask = async (more: ServiceAnswers = {}, components = [installed]) =>
  (await askFeed(dotnet, { ...answers, ...more }, { components })).catalogue;

describe('the releases of .NET', () => {
  it('are those of the lines in use, and the newest of each other', async () => {
    const [record] = (await ask()).packages;
    expect(record).toMatchObject({ registry: 'dotnet', name: 'dotnet', published: true });
    expect(record?.releases.map(({ version, security }) => [version, security]).toSorted()).toEqual(
      [
        ['10.0.12', true],
        ['8.0.30', true],
        ['8.0.31', true],
      ],
    );
  });

  it('are looked after by the date, whatever phase the file names', async () => {
    expect((await ask()).packages[0]?.supportedBranches).toEqual(['10.0.']);
  });

  it('repair what every earlier one of their line has', async () => {
    expect((await ask()).advisories).toMatchObject([
      {
        registry: 'dotnet',
        package: 'dotnet',
        id: 'CVE-2099-0100',
        ranges: [
          {
            from: { version: '8.0.0', inclusive: true },
            to: { version: '8.0.31', inclusive: false },
          },
        ],
        fixedIn: ['8.0.31'],
        publishedAt: Date.UTC(2026, 9, 13),
        url: 'https://example.test/CVE-2099-0100',
      },
      { id: 'CVE-2099-0099', fixedIn: ['8.0.30'] },
    ]);
  });

  it('have lines with an end, and some without one yet', async () => {
    expect((await ask()).lifecycles).toMatchObject([
      { product: 'dotnet', cycle: '12.0', endsOn: null, latest: null },
      { product: 'dotnet', cycle: '10.0', endsOn: '2028-11-14', latest: '10.0.12' },
      { product: 'dotnet', cycle: '8.0', endsOn: '2026-11-10', longTerm: true },
    ]);
  });

  it('of a line that is not in the index are unknown', async () => {
    const { unanswered, packages } = await ask({}, [runtime('dotnet', '4.8.1')]);
    expect(packages).toHaveLength(1);
    expect(unanswered['runtime/dotnet']).toEqual(['.NET releases know no line 4.8']);
  });

  it('are those of the index alone where no version is known', async () => {
    const { requests, state } = await askFeed(dotnet, answers, {
      components: [runtime('dotnet', null)],
    });
    expect(requests.map(({ path }) => path)).toEqual(['releases-index.json']);
    expect(state.state).toBe('fresh');
  });

  it('of another line than was asked for are no answer', async () => {
    const { unanswered, advisories } = await ask({
      '8.0/releases.json': channelFile().replace('8.0', '9.0'),
    });
    expect(unanswered['runtime/dotnet']?.[0]).toMatch(/no list of releases of \.NET 8\.0/);
    expect(advisories).toEqual([]);
  });

  it('are not those of .NET Framework', () => {
    expect(dotnet.covers({ ...installed, slug: 'dotnetfx' })).toBe(false);
  });
});

testFeedFailures({ feed: dotnet, answers, components: [installed] });
