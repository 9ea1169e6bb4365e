import type { Registry } from '../../core/component.ts';

/** What people call each registry. */
export const registryNames: Readonly<Record<Registry, string>> = {
  'wordpress-org': 'WordPress.org',
  'drupal-org': 'drupal.org',
  packagist: 'Packagist',
  nuget: 'NuGet',
  dotnet: 'Microsoft',
  php: 'The PHP project',
  shopify: 'Shopify',
};
