// Makes a clone ready to run: packages, the pinned Node, then (scripts/setup-system.ts) programs of
// the system. Says one line for each thing it does or that is left to do; does nothing the second
// time. Plain JavaScript without dependencies, because it runs first and on an older Node.
// `--tests`: what the tests need as well; `--image`: what builds the container image.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRuntime, remedy } from '../bin/runtime.mjs';
import { aptInstall, installableDistribution } from './apt.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!packagesAreCurrent() || findRuntime() === null) installPackages();
const runtime = findRuntime() ?? stop(`there is no runtime for this machine: ${remedy}`);
ensureStarts(runtime);
setUpSystem(runtime);

/**
 * True where npm's record of what it installed agrees with the lock file. An optional package may be
 * absent: it is for another platform.
 */
function packagesAreCurrent() {
  const installed = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(lockedPackages('package-lock.json')).every(
    ([path, { integrity, optional }]) =>
      path === '' || (path in installed ? installed[path]?.integrity === integrity : optional),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, optional?: boolean }>}
 */
function lockedPackages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function installPackages() {
  say('installing the packages of package-lock.json, which takes about half a minute');
  // An older npm is fine, but would warn about each package that asks for Node 26: only errors count.
  const npm = spawnSync(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (npm.error) stop(`npm does not start (${npm.error.message}): install npm 10 or newer`);
  if (npm.status !== 0) stop('the packages could not be installed: npm said why above');
}

/**
 * Ends set-up unless the runtime starts. Node 26 for Linux needs libatomic, which small images lack.
 * @param {string} node
 */
function ensureStarts(node) {
  const first = tryToStart(node);
  if (first === null) return;
  if (!first.includes('libatomic.so.1')) stop(`the pinned Node does not start: ${first}`);
  const advice = 'install libatomic.so.1 (Debian and Ubuntu: apt-get install libatomic1)';
  if (installableDistribution() === null) stop(`the pinned Node does not start: ${advice}`);
  const trouble = aptInstall(['libatomic1']) ?? tryToStart(node);
  if (trouble !== null) stop(`the pinned Node does not start: ${advice}; ${trouble}`);
  say('installed libatomic1, which the pinned Node needs');
}

/**
 * Why the program does not start, in one line, or null.
 * @param {string} node
 */
function tryToStart(node) {
  const { status, stderr, error } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (status === 0) return null;
  return error?.message ?? (stderr.trim().split('\n')[0] || `status ${status}`);
}

/** @param {string} node */
function setUpSystem(node) {
  const script = join(root, 'scripts', 'setup-system.ts');
  const { status } = spawnSync(node, [script, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
  });
  process.exitCode = status ?? 1;
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`set-up: ${line}.\n`);
}

/**
 * @param {string} line
 * @returns {never}
 */
function stop(line) {
  say(line);
  process.exit(2);
}
