import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, assessInventory } from '../../../src/analysis/assessment/assess.ts';
import type { Catalogue } from '../../../src/core/artifacts/catalogue.ts';
import type { Inventory } from '../../../src/core/artifacts/inventory.ts';
import { type Component, versionSchemes } from '../../../src/core/component.ts';
import type { PackageRecord } from '../../../src/core/package-record.ts';
import { now } from '../../support/artifacts.ts';
import {
  advisory,
  catalogue,
  drupalModule,
  inventory,
  lifecycle,
  nugetPackage,
  plugin,
  record,
  release,
  runtime,
} from '../../support/components.ts';

const akismet = plugin('akismet', '5.3.1');
const akismetRecord = record(akismet, [
  release('5.6', '2026-09-01'),
  release('5.3.2', '2026-05-01'),
  release('5.3.1', '2026-01-01'),
]);

/** The first of these components, alone with what is known. */
function assessed(
  components: readonly Component[],
  known: Partial<Catalogue>,
  more: Partial<Inventory> = {},
) {
  const [first] = components;
  const all = assess(inventory(components, more), catalogue(known), now);
  const found = all.find(({ slug }) => slug === first?.slug);
  if (!found) throw new Error('it is not there');
  return found;
}

describe('a WordPress plugin', () => {
  it('is current where it is the newest', () => {
    const newest = plugin('akismet', '5.6');
    expect(assessed([newest], { packages: [akismetRecord] })).toMatchObject({
      status: 'current',
      latest: '5.6',
      compatible: '5.6',
      target: null,
      behind: null,
      installedOn: '2026-09-01',
      latestOn: '2026-09-01',
      advisories: [],
      reasons: [],
    });
  });

  it('is outdated where it is not, and says by how much', () => {
    expect(assessed([akismet], { packages: [akismetRecord] })).toMatchObject({
      status: 'outdated',
      target: '5.6',
      behind: 'minor',
      reasons: ['A minor update is available: 5.6.'],
    });
  });

  it('goes to the newest release that fits core and PHP', () => {
    const releases = [
      release('6.0', '2026-11-01', { requiresCore: '7.0' }),
      release('5.9', '2026-10-01', { requiresPhp: '8.3' }),
      release('5.8', '2026-09-01', { requiresCore: '6.5', requiresPhp: '7.4' }),
    ];
    const around = [plugin('wordpress', '6.9.1', { kind: 'core' }), runtime('php', '8.2.20-1+deb')];
    expect(assessed([akismet, ...around], { packages: [record(akismet, releases)] })).toMatchObject(
      { latest: '6.0', compatible: '5.8', target: '5.8' },
    );
  });

  it('is insecure by an advisory, and goes to the smallest version that clears all of them', () => {
    const found = assessed([akismet], {
      packages: [akismetRecord],
      advisories: [
        advisory(akismet, 'CVE-2026-0001', '5.3.2', { cvss: 6.1 }),
        advisory(akismet, 'CVE-2026-0002', '5.3.2', { cvss: 8.8 }),
        advisory(akismet, 'CVE-2020-0001', '4.0'),
      ],
    });
    expect(found).toMatchObject({ status: 'insecure', target: '5.3.2', behind: 'patch' });
    expect(found.advisories.map(({ id }) => id)).toEqual(['CVE-2026-0002', 'CVE-2026-0001']);
    expect(found.reasons[0]).toBe('Affected by CVE-2026-0002 (CVSS 8.8) and 1 more.');
  });

  it('leaves its branch where only a higher one is repaired', () => {
    const known = {
      packages: [akismetRecord],
      advisories: [advisory(akismet, 'CVE-2026-0001', '5.6')],
    };
    expect(assessed([akismet], known).target).toBe('5.6');
  });

  it('has nowhere to go where nothing repairs it', () => {
    const found = assessed([akismet], {
      packages: [akismetRecord],
      advisories: [advisory(akismet, 'CVE-2026-0001', null)],
    });
    expect(found).toMatchObject({ status: 'insecure', target: null });
    expect(found.reasons).toContain('No version repairs all of it yet.');
  });

  it('counts where it is switched off, since its files can be called', () => {
    const off = plugin('akismet', '5.3.1', { active: false });
    expect(assessed([off], { packages: [akismetRecord] }).reasons).toEqual([
      'A minor update is available: 5.6.',
      'It is switched off, but its files are on the server.',
    ]);
  });

  it('is unsupported where it was closed or nobody releases it any more', () => {
    const closed = { on: '2026-10-02', reason: 'Security issue' };
    expect(assessed([akismet], { packages: [record(akismet, [], { closed })] })).toMatchObject({
      status: 'unsupported',
      reasons: ['WordPress.org closed it on 2026-10-02: Security issue; no update will come.'],
    });
    const old = record(akismet, [release('5.3.1', '2024-11-22')]);
    expect(assessed([akismet], { packages: [old] })).toMatchObject({
      status: 'unsupported',
      reasons: ['No release for more than 24 months: the last one is of 2024-11-22.'],
    });
    const young = record(akismet, [release('5.3.1', '2024-11-24')]);
    expect(assessed([akismet], { packages: [young] }).status).toBe('current');
  });

  it('is not taken for a theme of the same name', () => {
    const theme = plugin('akismet', '1.0', { kind: 'theme' });
    const known = {
      packages: [record(theme, [release('1.0', '2026-09-01')]), akismetRecord],
      advisories: [advisory(akismet, 'CVE-2026-0001', '5.3.2')],
    };
    const both = assess(inventory([akismet, theme]), catalogue(known), now);
    expect(both.map(({ kind, status, latest }) => [kind, status, latest])).toEqual([
      ['plugin', 'insecure', '5.6'],
      ['theme', 'current', '1.0'],
    ]);
  });

  it('from elsewhere is matched with advisories by its slug, and a person is told', () => {
    const sold = plugin('slides-pro', '6.5.1', { registry: null });
    const listed = { ...sold, registry: 'wordpress-org' } as const;
    const advisories = [
      advisory(listed, 'CVE-2026-0001', '6.5.9'),
      advisory({ ...listed, kind: 'theme' }, 'CVE-2026-0002', '7.0'),
    ];
    const found = assessed([sold], { advisories });
    expect(found).toMatchObject({ status: 'insecure', target: '6.5.9' });
    expect(found.advisories.map(({ id }) => id)).toEqual(['CVE-2026-0001']);
    expect(found.reasons).toEqual([
      'Affected by CVE-2026-0001 (CVSS 6.1).',
      'It is published nowhere that is known.',
      'It is not from WordPress.org: the advisory was matched by its slug.',
    ]);
  });

  it('is published where any source has releases of it, whatever another says', () => {
    const unknown = record(akismet, [], { published: false });
    for (const packages of [
      [unknown, akismetRecord],
      [akismetRecord, unknown],
    ]) {
      expect(assessed([akismet], { packages })).toMatchObject({
        status: 'outdated',
        target: '5.6',
      });
    }
  });

  it('is matched by the names of its vulnerabilities, whoever names them', () => {
    const found = assessed(
      [akismet],
      {
        packages: [akismetRecord],
        exploited: ['cve-2026-0001'],
        advisories: [
          advisory(akismet, 'GHSA-aaaa-bbbb-cccc', '5.3.2', {
            aliases: ['CVE-2026-0001'],
            cvss: 5,
          }),
          advisory(akismet, 'WF-1', '5.3.3', { aliases: ['GHSA-AAAA-BBBB-CCCC'], rating: 'high' }),
        ],
      },
      {
        advisories: [advisory(akismet, 'CVE-2026-0001', '5.3.2', { cvss: 7.5, source: 'command' })],
      },
    );
    expect(found.advisories).toHaveLength(1);
    expect(found.advisories[0]).toMatchObject({
      id: 'CVE-2026-0001',
      cvss: 7.5,
      rating: 'high',
      exploited: true,
      fixedIn: ['5.3.2', '5.3.3'],
      source: 'command, advisories',
    });
    expect(found.reasons[0]).toBe('Affected by CVE-2026-0001 (being exploited).');
  });
});

