import type { Migration } from '../migrate.ts';
import { initial } from './001-initial.ts';
import { sentText } from './002-sent-text.ts';
import { feeds } from './003-feeds.ts';
import { memory } from './004-memory.ts';

/** Every migration, in the order of its number. A migration that was released is never changed. */
export const migrations: readonly Migration[] = [initial, sentText, feeds, memory];
