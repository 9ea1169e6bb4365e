import type { MaintenanceWindow, Silence, Suppression } from '../core/suppression.ts';

/** Why nobody is paged for a check of a site at this moment; of several reasons the one that lasts longest. */
export function suppressionFor(
  site: string,
  check: string,
  at: number,
  silences: readonly Silence[],
  windows: readonly MaintenanceWindow[],
): Suppression | null {
  const holds = (each: Silence | MaintenanceWindow) =>
    (each.site === null || each.site === site) &&
    (each.check === null || each.check === check) &&
    each.from <= at &&
    at < each.until;
  const reasons: readonly Suppression[] = [
    ...windows.filter(holds).map(({ reason, until }) => ({
      kind: 'maintenance' as const,
      reason: `Maintenance until ${instant(until)}: ${reason}.`,
      until,
    })),
    ...silences.filter(holds).map(({ by, reason, until }) => ({
      kind: 'silence' as const,
      reason: `Silenced by ${by} until ${instant(until)}: ${reason}.`,
      until,
    })),
  ];
  const latest = Math.max(...reasons.map(({ until }) => until));
  return reasons.find(({ until }) => until === latest) ?? null;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
