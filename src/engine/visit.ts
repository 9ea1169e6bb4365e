import type { ArtifactName, ArtifactValue } from '../core/artifacts/artifact.ts';
import { type Gathered, notGathered } from '../core/artifacts/failure.ts';
import type { Answers, ArtifactRequest, Check, EvaluateContext, Judgement } from '../core/check.ts';
import type { Clock } from '../core/clock.ts';
import { conclude } from '../core/conclude.ts';
import { durationMs } from '../core/duration.ts';
import { failureMeaning } from '../core/failure-codes.ts';
import type { Gatherer } from '../core/gatherer.ts';
import { canonicalJson } from '../core/json.ts';
import type { CheckResult } from '../core/result.ts';
import type { Site } from '../core/site.ts';
import type { Trace } from '../core/trace.ts';
import type { Lanes } from './lanes.ts';

/** A check with the options that hold for this site. */
export interface PlannedCheck {
  readonly check: Check;
  readonly options: object;
}

/** What a visit is handed: everything that is not pure. */
export interface VisitPorts {
  readonly clock: Clock;
  readonly lanes: Lanes;
  readonly loadGatherer: <Name extends ArtifactName>(name: Name) => Promise<Gatherer<Name>>;
  readonly signal: AbortSignal;
  readonly trace: Trace;
  /** What is known from earlier runs of a check at this site. */
  readonly memory: (check: string) => Pick<EvaluateContext, 'previous' | 'baseline' | 'state'>;
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
  const gather = gatherOnce(site, ports);
  const runs = planned.map(async (plan) => {
    const result = await ports.lanes.run(plan.check.meta.lane, () =>
      runCheck(site, plan, gather, ports),
    );
    ports.onResult?.(result);
    return result;
  });
  return Promise.all(runs);
}

type Gather = <Name extends ArtifactName>(
  request: ArtifactRequest<Name>,
  signal: AbortSignal,
) => Promise<Gathered<ArtifactValue<Name>>>;

async function runCheck(
  site: Site,
  { check, options }: PlannedCheck,
  gather: Gather,
  ports: VisitPorts,
): Promise<CheckResult> {
  const { id, timeout } = check.meta;
  const startedAt = ports.clock.now();
  const start = ports.clock.monotonic();
  const deadline = AbortSignal.timeout(durationMs(timeout));
  const signal = AbortSignal.any([ports.signal, deadline]);
  let judgement: Judgement;
  try {
    const requests = Object.entries(check.requires(options, site));
    const answers = await untilAborted(
      signal,
      Promise.all(requests.map(async ([key, one]) => [key, await gather(one, signal)])),
    );
    const context = { now: ports.clock.now(), site, ...ports.memory(id) };
    judgement = check.evaluate(
      Object.fromEntries(answers) as Answers<ReturnType<Check['requires']>>,
      options,
      context,
    );
  } catch (error) {
    judgement = { findings: [], instead: { outcome: 'errored', reason: reasonOf(error, timeout) } };
    ports.trace('error', `${id}: ${(error as Error).stack ?? String(error)}`);
  }
  const durationOfRun = ports.clock.monotonic() - start;
  const result = conclude(check, judgement, { startedAt, durationMs: durationOfRun });
  traceDecision(result, ports.trace);
  return result;
}

/** Gathers each artifact at most once, by name and parameters in any order. */
function gatherOnce(site: Site, ports: VisitPorts): Gather {
  const gathering = new Map<string, Promise<unknown>>();
  const gather: Gather = (one, signal) => {
    const key = `${one.artifact} ${canonicalJson(one.params)}`;
    const known = gathering.get(key) ?? start(one, signal);
    gathering.set(key, known);
    return known as ReturnType<typeof gather<typeof one.artifact>> as never;
  };
  const start = async <Name extends ArtifactName>(
    { artifact, params }: ArtifactRequest<Name>,
    signal: AbortSignal,
  ): Promise<Gathered<ArtifactValue<Name>>> => {
    try {
      const gatherer = await ports.loadGatherer(artifact);
      const { clock, trace } = ports;
      const need = <Other extends ArtifactName>(other: ArtifactRequest<Other>) =>
        gather(other, signal);
      return await gatherer.gather(params, { site, clock, signal, trace, need });
    } catch (error) {
      ports.trace('error', `${artifact}: ${(error as Error).stack ?? String(error)}`);
      return notGathered({ code: 'internal', message: String((error as Error).message) });
    }
  };
  return gather;
}

/** Rejects when the signal fires, even where the work never settles. */
function untilAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}

function reasonOf(error: unknown, timeout: string): string {
  if (!(error instanceof DOMException)) {
    const { meaning, remedy } = failureMeaning('internal');
    return `${meaning} ${(error as Error).message}. ${remedy}`;
  }
  if (error.name === 'TimeoutError') return `The check did not finish within ${timeout}.`;
  const { meaning, remedy } = failureMeaning('cancelled');
  return `${meaning} ${remedy}`;
}

function traceDecision(result: CheckResult, trace: Trace): void {
  for (const { rule, verdict, severity, evidence } of result.findings) {
    trace('finding', `${result.check}: ${rule} (${verdict}, ${severity}): ${evidence}`);
  }
  const why = result.reason ? `: ${result.reason}` : '';
  trace('decision', `${result.check}: ${result.outcome}, ${result.findings.length} findings${why}`);
}
