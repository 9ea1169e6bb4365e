import { resolve } from 'node:path';
import type { App } from '../app.ts';
import { suggestion } from '../config/nearest.ts';
import { forJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { redactor } from '../core/redaction.ts';
import { StoreError } from '../desk/desk.ts';
import { existingRecords, openRecords, type Records } from '../desk/records.ts';
import { type Answer, answerTo } from './advisories-answer.ts';
import { type Question, questionOf } from './advisories-question.ts';
import { advisoriesTable } from './advisories-table.ts';
import type { Typed } from './command-row.ts';
import { type ConfigSource, unknownSite, usableConfig } from './config-source.ts';
import { exitUsage } from './exit-codes.ts';
import { inventoryCheck } from './inventory-visit.ts';
import type { CliProcess } from './process.ts';
import { inventoriesOf, type SiteInventory } from './site-inventories.ts';
import { startProgress } from './terminal.ts';

/** Some site could not be looked at, so that the answer may lack something. */
const exitErrored = 3;

/** What the command is handed. */
export interface AdvisoriesCall extends Typed {
  readonly source: ConfigSource;
  readonly app: Pick<App, 'clock' | 'visit' | 'maskSecrets'>;
}

/** `caretaker advisories`: which sites have what somebody has heard of. */
export async function advisories(call: AdvisoriesCall, io: CliProcess): Promise<number> {
  const question = questionOf(call);
  if ('error' in question) return refuse(question.error, io);
  const config = await usableConfig(call.source, io);
  if (config === null) return exitUsage;
  const { site } = question;
  const sites = config.sites.filter((one) => site === null || one.site.id === site);
  if (site !== null && sites.length === 0) return refuse(unknownSite(site, config), io);
  const check = call.source.checks.find(({ meta }) => meta.id === inventoryCheck);
  if (!check) throw new Error(`there is no check ${inventoryCheck}`);

  const file = resolve(io.cwd, config.practice.store.file);
  let records: Records | null = null;
  const progress = startProgress(io);
  try {
    const open = question.look === 'kept' ? existingRecords : openRecords;
    records = open(file, call.app.clock);
    const found = await inventoriesOf(sites, question.look, {
      ...{ app: call.app, check, config, signal: io.interrupted },
      kept: (await records?.latest(inventoryCheck)) ?? new Map(),
      ...(records ? { feedCache: records.feeds } : {}),
      onProgress: (done, all) => progress.update(`looking at sites: ${done} of ${all}`),
    });
    progress.clear();
    const known = redactor(config.secrets).deep(found);
    print(question, known, call, io);
    return known.some(({ origin }) => origin === 'unknown') ? exitErrored : 0;
  } catch (error) {
    progress.clear();
    if (error instanceof StoreError) return refuse(error.message, io);
    throw error;
  } finally {
    await records?.close();
  }
}

function print(
  question: Question,
  inventories: readonly SiteInventory[],
  { app, options }: AdvisoriesCall,
  io: CliProcess,
): void {
  const answer = answerTo(question, inventories);
  const format = options.format ?? (io.stdoutIsTty ? 'table' : 'json');
  if (format === 'json') {
    io.stdout(`${forJson(asJson(question, answer, inventories))}\n`);
    return;
  }
  const width = io.stdoutIsTty ? io.columns : Infinity;
  io.stdout(advisoriesTable(question, answer, inventories, { now: app.clock.now(), width }));
  const hint = nearbyName(question, answer, inventories);
  if (hint !== '') io.stdout(`${forTerminal(hint)}\n`);
}

function asJson(question: Question, answer: Answer, inventories: readonly SiteInventory[]) {
  const { look: _, ...asked } = question;
  return {
    schemaVersion: 1,
    asked,
    ...answer,
    sites: inventories.map(({ components, ...inventory }) => ({
      ...inventory,
      components: components.length,
    })),
  };
}

/** What a name was most likely meant to be that no site has. */
function nearbyName(
  { component }: Question,
  { matches, cannotTell }: Answer,
  inventories: readonly SiteInventory[],
): string {
  if (component === null || matches.length + cannotTell.length > 0) return '';
  const names = inventories.flatMap(({ components }) => components.map(({ slug }) => slug));
  if (names.some((name) => name.toLowerCase() === component.toLowerCase())) return '';
  return suggestion(component, new Set(names));
}

function refuse(why: string, io: CliProcess): number {
  io.stderr(`caretaker: ${forTerminal(why)}\n`);
  return exitUsage;
}
