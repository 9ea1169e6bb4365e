// Runs a script on the pinned Node: `node scripts/with-runtime.mjs <script> [argument…]`. Needed in
// npm scripts, because a shell that has just run `node` remembers where it was and would run that
// one again after set-up has put the pinned one in front of it.
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOnRuntime } from '../bin/runtime.mjs';

const tools = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
process.env.PATH = [tools, process.env.PATH].join(delimiter);
runOnRuntime(process.argv.slice(2));
