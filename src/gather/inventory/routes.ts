import type { RouteReport } from '../../core/artifacts/inventory.ts';
import type { ComponentKind } from '../../core/component.ts';
import { startDeadline } from '../../core/deadline.ts';
import { formatDuration } from '../../core/duration.ts';
import type {
  InventoryRoute,
  PlatformModule,
  RouteHaul,
  RouteOutcome,
  RoutePorts,
} from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';

/** What one route brought. */
export interface RoutedHaul extends RouteHaul {
  readonly route: string;
}

/** What came of all routes, in the order in which they were considered. */
export interface Walk {
  readonly hauls: readonly RoutedHaul[];
  readonly routes: readonly RouteReport[];
}

/** How routes are walked. */
export interface WalkOptions {
  /** Most time of one route. */
  readonly timeoutMs: number;
  /** Ports that end with the signal. */
  readonly portsUntil: (signal: AbortSignal) => RoutePorts;
  readonly signal: AbortSignal;
}

/**
 * Tries the routes one after the other, in config's order or the platform's own, until every kind
 * of component is complete. What fails is noted, and the next one is tried.
 */
export async function walkRoutes(module: PlatformModule, options: WalkOptions): Promise<Walk> {
  const hauls: RoutedHaul[] = [];
  const routes: RouteReport[] = [];
  const missing = new Set<ComponentKind>(module.kinds);
  const { access } = options.portsUntil(options.signal);
  const wanted = access.routes ?? module.routes.map(({ id }) => id);
  for (const id of new Set(wanted)) {
    const route = module.routes.find((one) => one.id === id);
    const report = (outcome: RouteReport['outcome'], reason: string | null) =>
      routes.push({ route: id, title: route?.title ?? id, outcome, reason });
    if (!route) {
      report('unavailable', unknownRoute(module, id));
      continue;
    }
    if (missing.size === 0) {
      report('unneeded', 'the routes before it brought everything');
      continue;
    }
    const lacking = route.missing(access);
    if (lacking !== null) {
      report('unavailable', `config does not give ${lacking}`);
      continue;
    }
    const outcome = await takeBounded(route, options);
    if (!outcome.ok) {
      report('failed', oneLine(outcome.reason, 500));
      continue;
    }
    report('used', null);
    hauls.push({ ...outcome, route: id });
    for (const kind of outcome.complete) missing.delete(kind);
  }
  return { hauls, routes };
}

/** A route with a deadline of its own. One that throws, or does not listen to its signal, has failed. */
async function takeBounded(
  route: InventoryRoute,
  { timeoutMs, portsUntil, signal }: WalkOptions,
): Promise<RouteOutcome> {
  const deadline = startDeadline(timeoutMs, signal);
  const { promise: late, resolve } = Promise.withResolvers<RouteOutcome>();
  const giveUp = () => {
    const why = deadline.expired ? `not done within ${formatDuration(timeoutMs)}` : 'stopped';
    resolve({ ok: false, reason: why });
  };
  deadline.signal.addEventListener('abort', giveUp, { once: true });
  if (deadline.signal.aborted) giveUp();
  try {
    return await Promise.race([late, takeSafely(route, portsUntil(deadline.signal))]);
  } finally {
    deadline.signal.removeEventListener('abort', giveUp);
    deadline.end();
  }
}

async function takeSafely(route: InventoryRoute, ports: RoutePorts): Promise<RouteOutcome> {
  try {
    return await route.take(ports);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `caretaker itself failed: ${message}` };
  }
}

function unknownRoute({ title, routes }: PlatformModule, id: string): string {
  const known = routes.map((route) => route.id).join(', ');
  return `${title} has no route “${oneLine(id, 50)}”: correct inventory.routes (known: ${known})`;
}
