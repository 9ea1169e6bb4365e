/** What one figure of the bench is, and how good it has to be. */
export interface Metric {
  readonly title: string;
  readonly group: GroupId;
  readonly unit: 'ms' | 's' | 'MB' | 'bytes' | '% of a core' | 'monitors' | 'points' | 'left over';
  /** What it is compared with, measured in the same run; without one the goal is a plain value. */
  readonly reference?: string;
  /** Most that is allowed: a multiple of the reference, or a value in the metric's unit. */
  readonly goal: number;
  /** A value that is good enough, however small the reference is. */
  readonly enough?: number;
  /** What the figure means, for a reader who does not know the code. */
  readonly meaning: string;
}

/** What is measured together, in the order in which it is shown. */
export const groups = {
  command: 'Command',
  load: '1,000 monitors every 20 s',
  idle: '100 monitors every 60 s',
  restart: 'Restart',
  detection: 'Time to notice',
  store: 'Store',
  memory: 'Memory growth',
  audit: 'Page audits',
} as const;

/** A group of metrics. */
export type GroupId = keyof typeof groups;

const hostile = { group: 'memory', unit: 'MB', goal: 64 } as const;
const outage = { group: 'detection', unit: 's' } as const;

/** Every metric of the bench by its id, under which the last run keeps it. */
export const metrics = {
  help: {
    title: '`caretaker --help`',
    group: 'command',
    unit: 'ms',
    reference: 'bare Node',
    goal: 3,
    meaning: 'from start to exit, beside a Node that runs an empty script',
  },
  check: {
    title: '`caretaker check <url> uptime`',
    group: 'command',
    unit: 'ms',
    reference: 'got, one request',
    goal: 1.5,
    meaning:
      'from start to exit, beside a script that imports the same HTTP client and makes one request',
  },
  'check-cpu': {
    title: 'CPU per uptime check',
    group: 'load',
    unit: 'ms',
    reference: 'bare got loop',
    goal: 1.5,
    meaning:
      'user and system time of the whole process, divided by the requests that came in: schedule, fresh connection, judgement, durable store',
  },
  lateness: {
    title: 'start lateness, p99',
    group: 'load',
    unit: 'ms',
    reference: 'bare got loop',
    goal: 1.3,
    enough: 20,
    meaning:
      'how long after its due time a request reaches the server; 99 of 100 are no later than this',
  },
  rss: {
    title: 'resident memory',
    group: 'load',
    unit: 'MB',
    goal: 150,
    meaning: 'of the agent’s process at the end of the load, no browser among it',
  },
  idle: {
    title: 'CPU',
    group: 'idle',
    unit: '% of a core',
    goal: 0.3,
    meaning: 'user and system time of the whole process, as a share of the time that passed',
  },
  'restart-missing': {
    title: 'monitors not checked within one interval',
    group: 'restart',
    unit: 'monitors',
    goal: 0,
    meaning: 'of 1,000, within 20 s of the first request after the start',
  },
  'restart-phase': {
    title: 'distance from the old phase, p99',
    group: 'restart',
    unit: 'ms',
    goal: 100,
    meaning: 'how far from the moment at which a monitor always had its turn it has it now',
  },
  refused: {
    ...outage,
    title: 'refused connection',
    goal: 34.5,
    meaning: 'nobody listens at the port',
  },
  broken: {
    ...outage,
    title: 'status 500',
    goal: 34.5,
    meaning: 'the server answers at once, with an error',
  },
  hang: {
    ...outage,
    title: 'hang',
    goal: 48,
    meaning: 'the server takes the connection and never answers',
  },
  drip: {
    ...outage,
    title: 'drip',
    goal: 48,
    meaning: 'the server sends a byte every half a second, so that no single wait is ever long',
  },
  availability: {
    title: '30 days of availability of 1,000 monitors',
    group: 'store',
    unit: 'ms',
    goal: 15,
    meaning:
      'one query over the hourly and daily roll-ups, median of 15 after 15 that do not count',
  },
  'row-bytes': {
    title: 'a result on disk',
    group: 'store',
    unit: 'bytes',
    goal: 20,
    meaning: 'size of the database file with 400,000 results, divided by their number',
  },
  'gzip-bomb': { ...hostile, title: 'gzip bomb', meaning: '100 MB of zeros, packed by gzip' },
  'brotli-bomb': { ...hostile, title: 'brotli bomb', meaning: 'the same, packed by brotli' },
  'zstd-bomb': { ...hostile, title: 'zstd bomb', meaning: 'the same, packed by zstd' },
  endless: { ...hostile, title: 'endless body', meaning: 'a body that never ends' },
  'endless-chunks': {
    ...hostile,
    title: 'endless body in chunks of a byte',
    meaning: 'a body that never ends, six bytes on the wire for each of its own',
  },
  'audit-cpu': {
    title: 'CPU per full audit',
    group: 'audit',
    unit: 's',
    reference: 'the three tools, browsers reused',
    goal: 0.95,
    meaning:
      'Lighthouse, axe-core with every rule, HTML_CodeSniffer, our own probes and what search engines read, of one page on one device',
  },
  'audit-cpu-commands': {
    title: 'CPU per full audit, beside command lines',
    group: 'audit',
    unit: 's',
    reference: 'lighthouse, pa11y, axe with a browser a page',
    goal: 0.65,
    meaning: 'the same, beside what somebody pays who runs the tools from a shell',
  },
  'accessibility-wall': {
    title: 'accessibility of ten pages',
    group: 'audit',
    unit: 's',
    reference: 'pa11y-ci with both runners',
    goal: 0.75,
    meaning: 'wall time from start to exit, with our own probes',
  },
  'score-spread': {
    title: 'spread of the performance score',
    group: 'audit',
    unit: 'points',
    goal: 3,
    meaning:
      'between the highest and the lowest of five medians of three runs of a heavy page, while an agent watches 1,000 sites',
  },
  'churn-left': {
    title: 'what 200 audits and 20 kills leave',
    group: 'audit',
    unit: 'left over',
    goal: 0,
    meaning: 'processes, temporary folders and lost audits',
  },
  'churn-growth': {
    title: 'what 200 audits and 20 kills grow',
    group: 'audit',
    unit: 'MB',
    goal: 16,
    meaning: 'resident memory of the agent, from the twentieth audit to the last',
  },
} as const satisfies Readonly<Record<string, Metric>>;

/** The id of a metric. */
export type MetricId = keyof typeof metrics;

/** All ids, in the order in which they are shown. */
export const metricIds = Object.keys(metrics) as readonly MetricId[];
