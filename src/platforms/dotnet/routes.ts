import type { InventoryRoute } from '../../core/platform-module.ts';
import { command } from './command.ts';
import { files } from './files.ts';
import { folder } from './folder.ts';

/** Ways to learn what a .NET application is made of, the best first. From outside it shows nothing of that. */
export const routes: readonly InventoryRoute[] = [command, folder, files];
