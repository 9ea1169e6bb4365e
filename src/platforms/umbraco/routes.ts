import type { InventoryRoute } from '../../core/platform-module.ts';
import { routes as dotnetRoutes } from '../dotnet/routes.ts';
import { blackBox } from './black-box.ts';
import { withCore } from './core.ts';
import { managementApi } from './management-api.ts';

/** Ways to learn what an Umbraco site is made of: those of .NET, which know every package, then its own. */
export const routes: readonly InventoryRoute[] = [
  ...dotnetRoutes.map(withCore),
  managementApi,
  blackBox,
];
