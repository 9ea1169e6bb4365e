import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { closingLine } from './counts.ts';
import { skipMistakes } from './skips.ts';

/**
 * Prints the closing line of a run, and with `CI=true` fails it where a test was skipped that
 * test/allowed-skips.json does not name: a test that nobody runs protects nobody.
 */
export default class ClosingReporter implements Reporter {
  #root = process.cwd();

  onInit(vitest: Vitest): void {
    this.#root = vitest.config.root;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const broken = modules.filter((module) => module.errors().length > 0);
    const mistakes = process.env.CI === 'true' ? this.#skipMistakes(modules, tests) : [];
    const failed = count(tests, 'failed') + broken.length + unhandled.length + mistakes.length;
    for (const mistake of mistakes) process.stdout.write(`${mistake}\n`);
    if (failed > 0) process.exitCode = 1;
    const counts = { passed: count(tests, 'passed'), failed, skipped: count(tests, 'skipped') };
    process.stdout.write(`\n${closingLine(counts)}\n`);
  }

  #skipMistakes(modules: readonly TestModule[], tests: readonly TestCase[]): readonly string[] {
    const fileOf = (module: TestModule) => relative(this.#root, module.moduleId);
    const nameOf = (test: TestCase) => `${fileOf(test.module)} > ${test.fullName}`;
    return skipMistakes({
      allowed: this.#allowedSkips(),
      tests: tests.map(nameOf),
      skipped: tests.filter((test) => test.result().state === 'skipped').map(nameOf),
      ran: modules.map(fileOf),
      exists: (file) => existsSync(join(this.#root, file)),
    });
  }

  #allowedSkips(): Readonly<Record<string, string>> {
    const list = join(this.#root, 'test', 'allowed-skips.json');
    return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {};
  }
}

function count(tests: readonly TestCase[], state: 'passed' | 'failed' | 'skipped'): number {
  return tests.filter((test) => test.result().state === state).length;
}