describe('a component of which nobody can say how it stands is unknown, never current', () => {
  it.each<readonly [string, Component, Partial<Catalogue>, string]>([
    [
      'without a version',
      plugin('akismet', null),
      { packages: [akismetRecord] },
      'No source says which version is installed.',
    ],
    [
      'without a version, for a reason',
      plugin('akismet', null, { remark: 'a git checkout' }),
      { packages: [akismetRecord] },
      'No source says which version is installed (a git checkout).',
    ],
    [
      'with a version that is none',
      plugin('akismet', 'see readme'),
      { packages: [akismetRecord] },
      '“see readme” is no version by the rules of wordpress.',
    ],
    [
      'on a branch in development',
      drupalModule('address', '2.x-dev'),
      {},
      '2.x-dev is a branch in development, and no release.',
    ],
    [
      'from nowhere',
      plugin('akismet', '1.0', { registry: null }),
      {},
      'It is published nowhere that is known.',
    ],
    [
      'that its registry does not know',
      akismet,
      { packages: [record(akismet, [], { published: false })] },
      'WordPress.org has no plugin of this name.',
    ],
    ['that no feed was asked about', akismet, {}, 'No feed that was asked knows its releases.'],
    [
      'of which one feed could not be read',
      plugin('akismet', '5.6'),
      {
        packages: [akismetRecord],
        unanswered: { 'plugin/akismet': ['Wordfence cannot be read since 2026-11-20'] },
      },
      'Wordfence cannot be read since 2026-11-20.',
    ],
    [
      'without a release',
      akismet,
      { packages: [record(akismet, [])] },
      'The registry names no release of it.',
    ],
    [
      'with an advisory whose range says nothing',
      plugin('akismet', '5.6'),
      {
        packages: [akismetRecord],
        advisories: [advisory(akismet, 'CVE-2026-0001', 'the next one')],
      },
      'Nobody can tell which versions CVE-2026-0001 affects.',
    ],
  ])('%s', (_name, component, known, reason) => {
    expect(assessed([component], known)).toMatchObject({ status: 'unknown', reasons: [reason] });
  });

  it('but a danger that is known outweighs what is not', () => {
    const unanswered = { 'plugin/akismet': ['WPScan cannot be read'] };
    const advisories = [advisory(akismet, 'CVE-2026-0001', '5.3.2')];
    const found = assessed([akismet], { packages: [akismetRecord], advisories, unanswered });
    expect(found.status).toBe('insecure');
    expect(found.reasons).toContain('WPScan cannot be read.');
  });

  it('a plugin may be named like a part of the language', () => {
    const odd = plugin('__proto__', '1.0');
    expect(assessed([odd], {}).status).toBe('unknown');
  });
});

