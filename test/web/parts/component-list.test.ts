import { describe, expect, it } from 'vitest';
import type { AssessedComponent } from '../../../src/core/assessed-component.ts';
import { componentList } from '../../../src/web/parts/component-list.ts';
import { plugin } from '../../support/components.ts';

function assessed(slug: string, more: Partial<AssessedComponent> = {}): AssessedComponent {
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

describe('what is installed', () => {
  it('is a table in the order of the result, folded up', () => {
    const insecure = { status: 'insecure', target: '1.1', reasons: ['It is exploited.'] } as const;
    const shown = `${componentList([assessed('tides', insecure), assessed('maps', { version: null })])}`;
    expect(shown).toContain('<summary>2 installed components</summary>');
    expect(shown.indexOf('tides')).toBeLessThan(shown.indexOf('maps'));
    expect(shown).toContain('<span class="status insecure">insecure</span>');
    expect(shown).toContain('It is exploited.');
    expect(shown).toContain('not known');
  });

  it('says that more is installed than is shown', () => {
    const many = Array.from({ length: 320 }, (_, index) => assessed(`plugin-${index}`));
    expect(`${componentList(many)}`).toContain('20 more components');
  });

  it('shows nothing that a site could have named itself as markup', () => {
    const hostile = assessed('<img src=x>', { reasons: ['<script>'], target: '"><b>' });
    expect(`${componentList([hostile])}`).not.toMatch(/<(img|script|b)[ >]/);
  });

  it('is left out where nothing is known', () => expect(componentList([])).toBeNull());
});
