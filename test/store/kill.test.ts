import { describe, it } from 'vitest';
import { surviveKills } from './support/kill-rounds.ts';

describe('an agent that is killed at any moment', () => {
  it('has lost nothing that was acknowledged, and left nothing half done', () => surviveKills(4));
});
