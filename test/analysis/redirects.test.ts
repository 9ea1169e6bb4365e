import { describe, expect, it } from 'vitest';
import { isInstallerPath, sameRegistrableDomain } from '../../src/analysis/redirects.ts';

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
    '/core/install.php',
    '/drupal/core/install.php',
    '/install.php',
    '/wp-admin/install.php',
    '/blog/wp-admin/setup-config.php',
    '/umbraco/install',
    '/umbraco/install/step',
    '/Install/',
  ])('%s', (path) => expect(isInstallerPath(path)).toBe(true));

  it.each([
    '/',
    '/installation',
    '/docs/install',
    '/wp-admin/',
    '/install/windows',
    '/score/install.phpx',
  ])('is not %s', (path) => expect(isInstallerPath(path)).toBe(false));
});