describe('Drupal, by core’s own algorithm', () => {
  const core = drupalModule('drupal', '10.6.3', { kind: 'core', name: 'Drupal' });
  const releases = [
    release('11.4.2', '2026-11-05'),
    release('11.3.9', '2026-11-05'),
    release('10.6.9', '2026-11-05'),
    release('10.6.5', '2026-09-16', { security: true }),
    release('10.6.3', '2026-08-01'),
    release('10.5.12', '2026-06-01'),
  ];
  const supportedBranches = ['10.6.', '11.3.', '11.4.'];
  const assessedCore = (version: string, more: Partial<PackageRecord> = {}) =>
    assessed(
      [{ ...core, version }],
      { packages: [record(core, releases, { supportedBranches, ...more })] },
      { platform: 'drupal' },
    );

  it('every security release that is newer is missing', () => {
    expect(assessedCore('10.6.3')).toMatchObject({
      status: 'insecure',
      target: '10.6.5',
      reasons: ['Lacks the security release 10.6.5, out since 2026-09-16.'],
    });
  });

  it('the newest of a supported branch is current, whatever major there is above it', () => {
    expect(assessedCore('10.6.9')).toMatchObject({ status: 'current', latest: '11.4.2' });
  });

  it('a branch without repairs is unsupported, and lacks what the first supported one has', () => {
    const found = assessedCore('10.5.12');
    expect(found.status).toBe('insecure');
    expect(found).toMatchObject({ target: '10.6.5', compatible: '10.6.9' });
    expect(found.reasons).toContain(
      'The branch of 10.5.12 gets no more repairs; these do: 10.6.x, 11.3.x, 11.4.x.',
    );
  });

  it('a branch is told by its dot', () => {
    expect(assessedCore('10.60.1').status).toBe('unsupported');
  });

  it('a release of the same day on another branch is not missing', () => {
    const both = [
      release('11.4.3', '2026-11-19', { security: true }),
      release('11.3.10', '2026-11-19', { security: true }),
    ];
    const known = { packages: [record(core, both, { supportedBranches })] };
    expect(assessed([{ ...core, version: '11.3.10' }], known).status).not.toBe('insecure');
  });

  it('a project or release that drupal.org calls insecure is', () => {
    expect(assessedCore('10.6.9', { insecure: 'Insecure' }).status).toBe('insecure');
    const withdrawn = [
      release('10.6.9', '2026-11-05'),
      release('10.6.8', '2026-10-01', { withdrawn: true }),
    ];
    const known = { packages: [record(core, withdrawn, { supportedBranches })] };
    expect(assessed([{ ...core, version: '10.6.8' }], known)).toMatchObject({
      status: 'insecure',
      target: '10.6.9',
    });
  });

  it('a project or release that it calls unsupported is', () => {
    expect(assessedCore('10.6.9', { unsupported: 'Unsupported' })).toMatchObject({
      status: 'unsupported',
      reasons: ['drupal.org says: Unsupported.'],
    });
  });

  it('composer and drupal.org spell one release in two ways', () => {
    const address = drupalModule('address', '1.12.0');
    const known = record(address, [release('8.x-1.12', '2026-05-01')], {
      supportedBranches: ['8.x-1.'],
    });
    expect(assessed([address], { packages: [known] }).status).toBe('current');
  });

  it('a module goes to what fits core', () => {
    const address = drupalModule('address', '2.0.1');
    const known = record(
      address,
      [
        release('2.1.0', '2026-10-01', { requiresCore: '^11.4' }),
        release('2.0.4', '2026-09-01', { requiresCore: '^10.3 || ^11' }),
        release('2.0.1', '2026-01-01', { requiresCore: '^9 || ^10' }),
      ],
      { supportedBranches: ['2.0.', '2.1.'] },
    );
    expect(assessed([address, core], { packages: [known] })).toMatchObject({
      latest: '2.1.0',
      compatible: '2.0.4',
      target: '2.0.4',
    });
  });
});

