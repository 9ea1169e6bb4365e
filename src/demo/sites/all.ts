import type { StreetSite } from '../street-site.ts';
import { bakery } from './bakery.ts';
import { candles } from './candles.ts';
import { council } from './council.ts';
import { museum } from './museum.ts';
import { ordersApi } from './orders-api.ts';
import { portal } from './portal.ts';

/** Every site of the street. */
export const streetSites: readonly StreetSite[] = [
  bakery,
  candles,
  council,
  museum,
  ordersApi,
  portal,
];
