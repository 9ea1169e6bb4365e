#!/usr/bin/env node
// The launcher: makes sure of the right Node, then hands over to the command line.
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { becomeAgent, isRuntime, runOnRuntime } from './runtime.mjs';

const args = process.argv.slice(2);
const script = [fileURLToPath(import.meta.url), ...args];
if (isRuntime()) {
  if (args[0] === 'run') becomeAgent(script);
  keepCompiledCode();
  await import(entry());
} else {
  runOnRuntime(script);
}

/** A clone runs its sources; a package ships JavaScript, since Node strips no types under node_modules. */
function entry() {
  const source = new URL('../src/main.ts', import.meta.url);
  return existsSync(source) ? source.href : new URL('../dist/src/main.js', import.meta.url).href;
}

/**
 * Keeps compiled code from run to run, which halves the start. Only in a folder of this
 * installation or of this user: what lies in it is executed, and anybody could have put something
 * into the shared temporary folder that Node would use by default.
 */
function keepCompiledCode() {
  const folders = [
    join(fileURLToPath(new URL('../node_modules', import.meta.url)), '.cache', 'caretaker'),
    join(homedir(), '.cache', 'caretaker', 'compiled'),
  ];
  const { FAILED } = module.constants.compileCacheStatus;
  folders.find((folder) => module.enableCompileCache(folder).status !== FAILED);
}
