// `npm run bench`: measures everything, keeps the figures as the last run and draws
// docs/performance.md from it. `npm run bench -- start store` measures only these and keeps nothing;
// with `--keep` it puts their figures in the place of those of the last run.
import { writeFileSync } from 'node:fs';
import { performancePage } from '../scripts/pages/performance.ts';
import { benchDetection } from './agent/detection.ts';
import { benchAgent } from './agent/life.ts';
import { benchChurn } from './browser/churn.ts';
import { readLastRun, thisMachine, writeLastRun } from './last-run.ts';
import { type Measurements, rounded } from './measurement.ts';
import { benchMemory } from './memory.ts';
import { metricIds } from './metrics.ts';
import { benchPageAuditCost } from './page-audit/cost.ts';
import { measureScoreSpread } from './page-audit/score-spread.ts';
import { benchStart } from './start.ts';
import { benchStore } from './store.ts';
import { missedGoals, terminalTable } from './table.ts';

const mostSeconds = 1200;
const benches = ['start', 'memory', 'store', 'detection', 'agent', 'cost', 'churn', 'spread'];
const typed = process.argv.slice(2);
const chosen = typed.filter((word) => word !== '--keep');
const unknown = chosen.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`bench: no ${unknown.join(', ')}; there are ${benches.join(', ')}.\n`);
  process.exit(2);
}

const machine = thisMachine(new Date());
const start = performance.now();
const secondsSoFar = () => (performance.now() - start) / 1000;

const measurements = rounded({
  ...(await measured('start', benchStart)),
  ...(await measured('memory', benchMemory)),
  ...(await measured('store', benchStore)),
  ...(await benchAgents()),
  ...(await measured('cost', benchCost)),
  ...(await measured('churn', benchKills)),
  ...(await measured('spread', benchSpread)),
});
const seconds = Math.round(secondsSoFar());
process.stdout.write(terminalTable(measurements));
process.stdout.write(`took ${seconds} s\n`);
if (missedGoals(measurements).length > 0) process.exitCode = 1;
if (chosen.length === 0) keep(measurements);
else if (typed.includes('--keep')) keep({ ...readLastRun().measurements, ...measurements });
if (seconds > mostSeconds) {
  process.stderr.write(`bench: this took ${seconds} s, more than ${mostSeconds} s.\n`);
  process.exitCode = 1;
}

/** Detection mostly waits, and so does the agent until it is warm: they wait together. */
async function benchAgents(): Promise<Measurements> {
  const detection = measured('detection', benchDetection);
  const agent = measured('agent', () => benchAgent(detection));
  return { ...(await detection), ...(await agent) };
}

/** Runs a bench if it was chosen, and says so: minutes of silence look like a hang. */
async function measured(name: string, bench: () => Promise<Measurements>): Promise<Measurements> {
  if (chosen.length > 0 && !chosen.includes(name)) return {};
  process.stderr.write(`${secondsSoFar().toFixed(0).padStart(4)} s  ${name}\n`);
  return bench();
}

/** What audits cost, beside the tools that they are made of. */
async function benchCost(): Promise<Measurements> {
  const { ours, lighthouse, axe, pa11y, commandLines, accessibilityWall, pa11yCiWall } =
    await benchPageAuditCost();
  return {
    'audit-cpu': { ours, reference: lighthouse + axe + pa11y },
    'audit-cpu-commands': { ours, reference: commandLines },
    'accessibility-wall': { ours: accessibilityWall, reference: pa11yCiWall },
  };
}

/** What is left when browsers are killed while they work. */
async function benchKills(): Promise<Measurements> {
  const { lost, processes, folders, grownBytes } = await benchChurn();
  return {
    'churn-left': { ours: lost + processes + folders },
    'churn-growth': { ours: Math.max(grownBytes, 0) / 1_000_000 },
  };
}

async function benchSpread(): Promise<Measurements> {
  const { spread } = await measureScoreSpread(1000, 5);
  return { 'score-spread': { ours: spread } };
}

function keep(measurements: Measurements): void {
  const missing = metricIds.filter((id) => !(id in measurements));
  if (missing.length > 0) throw new Error(`not measured: ${missing.join(', ')}`);
  const all = Object.fromEntries(metricIds.map((id) => [id, measurements[id] ?? { ours: null }]));
  writeLastRun({ ...machine, seconds, measurements: all as Required<Measurements> });
  const page = new URL('../docs/performance.md', import.meta.url);
  writeFileSync(page, performancePage(readLastRun()));
}
