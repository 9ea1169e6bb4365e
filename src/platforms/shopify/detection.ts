import type { DetectionProbe, Marker } from '../../core/platform-module.ts';
import { cookie, foreignAddress, header, ownAddress, scriptText, tagText } from '../markers.ts';

/**
 * Traces of Shopify: its storefront's headers and theme object. Assets of its CDN alone prove nothing:
 * a buy button puts them on any site. There is no version: it is a service.
 */
export const markers: readonly Marker[] = [
  header('powered-by', /Shopify/i, 90),
  header('x-shopid', /^\d+$/, 85),
  header('x-sorting-hat-shopid', /^\d+$/, 85),
  header('x-shopify-stage', /./, 85),
  cookie('_shopify_y or _shopify_s', /^_shopify_[ys]$/, 60),
  scriptText('Shopify.theme', /\bShopify\.theme\s{0,3}=\s{0,3}\{/, 80),
  scriptText('Shopify.shop', /\bShopify\.shop\s{0,3}=\s{0,3}"/, 80),
  tagText('meta', 'id="shopify-digital-wallet"', 80),
  ownAddress('/cdn/shop/', /^\/cdn\/shop\//, 30),
  foreignAddress('cdn.shopify.com', /^cdn\.shopify\.com\//, 15),
];

/** None: every page of a storefront says as much as any other. */
export const probes: readonly DetectionProbe[] = [];
