import { zonedMomentInWords } from '../core/sla/wall-time.ts';
import type { MaintenanceWindow, Silence, Suppression } from '../core/suppression.ts';

/** A check of a site, and the IANA zone of that site’s people. */
export interface SuppressedCheck {
  readonly site: string;
  readonly check: string;
  readonly timezone: string;
}

/** Why nobody is paged for a check at this moment; of several reasons the one that lasts longest. */
export function suppressionFor(
  { site, check, timezone }: SuppressedCheck,
  at: number,
  silences: readonly Silence[],
  windows: readonly MaintenanceWindow[],
): Suppression | null {
  const holds = (each: Silence | MaintenanceWindow) =>
    (each.site === null || each.site === site) &&
    (each.check === null || each.check === check) &&
    each.from <= at &&
    at < each.until;
  const end = (until: number) => zonedMomentInWords(until, timezone, at);
  const reasons: readonly Suppression[] = [
    ...windows.filter(holds).map(({ reason, until }) => ({
      kind: 'maintenance' as const,
      reason: `Maintenance until ${end(until)}: ${reason}.`,
      until,
    })),
    ...silences.filter(holds).map(({ by, reason, until }) => ({
      kind: 'silence' as const,
      reason: `Silenced by ${by} until ${end(until)}: ${reason}.`,
      until,
    })),
  ];
  const latest = Math.max(...reasons.map(({ until }) => until));
  return reasons.find(({ until }) => until === latest) ?? null;
}
