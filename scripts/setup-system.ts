// The second half of set-up, on the pinned Node: programs of the system. See scripts/setup.mjs.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { aptInstall, installableDistribution } from './apt.mjs';
import { type Machine, type SystemPackage, systemPackages } from './system-packages.ts';

const machine: Machine = {
  platform: process.platform,
  env: process.env,
  configuredBrowser: configuredBrowser(),
};
const wantedBy = ['agent', ...process.argv.slice(2).map((flag) => flag.replace('--', ''))];
const mayInstallForTests = process.env.CI === 'true' || process.env.CARETAKER_INSTALL === '1';

for (const wanted of systemPackages) {
  const line = wantedBy.includes(wanted.for) ? ensure(wanted) : null;
  if (line !== null) say(line);
}

/** Installs what is missing where that is ours to do; else says in one line what is to do. */
function ensure(wanted: SystemPackage): string | null {
  const state = wanted.state(machine);
  if (state === 'present') return null;
  if (state !== 'missing') return `${state.wrong}: correct or remove it`;
  const missing = `${wanted.name} is missing, and ${wanted.neededBy} needs it: ${wanted.byHand}`;
  const distribution = installableDistribution();
  if (distribution === null) return missing;
  if (wanted.for !== 'agent' && !mayInstallForTests)
    return `${missing}, or set CARETAKER_INSTALL=1`;
  const trouble = install(wanted.apt[distribution]);
  if (trouble !== null) return `${missing}; ${trouble}`;
  return wanted.state(machine) === 'present' ? null : missing;
}

/** Installs packages and says so; returns what went wrong, or null. */
function install(packages: readonly string[]): string | null {
  say(`installing ${packages.join(' ')} by apt-get, which takes about a minute`);
  return aptInstall(packages);
}

/** Read leniently: a mistake in the config is for `caretaker validate` to report, not for set-up. */
function configuredBrowser(): string | undefined {
  try {
    const config: unknown = parse(readFileSync('config/caretaker.yaml', 'utf8'));
    const browser = isRecord(config) ? config.browser : undefined;
    const path = isRecord(browser) ? browser.executablePath : undefined;
    return typeof path === 'string' ? path : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function say(line: string): void {
  process.stderr.write(`set-up: ${line}.\n`);
}