describe('.NET', () => {
  const dotnet = runtime('dotnet', '8.0.20');
  const releases = [
    release('10.0.1', '2026-11-10', { security: true }),
    release('8.0.22', '2026-11-10'),
    release('8.0.21', '2026-10-14', { security: true }),
    release('8.0.20', '2026-09-09'),
  ];
  const packages = [record(dotnet, releases)];

  it('a runtime is insecure where any newer release of its channel is a security release', () => {
    expect(assessed([dotnet], { packages })).toMatchObject({
      status: 'insecure',
      target: '8.0.21',
    });
    const newer = runtime('dotnet', '8.0.21');
    expect(assessed([newer], { packages })).toMatchObject({ status: 'outdated', target: '8.0.22' });
  });

  const lifecycles = [
    lifecycle('dotnet', '8.0', '2026-11-10', '8.0.22', true),
    lifecycle('dotnet', '9.0', '2026-11-10', '9.0.11'),
    lifecycle('dotnet', '10.0', '2028-11-14', '10.0.1', true),
    lifecycle('dotnet', '11.0', '2028-05-10', '11.0.0'),
  ];

  it('of a line whose patch nobody knows, nothing but its end is claimed', () => {
    const advisories = [advisory(dotnet, 'CVE-2026-0001', '10.0.1', { cvss: 9.8 })];
    const supportedBranches = ['10.0.', '11.0.'];
    const known = {
      packages: [record(dotnet, releases, { supportedBranches })],
      lifecycles,
      advisories,
    };
    expect(assessed([runtime('dotnet', '10.0')], known)).toMatchObject({
      status: 'unknown',
      target: null,
      behind: null,
      advisories: [],
      reasons: ['Which patch of 10.0 runs is not known.'],
    });
    expect(assessed([runtime('dotnet', '8.0')], known)).toMatchObject({
      status: 'unsupported',
      target: '10.0.1',
      endsOn: '2026-11-10',
      advisories: [],
    });
  });

  it('a channel that has ended leads to the next that lasts, as a project', () => {
    const found = assessed([runtime('dotnet', '8.0.22')], { packages, lifecycles });
    expect(found).toMatchObject({
      status: 'unsupported',
      target: '10.0.1',
      endsOn: '2026-11-10',
      reasons: [
        '.NET 8.0 has had no repairs since 2026-11-10.',
        'The way to 10.0.1 leads over a major version: plan it as a project.',
      ],
    });
  });

  it('a package goes to the highest stable release that is listed and not deprecated', () => {
    const json = nugetPackage('Some.Json', '13.0.1');
    const known = record(json, [
      release('14.0.0-beta1', '2026-11-01'),
      release('13.0.4', '2026-10-01', { withdrawn: true }),
      release('13.0.3', '2026-09-01'),
      release('13.0.2', '2026-08-01', { unsupported: 'Legacy' }),
      release('13.0.1', '2026-07-01'),
    ]);
    expect(assessed([json], { packages: [known] })).toMatchObject({
      latest: '13.0.3',
      target: '13.0.3',
    });
    const pre = nugetPackage('Some.Json', '14.0.0-alpha1');
    expect(assessed([pre], { packages: [known] }).target).toBe('14.0.0-beta1');
  });

  it('of a prerelease the safer answer: it is affected', () => {
    const cms = nugetPackage('Some.Cms', '13.5.0-rc1');
    const known = {
      packages: [record(cms, [release('13.5.2', '2026-10-01')])],
      advisories: [
        advisory(cms, 'CVE-2026-0001', null, {
          ranges: [
            {
              from: { version: '13.5.0', inclusive: true },
              to: { version: '13.5.2', inclusive: false },
            },
          ],
        }),
      ],
    };
    expect(assessed([cms], known).status).toBe('insecure');
  });
});

