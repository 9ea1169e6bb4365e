import type { Change, OutboxEvent } from '../agent/agent.ts';
import { formatDuration } from '../core/duration.ts';
import type { CheckResult } from '../core/result.ts';
import type { Log, LogLevel } from './log.ts';

const levels: Readonly<Record<CheckResult['outcome'], LogLevel>> = {
  passed: 'info',
  inapplicable: 'info',
  failed: 'warn',
  incomplete: 'warn',
  errored: 'error',
};

/** One line for each run. */
export function logResult(log: Log, site: string, result: CheckResult): void {
  const { check, outcome, durationMs, findings, reason } = result;
  const rules = findings.map(({ rule }) => rule);
  const details = reason ?? findings.map(({ title, rule }) => `${title} (${rule})`).join('; ');
  const message = `${site} ${check} ${outcome} in ${formatDuration(durationMs)}`;
  const fields = { site, check, outcome, durationMs, rules };
  log(
    levels[outcome],
    details === '' ? message : `${message}: ${details}`,
    reason === undefined ? fields : { ...fields, reason },
  );
}

/** One line for each thing that happened to an incident, with its reason. */
export function logChange(log: Log, { incident, timeline }: Change): void {
  const { id, priority, title, trouble } = incident;
  for (const { kind, by, reason } of timeline) {
    const level = kind === 'opened' || kind === 'reopened' ? 'error' : 'info';
    log(level, `${id} ${priority} ${kind}: ${trouble.site} ${trouble.check}: ${title}. ${reason}`, {
      incident: id,
      priority,
      kind,
      by,
      site: trouble.site,
      check: trouble.check,
    });
  }
}

/** One line for each message that left, or did not. */
export function logMessage(log: Log, event: OutboxEvent): void {
  const { status, incident, person, channel, reason, ageMs } = event;
  const level = status === 'sent' || status === 'dropped' ? 'info' : 'warn';
  log(level, `message to ${person} by ${channel} ${status}: ${reason}`, {
    incident,
    person,
    channel,
    status,
    ageMs,
  });
}
