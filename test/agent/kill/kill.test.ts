import { describe, it } from 'vitest';
import { acknowledgePoints, lives } from './order.ts';
import { randomKills } from './random-kills.ts';
import { surviveKillOfAcknowledgement, surviveKills } from './survival.ts';

const timeout = 120_000;

describe.concurrent('an agent that is killed and started again tells everybody everything once', () => {
  it.each(lives)('killed at: %s', { timeout }, async (...points) => {
    await surviveKills(points.map((point) => ({ point })));
  });

  it.each([1, 2, 3, 4, 5])('killed at random moments, %i', { timeout }, async () => {
    await surviveKills(randomKills(4));
  });

  it.each(acknowledgePoints)(
    'while somebody acknowledges, who is killed at: %s',
    { timeout },
    (point) => surviveKillOfAcknowledgement(point),
  );
});
