import { Counter, Gauge, Registry } from 'prom-client';
import type { AgentStatus } from '../core/agent-status.ts';
import { priorities } from '../core/incident.ts';
import { outcomes } from '../core/result.ts';
import { liveness, readiness } from './health.ts';

/** The type of the text that `drawMetrics` returns. */
export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * The agent's state in Prometheus' text format. Labels are site and check ids of the config, so
 * nothing that a site says can add a series.
 */
export function drawMetrics(status: AgentStatus, now: number): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });

  const success = gauge('probe_success', '1 where the last run did not fail', ['site', 'check']);
  const duration = gauge('probe_duration_seconds', 'Duration of the last run', ['site', 'check']);
  const at = gauge('caretaker_last_run_timestamp_seconds', 'When the last run began', [
    'site',
    'check',
  ]);
  for (const run of status.lastRuns) {
    const labels = { site: run.site, check: run.check };
    // An errored run says nothing about the site, so it gives no value.
    if (run.outcome !== 'errored') success.set(labels, run.outcome === 'failed' ? 0 : 1);
    duration.set(labels, run.durationMs / 1000);
    at.set(labels, run.at / 1000);
  }

  const runs = new Counter({
    name: 'caretaker_runs_total',
    help: 'Runs since the start, by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of outcomes) runs.inc({ outcome }, status.runs[outcome]);
  const open = gauge('caretaker_open_incidents', 'Unresolved incidents', ['priority']);
  for (const priority of priorities) open.set({ priority }, status.openIncidents[priority]);
  gauge('caretaker_outbox_waiting', 'Messages that wait to be sent').set(status.outbox.waiting);
  gauge('caretaker_outbox_oldest_seconds', 'How long the oldest has waited').set(
    status.outbox.oldestMs / 1000,
  );
  gauge('caretaker_sites', 'Sites in the config in force').set(status.sites);
  gauge('caretaker_config_last_reload_successful', '0 where the config on disk is broken').set(
    status.configFault === null ? 1 : 0,
  );
  gauge('caretaker_config_loaded_timestamp_seconds', 'When the config in force was loaded').set(
    status.configLoadedAt / 1000,
  );
  gauge('caretaker_store_writable', '0 where the store takes no writes').set(
    status.storeFault === null ? 1 : 0,
  );
  gauge('caretaker_live', '1 where the schedule moves').set(liveness(status, now).ok ? 1 : 0);
  gauge('caretaker_ready', '1 where nothing needs an operator').set(
    readiness(status, now).ok ? 1 : 0,
  );
  gauge('caretaker_start_timestamp_seconds', 'When the agent started').set(status.startedAt / 1000);
  gauge('caretaker_build_info', 'Always 1; the version is a label', ['version']).set(
    { version: status.version },
    1,
  );
  gauge('caretaker_resident_memory_bytes', 'Memory of the process').set(process.memoryUsage.rss());
  return registry.metrics();
}
