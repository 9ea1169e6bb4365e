import type { Migration } from '../migrate.ts';
import { initial } from './001-initial.ts';

/** Every migration, in the order of its number. A migration that was released is never changed. */
export const migrations: readonly Migration[] = [initial];
