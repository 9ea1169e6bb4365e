import { textOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { Component } from '../../core/component.ts';
import type { Advisory, PackageRecord } from '../../core/package-record.ts';
import type { InventoryRoute, RoutePorts } from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';
import { auditHaul } from './audit.ts';
import { listComponents, securityAdvisories, statusComponents } from './drush.ts';

const source = 'command';

/** Only these: the others name the database and its user. */
const statusFields = 'drupal-version,php-version,drush-version,bootstrap,db-status';
const listFields = 'package,project,display_name,name,type,path,status,version';

/** Asks Drush what is installed, and Composer what is dangerous about it. */
export const command: InventoryRoute = {
  id: source,
  title: 'Drush',
  missing: ({ commands }) =>
    commands.drush ? null : 'inventory.commands.drush, the command line that starts Drush',
  take: async (ports) => {
    const status = await answerOf(ports, 'drush', [
      'core:status',
      '--format=json',
      `--fields=${statusFields}`,
    ]);
    const core = status.ok ? statusComponents(status.json, source) : null;
    if (!status.ok) return status;
    if (core === null) {
      return {
        ok: false,
        reason:
          'drush core:status names no Drupal version; check that the command finds the site (--root)',
      };
    }
    const list = await answerOf(ports, 'drush', [
      'pm:list',
      '--format=json',
      `--fields=${listFields}`,
    ]);
    const extensions = list.ok ? listComponents(list.json, source) : null;
    const remarks: InventoryRemark[] = [];
    if (!list.ok) remarks.push({ about: 'drush pm:list', message: list.reason });
    else if (extensions === null) {
      remarks.push({ about: 'drush pm:list', message: 'The answer lists no extensions' });
    }
    const components = [...core, ...(extensions ?? [])];
    const dangers = await dangersOf(ports, components, textOf(status.json, 'drush-version'));
    return {
      ok: true,
      components,
      complete: [
        'core',
        ...(core.length > 1 ? (['runtime'] as const) : []),
        ...(extensions === null ? [] : (['module', 'theme', 'profile'] as const)),
      ],
      remarks: [...remarks, ...dangers.remarks],
      advisories: dangers.advisories,
      packages: dangers.packages,
    };
  },
};

interface Dangers {
  readonly advisories: readonly Advisory[];
  readonly packages: readonly PackageRecord[];
  readonly remarks: readonly InventoryRemark[];
}

const nothing: Dangers = { advisories: [], packages: [], remarks: [] };

/** Drush 13 left this to Composer; older ones have `pm:security`, which exits with 3 when it finds something. */
async function dangersOf(
  ports: RoutePorts,
  components: readonly Component[],
  drushVersion: string | null,
): Promise<Dangers> {
  if (ports.access.commands.composer) {
    const answer = await answerOf(ports, 'composer', ['audit', '--locked', '--format=json']);
    const haul = answer.ok ? auditHaul(answer.json, source, components) : null;
    if (haul) return { ...nothing, ...haul };
    return silent('composer audit', answer.ok ? 'The answer is no audit' : answer.reason);
  }
  const major = Number(/^\d{1,3}/.exec(drushVersion ?? '')?.[0] ?? Number.NaN);
  if (!(major <= 12)) return nothing;
  const answer = await answerOf(ports, 'drush', ['pm:security', '--format=json']);
  const advisories = answer.ok ? securityAdvisories(answer.json, source) : null;
  if (advisories) return { ...nothing, advisories };
  return silent('drush pm:security', answer.ok ? 'The answer lists no versions' : answer.reason);
}

function silent(about: string, message: string): Dangers {
  return { ...nothing, remarks: [{ about, message }] };
}

type Answer =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly reason: string };

/** The JSON that a program printed. Exit codes tell of findings as well as of failures, so the answer counts. */
async function answerOf(
  ports: RoutePorts,
  program: string,
  args: readonly string[],
): Promise<Answer> {
  const outcome = await ports.run(program, args);
  const what = `${program} ${args[0] ?? ''}`;
  if (!outcome.ok) return { ok: false, reason: `${what}: ${outcome.reason}` };
  const json = toolJson(outcome.stdout);
  if (json !== undefined) return { ok: true, json };
  const words = oneLine(outcome.stderr.trim() || outcome.stdout.trim(), 300);
  return {
    ok: false,
    reason: `${what} printed no JSON and ended with exit code ${outcome.exitCode}${words ? `: ${words}` : ''}`,
  };
}
