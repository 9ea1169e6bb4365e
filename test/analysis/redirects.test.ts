import { describe, expect, it } from 'vitest';
import { installerAt, sameRegistrableDomain } from '../../src/analysis/redirects.ts';

describe('two hosts belong together', () => {
  it.each([
    ['shop.example', 'www.shop.example', true],
    ['a.shop.co.uk', 'b.shop.co.uk', true],
    ['one.co.uk', 'two.co.uk', false],
    ['one.myshopify.com', 'two.myshopify.com', false],
    ['a.one.myshopify.com', 'b.one.myshopify.com', true],
    ['one.azurewebsites.net', 'two.azurewebsites.net', false],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['[::1]', '[::1]', true],
    ['localhost', 'localhost', true],
    ['localhost', '127.0.0.1', false],
    ['web1', 'web2', false],
    ['www.staging.internal', 'staging.internal', true],
    ['xn--mller-kva.example', 'www.xn--mller-kva.example', true],
  ])('%s and %s: %s', (a, b, same) => {
    expect(sameRegistrableDomain(a, b)).toBe(same);
    expect(sameRegistrableDomain(b, a)).toBe(same);
  });
});

describe('an installer’s path', () => {
  it.each([
    ['/core/install.php', 'Drupal'],
    ['/drupal/core/install.php', 'Drupal'],
    ['/install.php', 'Drupal'],
    ['/wp-admin/install.php', 'WordPress'],
    ['/blog/wp-admin/setup-config.php', 'WordPress'],
    ['/umbraco/install', 'Umbraco'],
    ['/umbraco/install/step', 'Umbraco'],
    ['/Install/', null],
  ])('%s is that of %s', (path, platform) => {
    expect(installerAt(path)).toMatchObject({ platform });
  });

  it.each([
    '/',
    '/installation',
    '/docs/install',
    '/wp-admin/',
    '/install/windows',
    '/score/install.phpx',
  ])('is not %s', (path) => expect(installerAt(path)).toBeNull());
});
