import type { Answers, ArtifactRequest, Check, Judgement } from '../core/check.ts';
import type { CheckMemory } from '../core/check-memory.ts';
import type { Clock } from '../core/clock.ts';
import { conclude } from '../core/conclude.ts';
import { startDeadline } from '../core/deadline.ts';
import { durationMs } from '../core/duration.ts';
import { failureMeaning } from '../core/failure-codes.ts';
import type { CheckResult } from '../core/result.ts';
import type { Site } from '../core/site.ts';
import type { Trace } from '../core/trace.ts';
import { type Gather, type GatherPorts, gatherOnce, messageOf, stackOf } from './gathering.ts';
import type { Lanes } from './lanes.ts';

/** A check with the options that hold for this site. */
export interface PlannedCheck {
  readonly check: Check;
  readonly options: object;
}

/** What a visit is handed: everything that is not pure. */
export interface VisitPorts extends Omit<GatherPorts, 'asked'> {
  readonly clock: Clock;
  readonly lanes: Lanes;
  readonly signal: AbortSignal;
  readonly trace: Trace;
  /** What is known from earlier runs of a check at this site. */
  readonly memory: (check: string) => CheckMemory | Promise<CheckMemory>;
  /** Called as soon as each check is judged; a slow one keeps nobody waiting. */
  readonly onResult?: (result: CheckResult) => void;
}

/**
 * Runs checks of one site together: each artifact is gathered at most once, each check is judged as
 * soon as its own are there, and whatever goes wrong with one is a result of that one alone.
 * Results come in the order of the checks.
 */
export async function visit(
  site: Site,
  planned: readonly PlannedCheck[],
  ports: VisitPorts,
): Promise<readonly CheckResult[]> {
  const asked = planned.flatMap((plan) => requestsOf(plan, site));
  const gather = gatherOnce(site, { ...ports, asked });
  const runs = planned.map(async (plan) => {
    const result = await ports.lanes.run(plan.check.meta.lane, () =>
      runCheck(site, plan, gather, ports),
    );
    ports.onResult?.(result);
    return result;
  });
  return Promise.all(runs);
}

/** A check that cannot even say what it needs is a fault of its own, told when it runs. */
function requestsOf({ check, options }: PlannedCheck, site: Site): readonly ArtifactRequest[] {
  try {
    return Object.values(check.requires(options, site));
  } catch {
    return [];
  }
}

async function runCheck(
  site: Site,
  { check, options }: PlannedCheck,
  gather: Gather,
  ports: VisitPorts,
): Promise<CheckResult> {
  const { id, timeout } = check.meta;
  const startedAt = ports.clock.now();
  const start = ports.clock.monotonic();
  const deadline = startDeadline(durationMs(timeout), ports.signal);
  const { signal } = deadline;
  const concluded = (judgement: Judgement, previous: CheckResult | null = null): CheckResult => {
    const durationMs = ports.clock.monotonic() - start;
    return conclude(check, judgement, { startedAt, durationMs }, previous);
  };
  const judge = async (): Promise<CheckResult> => {
    signal.throwIfAborted();
    const requests = Object.entries(check.requires(options, site));
    const answers = await untilAborted(
      signal,
      Promise.all(requests.map(async ([key, one]) => [key, await gather(one, signal)])),
    );
    const memory = await ports.memory(id);
    const judgement = check.evaluate(
      Object.fromEntries(answers) as Answers<ReturnType<Check['requires']>>,
      options,
      { now: ports.clock.now(), site, ...memory },
    );
    return concluded(judgement, memory.previous);
  };
  const result = await judge().catch((error: unknown) => {
    ports.trace('error', `${id}: ${stackOf(error)}`);
    const stopped = signal.aborted && error === signal.reason;
    const late = stopped && deadline.expired;
    const reason = late
      ? `The check did not finish within ${timeout}.`
      : reasonOf(stopped ? 'cancelled' : 'internal', error);
    return concluded({ findings: [], instead: { outcome: 'errored', reason } });
  });
  deadline.end();
  traceDecision(result, ports.trace);
  return result;
}

/** Rejects when the signal fires, even where the work never settles. */
function untilAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}

function reasonOf(code: 'cancelled' | 'internal', error: unknown): string {
  const { meaning, remedy } = failureMeaning(code);
  return code === 'cancelled'
    ? `${meaning} ${remedy}`
    : `${meaning} ${messageOf(error)}. ${remedy}`;
}

function traceDecision(result: CheckResult, trace: Trace): void {
  for (const { rule, verdict, severity, evidence } of result.findings) {
    trace('finding', `${result.check}: ${rule} (${verdict}, ${severity}): ${evidence}`);
  }
  const why = result.reason ? `: ${result.reason}` : '';
  trace('decision', `${result.check}: ${result.outcome}, ${count(result.findings.length)}${why}`);
}

function count(findings: number): string {
  return `${findings} finding${findings === 1 ? '' : 's'}`;
}
