import type { PlatformModule } from '../core/platform-module.ts';
import { markers, probes } from './shopify/detection.ts';
import { routes } from './shopify/routes.ts';

export default {
  id: 'shopify',
  title: 'Shopify',
  markers,
  probes,
  kinds: ['theme', 'app', 'api'],
  routes,
  credentials: {
    shop: 'The shop’s name before .myshopify.com',
    accessToken:
      'Admin API access token of a custom app with the scopes read_themes and read_script_tags',
    apiVersion: 'The API version that the site’s integration uses, such as 2026-10',
  },
  commands: {},
} satisfies PlatformModule;
