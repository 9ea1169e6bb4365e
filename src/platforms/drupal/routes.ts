import type { InventoryRoute } from '../../core/platform-module.ts';
import { blackBox } from './black-box.ts';
import { command } from './command.ts';
import { files } from './files.ts';
import { folder } from './folder.ts';

/** Ways to learn what a Drupal site has installed, the best first. */
export const routes: readonly InventoryRoute[] = [command, folder, files, blackBox];
