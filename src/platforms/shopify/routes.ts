import type { InventoryRoute } from '../../core/platform-module.ts';
import { adminApi } from './admin-api.ts';
import { blackBox } from './black-box.ts';
import { files } from './files.ts';

/** Ways to learn what a Shopify shop is made of, the best first. */
export const routes: readonly InventoryRoute[] = [adminApi, files, blackBox];
