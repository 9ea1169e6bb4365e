import type { PlatformDetector } from '../core/platform-markers.ts';
import { header, text } from './markers.ts';

/**
 * Shopify, by its storefront's headers or theme object. Assets of its CDN alone prove nothing: a buy
 * button puts them on any site.
 */
export default {
  id: 'shopify',
  title: 'Shopify',
  markers: [
    header('powered-by', /Shopify/i, 90),
    header('x-shopid', /^\d+$/, 85),
    header('x-sorting-hat-shopid', /^\d+$/, 85),
    header('x-shopify-stage', /./, 85),
    text('Shopify.theme = {', 80),
    text('Shopify.shop = "', 80),
    text('/cdn/shop/', 30),
    text('cdn.shopify.com', 15),
  ],
} satisfies PlatformDetector;
