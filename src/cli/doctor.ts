import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { type App, createApp } from '../app.ts';
import type { Config } from '../config/load.ts';
import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { defaultStoreFile, defaultWitnesses } from '../core/practice-defaults.ts';
import { siteOfUrl } from '../core/site.ts';
import { probeBrowser } from '../doctor/browser.ts';
import { judgeClock, judgeNetwork, type Testimony } from '../doctor/network.ts';
import type { Diagnosis } from '../doctor/probe.ts';
import { judgeRuntime } from '../doctor/runtime.ts';
import { probeStore } from '../doctor/store.ts';
import type { Typed } from './commands.ts';
import { count, readConfig } from './config-source.ts';
import type { CliProcess } from './process.ts';
import { configSource } from './sources.ts';
import { startProgress, useColor, useUnicode } from './terminal.ts';

/** `caretaker doctor`: tests the agent itself; exit code 1 when anything is broken. */
export async function doctor(typed: Typed, io: CliProcess): Promise<number> {
  const progress = startProgress(io);
  progress.update('examining the agent');
  const diagnoses = await examine(typed, io);
  progress.clear();
  if (typed.options.format === 'json') io.stdout(`${forJson(diagnoses)}\n`);
  else io.stdout(table(diagnoses, io, typed.options.color !== false));
  return diagnoses.some(({ status }) => status === 'failed') ? 1 : 0;
}

async function examine(typed: Typed, io: CliProcess): Promise<readonly Diagnosis[]> {
  const loaded = await readConfig(await configSource(typed, io), io);
  const config = loaded.ok ? loaded.config : null;
  const witnesses = config?.practice.witnesses ?? defaultWitnesses;
  const storeFile = config?.practice.store.file ?? defaultStoreFile;
  const app = createApp();
  const [browser, store, testimonies] = await Promise.all([
    probeBrowser(config?.practice.browser.executablePath, io.env),
    probeStore(resolve(io.cwd, storeFile)),
    Promise.all(witnesses.map((url) => testify(url, app, io.interrupted))),
  ]);
  return [
    judgeRuntime(process.version, process.execPath),
    configDiagnosis(config, loaded.ok ? 0 : loaded.problems.length),
    browser,
    store,
    judgeNetwork(testimonies),
    judgeClock(testimonies),
  ];
}

async function testify(url: string, app: App, signal: AbortSignal): Promise<Testimony> {
  const before = app.clock.now();
  const answer = await app.fetchPage(siteOfUrl(url, []), signal);
  return { url, answer, askedAt: (before + app.clock.now()) / 2 };
}

function configDiagnosis(config: Config | null, problems: number): Diagnosis {
  const name = 'config';
  if (config === null) {
    const remedy = 'run `caretaker validate`, which names each with its line';
    return { name, status: 'failed', detail: count(problems, 'problem'), remedy };
  }
  if (config.sites.length > 0) {
    return { name, status: 'ok', detail: count(config.sites.length, 'site') };
  }
  const remedy = 'add one with `caretaker init https://…`';
  return { name, status: 'warning', detail: `no site in ${config.folder}/sites`, remedy };
}

const signs = {
  ok: { unicode: '✓', ascii: 'ok', color: 'green' },
  warning: { unicode: '!', ascii: '!', color: 'yellow' },
  failed: { unicode: '✗', ascii: 'x', color: 'red' },
} as const;

function table(diagnoses: readonly Diagnosis[], io: CliProcess, wantColor: boolean): string {
  const unicode = useUnicode(io);
  const color = useColor(io, wantColor);
  const width = Math.max(...diagnoses.map(({ name }) => name.length));
  const lines = diagnoses.flatMap(({ name, status, detail, remedy }) => {
    const sign = unicode ? signs[status].unicode : signs[status].ascii;
    const shown = color ? styleText(signs[status].color, sign, { validateStream: false }) : sign;
    const indent = ' '.repeat(width + 4);
    return [
      `${shown} ${name.padEnd(width)}  ${forTerminal(detail)}`,
      ...(remedy ? [`${indent}Do: ${forTerminal(remedy)}`] : []),
    ];
  });
  return `${lines.join('\n')}\n`;
}
