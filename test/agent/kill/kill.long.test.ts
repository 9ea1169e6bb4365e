import { afterAll, describe, it } from 'vitest';
import { acknowledgePoints, lives, points } from './order.ts';
import { randomKills } from './random-kills.ts';
import { type Figures, surviveKillOfAcknowledgement, surviveKills } from './survival.ts';

const timeout = 600_000;
const times = Array.from({ length: 20 }, (_, index) => index + 1);
const total: Figures = { kills: 0, messages: 0, repeats: 0 };

async function count(story: Promise<Figures>): Promise<void> {
  const { kills, messages, repeats } = await story;
  total.kills += kills;
  total.messages += messages;
  total.repeats += repeats;
}

afterAll(() => {
  const { kills, messages, repeats } = total;
  console.info(`${kills} kills, ${messages} messages, ${repeats} repeats with their own key`);
});

describe.concurrent('an agent that is killed twenty times at each point', () => {
  it.each(times)('by several kills in each story, %i', { timeout }, async () => {
    for (const life of lives) await count(surviveKills(life.map((point) => ({ point }))));
  });

  it.each(points)('by one kill a story: %s', { timeout }, async (point) => {
    await count(surviveKills([{ point }]));
  });

  it.each(times)('at twenty random moments, %i', { timeout }, async () => {
    for (let story = 0; story < 5; story++) await count(surviveKills(randomKills(4)));
  });

  it.each(acknowledgePoints)('while somebody acknowledges: %s', { timeout }, async (point) => {
    for (const _ of times) {
      await surviveKillOfAcknowledgement(point);
    }
  });
});
