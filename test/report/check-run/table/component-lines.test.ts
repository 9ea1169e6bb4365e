import { describe, expect, it } from 'vitest';
import type { AssessedComponent } from '../../../../src/core/assessed-component.ts';
import { displayWidth } from '../../../../src/report/check-run/table/layout.ts';
import { tableOf } from '../../../../src/report/check-run/table.ts';
import { finding, hostile, result, run } from '../../../support/check-runs.ts';
import { advisory, plugin } from '../../../support/components.ts';

function component(slug: string, more: Partial<AssessedComponent> = {}): AssessedComponent {
  return {
    ...plugin(slug, '1.0'),
    status: 'current',
    latest: '1.0',
    compatible: '1.0',
    target: null,
    behind: null,
    installedOn: null,
    latestOn: null,
    endsOn: null,
    advisories: [],
    reasons: [],
    ...more,
  };
}

const akismet = component('akismet', {
  version: '5.3.1',
  status: 'insecure',
  target: '5.3.2',
  behind: 'patch',
  latest: '5.6',
  latestOn: '2026-09-01',
  advisories: [advisory(plugin('akismet', '5.3.1'), 'CVE-2026-0001', '5.3.2', { exploited: true })],
  reasons: ['Affected by CVE-2026-0001 (being exploited).'],
});
const slider = component('slider', {
  status: 'outdated',
  target: '2.0',
  behind: 'major',
  latest: '2.0',
  latestOn: '2026-10-01',
  reasons: ['A major update is available: 2.0.'],
});
const premium = component('premium', {
  status: 'unknown',
  latest: null,
  reasons: ['WordPress.org has no plugin of this name.'],
});
const update = (slug: string, version: string) =>
  finding({
    rule: slug === 'akismet' ? 'component-exploitable' : 'component-outdated',
    severity: slug === 'akismet' ? 'critical' : 'minor',
    title: `${slug} is old`,
    where: { url: 'https://shop.example/', component: slug },
    advice: `Run \`wp plugin update ${slug} --version=${version}\`.`,
  });
const feed = finding({ rule: 'feed-unreadable', verdict: 'review', title: 'OSV cannot be read' });

function table(
  components: readonly AssessedComponent[],
  findings = [update('akismet', '5.3.2'), update('slider', '2.0'), feed],
  more: { columns?: number; unicode?: boolean; color?: boolean } = {},
) {
  const checked = result({ check: 'outdated-plugins', findings, components });
  const look = { columns: 80, color: false, unicode: true, version: '1.2.3', ...more };
  return tableOf(run([checked]), look);
}

describe('components in the table of a run', () => {
  const all = [akismet, slider, premium, component('a'), component('b')];

  it('stand above the other findings, each with what is known and what to do', () => {
    expect(`\n${table(all)}`).toMatchInlineSnapshot(`
      "
      shop · https://shop.example/ · wordpress · 2026-11-23 03:12:04 UTC
      The check failed

      ✗ outdated-plugins  failed  348 ms
        Component  Kind    Installed  Update to  Behind  Status
        akismet    plugin  5.3.1      5.3.2      patch   insecure
            CVE-2026-0001 (CVSS 6.1, exploited, fixed in 5.3.2) Stored cross-site
            scripting
            Newest is 5.6 of 2026-09-01.
            Do: Run \`wp plugin update akismet --version=5.3.2\`.
        slider     plugin  1.0        2.0        major   outdated
            2.0 was released on 2026-10-01.
            Do: Run \`wp plugin update slider --version=2.0\`.
        premium    plugin  1.0        –          –       unknown
        and 2 current ones

        critical, for a person to judge: OSV cannot be read
          │ HTTP/1.1 503 Service Unavailable
          Do: Look at the web server’s error log and at what was deployed last.
          https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4 · rule feed-unreadable

      1 check: 1 failed · 3 findings: 2 critical, 1 minor
      "
    `);
  });

  it('have their words beside them where there is room', () => {
    expect(`\n${table([akismet, slider], [], { columns: 140 })}`).toMatchInlineSnapshot(`
      "
      shop · https://shop.example/ · wordpress · 2026-11-23 03:12:04 UTC
      The check passed

      ✓ outdated-plugins  passed  348 ms
        Component  Kind    Installed  Update to  Behind  Status
        akismet    plugin  5.3.1      5.3.2      patch   insecure  CVE-2026-0001 (CVSS 6.1, exploited, fixed in 5.3.2) Stored cross-site scripting
                                                                   Newest is 5.6 of 2026-09-01.
        slider     plugin  1.0        2.0        major   outdated  2.0 was released on 2026-10-01.

      1 check: 1 passed
      "
    `);
  });

  it('are stacked where a terminal is too narrow for columns', () => {
    expect(
      `\n${table([akismet], [update('akismet', '5.3.2')], { columns: 40 })}`,
    ).toMatchInlineSnapshot(`
      "
      shop
      https://shop.example/ · wordpress
      2026-11-23 03:12:04 UTC
      The check failed

      ✗ outdated-plugins  failed  348 ms
        insecure: akismet (plugin) 5.3.1,
            update to 5.3.2 (patch)
            CVE-2026-0001 (CVSS 6.1,
            exploited, fixed in 5.3.2) Stored
            cross-site scripting
            Newest is 5.6 of 2026-09-01.
            Do: Run \`wp plugin update akismet
            --version=5.3.2\`.

      1 check: 1 failed
      1 finding: 1 critical
      "
    `);
  });

  it('are told once: a finding about one of them is not repeated below', () => {
    const text = table(all);
    expect(text).not.toContain('akismet is old');
    expect(text).toContain('OSV cannot be read');
    expect(text).toContain('3 findings: 2 critical, 1 minor');
  });

  it('are counted alone where all are current', () => {
    expect(table([component('a'), component('b')], [])).toContain('\n  2 current ones\n');
  });

  it('are cut after forty, and the rest is counted', () => {
    const many = Array.from({ length: 45 }, (_, index) => ({ ...premium, slug: `own-${index}` }));
    const text = table([...many, component('a')], []);
    expect(text.match(/^ {2}own-/gm)).toHaveLength(40);
    expect(text).toContain('\n  and 5 more (--format json has them), and 1 current one\n');
  });

  it('never lose what to do behind a long list of advisories', () => {
    const advisories = Array.from({ length: 30 }, (_, index) =>
      advisory(plugin('akismet', '1'), `CVE-2026-${index}`, '5.3.2', { title: 'x '.repeat(200) }),
    );
    const text = table([{ ...akismet, advisories }]);
    expect(text).toContain('…\n      Do: Run `wp plugin update akismet');
  });

  it.each([40, 60, 80, 100, 140, 160])(
    'stay within %i columns, whatever they are named',
    (columns) => {
      const bad = {
        ...akismet,
        slug: hostile,
        version: hostile,
        target: hostile,
        reasons: [hostile],
        advisories: akismet.advisories.map((one) => ({ ...one, id: hostile, title: hostile })),
      };
      const findings = [
        { ...update('akismet', '1'), where: { url: 'https://shop.example/', component: hostile } },
      ];
      for (const unicode of [true, false]) {
        const text = table([bad, ...all], findings, { columns, unicode });
        for (const line of text.split('\n')) {
          expect(displayWidth(line), line).toBeLessThanOrEqual(columns);
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
        }
      }
    },
  );

  it('have their status in colour, and nothing else', () => {
    const text = table([akismet], [], { color: true, columns: 140 });
    expect(text).toContain('\u001b[1m\u001b[31minsecure\u001b[39m\u001b[22m  CVE-2026-0001');
  });
});
