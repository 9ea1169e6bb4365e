#!/usr/bin/env node
import { createProcess } from './cli/process.ts';
import { runCommandLine } from './cli/program.ts';

const host = createProcess(process);
host.exit(await runCommandLine(process.argv.slice(2), host));
