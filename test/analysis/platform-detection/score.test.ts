import { describe, expect, it } from 'vitest';
import { likelyPlatform } from '../../../src/analysis/platform-detection/score.ts';
import { candidatesOn } from '../../platforms/detection.ts';
import type { AnswerOptions } from '../../support/artifacts.ts';

const found = (page: AnswerOptions) =>
  candidatesOn(page).map(({ platform, confidence }) => `${platform} ${confidence}`);

describe('what traces amount to', () => {
  it('is nothing for a page without any', () => {
    expect(candidatesOn({ body: '<h1>Hello</h1>' })).toEqual([]);
    expect(likelyPlatform([])).toBeNull();
  });

  it('is at most 100, however much was found', () => {
    const body =
      '<meta name="generator" content="WordPress 6.9"><link href="/wp-includes/js/a.js">';
    expect(found({ body, headers: [['x-redirect-by', 'WordPress']] })).toEqual(['wordpress 100']);
  });

  it('is a hint below 50, and then names no platform', () => {
    const candidates = candidatesOn({ body: '<script src="https://cdn.shopify.com/buy.js">' });
    expect(candidates).toMatchObject([{ platform: 'shopify', confidence: 15 }]);
    expect(likelyPlatform(candidates)).toBeNull();
  });

  it('is nothing where an article speaks of what a platform leaves behind', () => {
    const quoted = [
      '&lt;link rel="stylesheet" href="/wp-content/themes/harbour/style.css"&gt;',
      '&lt;link rel="https://api.w.org/" href="/wp-json/"&gt;',
      '&lt;meta name="generator" content="Drupal 11"&gt;',
      '&lt;script data-drupal-selector="drupal-settings-json"&gt;',
      'jQuery.extend(Drupal.settings, { … });',
      'Shopify.theme = { … }; Shopify.shop = "shop";',
      '&lt;meta id="shopify-digital-wallet"&gt;',
      '&lt;a data-udi="umb://document/1"&gt; &lt;body ng-app="umbraco"&gt;',
      '&lt;input name="__VIEWSTATE"&gt; &lt;input name="__RequestVerificationToken"&gt;',
    ];
    const body = `<h1>How we tell platforms apart</h1><pre>${quoted.join('\n')}</pre>`;
    expect(candidatesOn({ body })).toEqual([]);
  });

  it('is found quickly in a page that is made to be slow', () => {
    const parts = [
      '<a ',
      '<a a',
      '<script ',
      '<script>',
      '<script><!--',
      '<meta ',
      ' href="a',
      '<!',
    ];
    const start = performance.now();
    for (const part of parts) {
      for (const between of ['', ' ', ' src="', 'Shopify.theme ', '\n'.repeat(40)]) {
        candidatesOn({ body: `${part}${between}`.repeat(512 * 1024).slice(0, 512 * 1024) });
      }
    }
    expect((performance.now() - start) / (parts.length * 5)).toBeLessThan(400);
  });

  it('lists every platform of one host, the surest first', () => {
    const body =
      '<script>Shopify.theme = {"name":"A"};</script><img src="/blog/wp-content/uploads/x.png">';
    expect(found({ body })).toEqual(['shopify 80', 'wordpress 60']);
  });

  it('is Umbraco where .NET is only what it runs on', () => {
    const page = {
      headers: [
        ['server', 'Kestrel'],
        ['x-aspnet-version', '4.0.30319'],
      ],
      body: '<img data-udi="umb://media/1">',
    } satisfies AnswerOptions;
    expect(found(page)).toEqual(['umbraco 70', 'dotnet 30']);
  });

  it('is .NET where there is but a hint of Umbraco', () => {
    const page = {
      headers: [['x-aspnet-version', '4.0.30319']],
      body: '<script src="/App_Plugins/a.js"></script>',
    } satisfies AnswerOptions;
    expect(found(page)).toEqual(['dotnet 60', 'umbraco 40']);
  });

  it('has evidence that a person can check, the weightiest first, values of cookies left out', () => {
    const [candidate] = candidatesOn({
      headers: [
        ['set-cookie', '.AspNetCore.Session=secret; path=/'],
        ['x-powered-by', 'ASP.NET'],
      ],
    });
    expect(candidate?.evidence).toEqual([
      {
        marker: expect.stringContaining('cookie'),
        seen: '.AspNetCore.Session',
        url: 'https://shop.example/',
        weight: 80,
      },
      { marker: 'header x-powered-by', seen: 'ASP.NET', url: 'https://shop.example/', weight: 40 },
    ]);
  });

  it('has the most exact version that all traces agree on, and none where they contradict each other', () => {
    const version = (header: string, meta: string) =>
      candidatesOn({
        headers: [['x-generator', header]],
        body: `<meta name="generator" content="${meta}">`,
      })[0]?.version;
    expect(version('Drupal 11 (x)', 'Drupal 11 (x)')).toBe('11');
    expect(version('Drupal 10 (x)', 'Drupal 11 (x)')).toBeNull();
  });
});