describe('the end of a line', () => {
  const php = runtime('php', '8.2.20');
  const ends = (on: string) => ({ lifecycles: [lifecycle('php', '8.2', on, '8.2.20')] });

  it.each([
    ['2026-11-22', 'unsupported', ['PHP 8.2 has had no repairs since 2026-11-22.']],
    ['2026-11-23', 'current', ['Repairs of PHP 8.2 end today, on 2026-11-23.']],
    ['2026-12-31', 'current', ['Repairs of PHP 8.2 end in 38 days, on 2026-12-31.']],
    ['2027-05-22', 'current', ['Repairs of PHP 8.2 end in 180 days, on 2027-05-22.']],
    ['2027-05-23', 'current', []],
    ['some day', 'current', []],
  ])('on %s is %s', (on, status, reasons) => {
    expect(assessed([php], ends(on))).toMatchObject({ status, reasons });
  });

  it('is none where WordPress still repairs the branch', () => {
    const core = plugin('wordpress', '6.9.7', { kind: 'core' });
    const known = {
      packages: [record(core, [release('6.9.7', '2026-08-12')])],
      lifecycles: [lifecycle('wordpress', '6.9', '2026-05-20', '6.9.7')],
    };
    expect(assessed([core], known).status).toBe('current');
  });
});

describe('the list', () => {
  it('has the most dangerous first', () => {
    const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map((slug) => plugin(slug, '1.0'));
    if (!a || !b || !c || !d || !e || !f) throw new Error('six are needed');
    const same = [release('1.0', '2026-01-01')];
    const known = catalogue({
      packages: [
        record(a, same),
        record(b, [release('1.1', '2026-01-01')]),
        record(c, same, { closed: { on: null, reason: null } }),
        record(d, same),
        record(e, same),
      ],
      advisories: [
        advisory(d, 'CVE-2026-0001', '1.1', { cvss: 8 }),
        advisory(e, 'CVE-2026-0002', '1.1', { cvss: 5, unauthenticatedCodeExecution: true }),
      ],
    });
    const listed = assess(inventory([a, b, c, d, e, f]), known, now);
    expect(listed.map(({ slug, status }) => `${slug} ${status}`)).toEqual([
      'e insecure',
      'd insecure',
      'c unsupported',
      'b outdated',
      'f unknown',
      'a current',
    ]);
  });

  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('1.0', '1.1', '__proto__', 'a'),
  );
  const component = fc.record({
    slug: text,
    version: fc.option(text),
    scheme: fc.constantFrom(...versionSchemes),
    kind: fc.constantFrom('plugin', 'core', 'runtime', 'package'),
  });

  it('survives whatever it is given, and names every component once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(component, { maxLength: 5, selector: ({ slug }) => slug.toLowerCase() }),
        fc.array(text, { maxLength: 4 }),
        (some, versions) => {
          const components = some.map(({ slug, version, ...more }) =>
            plugin(slug, version, more as Partial<Component>),
          );
          const known = catalogue({
            packages: components.map((one) =>
              record(
                one,
                versions.map((each) => release(each, '2026-01-01')),
              ),
            ),
            advisories: components.map((one, index) =>
              advisory(one, 'CVE-1', versions[index] ?? null),
            ),
          });
          const measure = { now, abandonedAfterMonths: 24 };
          const found = assessInventory(inventory(components), known, measure);
          expect(found.map(({ component: { slug } }) => slug).sort()).toEqual(
            components.map(({ slug }) => slug).sort(),
          );
          for (const { component: one, troubles } of found) {
            expect(one.status === 'current').toBe(
              troubles.every(({ kind }) => kind === 'end-of-life-near'),
            );
          }
        },
      ),
    );
  });
});
