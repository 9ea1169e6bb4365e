import { durations } from '../../bench/agent/durations.ts';
import type { LastRun } from '../../bench/last-run.ts';
import { type GroupId, groups, type Metric, metricIds, metrics } from '../../bench/metrics.ts';
import { columns, missedGoals, rowsOf } from '../../bench/table.ts';
import { drawnNotice, page, table } from './markdown.ts';

const seconds = (ms: number) => `${ms / 1000} s`;

/** How the metrics of each group come about. */
const ways: Readonly<Record<GroupId, string>> = {
  command:
    'Wall time, the median of 15 rounds; all commands take turns, so that a busy second hurts all alike. A first round that fills the caches of file system and compiler does not count.',
  load: `A server in a process of its own serves 1,000 sites. An agent watches them by \`uptime\`, and a bare loop (a timer a site, one request of the same client on a new connection, nothing else) requests the same pages in the same seconds. Both first run every 10 s for ${seconds(durations.warmUp)} and ${seconds(durations.beforeLoad)} at the pace of the load (the agent also for one interval before that, see Restart); then ${seconds(durations.load)} are measured. The agent has the Node flags that its launcher gives it, the bare loop those of Node itself.`,
  idle: `The same agent, after its config has shrunk to 100 sites every 60 s and another ${seconds(durations.beforeIdle)} have passed; ${seconds(durations.idle)} are measured, while nothing else runs.`,
  restart:
    'The agent of the load, stopped by SIGTERM after one interval and started again, before its warm-up.',
  detection:
    'Ten sites of each kind, all options at their defaults: a run every 60 s, and two quick repeats before an incident opens. An outage begins anywhere between two runs, so on average half an interval passes before anybody could see it: these 30 s are added, not measured. From the due run until the incident is open is measured; the figure is the mean of the ten.',
  store:
    'In the process of the bench, on a database file with a month of roll-ups of 1,000 monitors.',
  audit:
    'CPU is that of a command and of all that it started, over five generated pages of 1.2 MB with 1,500 elements each (two for the command lines), one tool after the other; the tools run with their defaults. Browsers are killed in the middle of an audit, in turn the browser and the process that holds it.',
  memory:
    'A process of its own gathers a harmless page and then the hostile one. The figure is how far its resident memory grew at the highest.',
};

/** docs/performance.md: the last run of the bench, and what its figures mean. */
export function performancePage(run: LastRun): string {
  return page([
    '# Performance',
    drawnNotice,
    `What \`npm run bench\` measured on ${run.date}: Node ${run.node} on ${run.system}, ${run.cores} × ${run.cpu}. ` +
      `The run took ${run.seconds} s; the load average of the machine before it was ${run.loadBefore} (what else runs makes values worse).`,
    verdict(run),
    table(columns, rowsOf(run.measurements)),
    'A ratio compares with a bare reference that ran on the same machine in the same run, so it says more than the value beside it, which depends on the machine.',
    '## Steady state',
    `An agent runs for months, so the figures of its load and of its idling are those of one that has run for long. Node compiles a function only after many calls, under an agent after 500, and figures stand still after some 5,000 checks, which takes 100 s at 50 checks a second. To get there sooner, the bench first runs every site every 10 s, the shortest interval that config allows. In its first minutes a fresh agent takes more CPU than the table says.`,
    ...(Object.keys(groups) as GroupId[]).flatMap(section),
  ]);
}

function verdict({ measurements }: LastRun): string {
  const missed = missedGoals(measurements);
  const all = metricIds.length;
  if (missed.length === 0) return `All ${all} goals were kept.`;
  const titles = missed.map((id) => `${metrics[id].title} (${groups[metrics[id].group]})`);
  return `**${missed.length} of ${all} goals ${missed.length === 1 ? 'was' : 'were'} missed:** ${titles.join('; ')}.`;
}

function section(group: GroupId): readonly string[] {
  const own = metricIds.map((id): Metric => metrics[id]).filter((metric) => metric.group === group);
  return [
    `## ${groups[group]}`,
    ways[group],
    own.map(({ title, meaning }) => `- **${title}**: ${meaning}.`).join('\n'),
  ];
}
