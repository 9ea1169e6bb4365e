import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const kills = 'test/agent/kill/**';
const image = 'test/image/image.long.test.ts';

/**
 * `CARETAKER_TESTS` selects a suite. `long`: `*.long.test.ts`, and every file with property tests
 * again, with twenty times as many cases. `kills` and `long-kills`: agents that are killed again and
 * again, alone, because their time goes a hundred times as fast and a busy machine would outrun it.
 * `image`: the container image, built and run, alone because it keeps a machine busy.
 */
const suite = process.env.CARETAKER_TESTS ?? 'normal';
const isLong = suite !== 'normal' && suite !== 'kills';

const files: Readonly<Record<string, { include: readonly string[]; exclude: readonly string[] }>> =
  {
    normal: { include: ['test/**/*.test.ts'], exclude: ['test/**/*.long.test.ts', kills] },
    kills: { include: ['test/agent/kill/kill.test.ts'], exclude: [] },
    long: {
      include: ['test/**/*.long.test.ts', ...filesWithProperties()],
      exclude: [kills, image],
    },
    image: { include: [image], exclude: [] },
    'long-kills': { include: ['test/agent/kill/kill.long.test.ts'], exclude: [] },
  };
const selected = files[suite];
if (!selected)
  throw new Error(`CARETAKER_TESTS=${suite}: expected ${Object.keys(files).join(', ')}`);

export default defineConfig({
  test: {
    include: [...selected.include],
    exclude: [...selected.exclude],
    env: { CARETAKER_PROPERTY_RUNS: isLong ? '2000' : '100', NO_COLOR: '1' },
    setupFiles: ['test/support/property-runs.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    // Stories of killed agents share two cores with everything that they start.
    maxConcurrency: 3,
    testTimeout: isLong ? 300_000 : 15_000,
    hookTimeout: isLong ? 300_000 : 30_000,
  },
});

function filesWithProperties(): readonly string[] {
  return globSync('test/**/*.test.ts').filter((file) =>
    readFileSync(file, 'utf8').includes("from 'fast-check'"),
  );
}
