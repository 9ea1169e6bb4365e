import type { InventoryRoute } from '../../core/platform-module.ts';
import { blackBoxRoute } from './black-box.ts';
import { commandRoute } from './command.ts';
import { filesRoute } from './files.ts';
import { folderRoute } from './folder.ts';
import { restRoute } from './rest.ts';

/** Ways to what is installed at a WordPress site, the best first. */
export const routes: readonly InventoryRoute[] = [
  commandRoute,
  restRoute,
  folderRoute,
  filesRoute,
  blackBoxRoute,
];
