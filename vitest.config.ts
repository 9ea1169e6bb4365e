import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/**
 * `CARETAKER_TESTS=long` selects the long suites: `*.long.test.ts`, and every file with property
 * tests again, with twenty times as many cases.
 */
const long = process.env.CARETAKER_TESTS === 'long';

export default defineConfig({
  test: {
    include: long ? ['test/**/*.long.test.ts', ...filesWithProperties()] : ['test/**/*.test.ts'],
    exclude: long ? [] : ['test/**/*.long.test.ts'],
    env: { CARETAKER_PROPERTY_RUNS: long ? '2000' : '100', NO_COLOR: '1' },
    setupFiles: ['test/support/property-runs.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    testTimeout: long ? 300_000 : 15_000,
    hookTimeout: long ? 300_000 : 30_000,
  },
});

function filesWithProperties(): readonly string[] {
  return globSync('test/**/*.test.ts').filter((file) =>
    readFileSync(file, 'utf8').includes("from 'fast-check'"),
  );
}
