import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { Component, ComponentKind } from '../../core/component.ts';
import type { PackageRecord } from '../../core/package-record.ts';
import type { InventoryRoute, RoutePorts } from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';
import { coreOfCli, coreUpdatesOfCli, phpOfCli, pluginsOfCli, themesOfCli } from './listed.ts';
import { phpOfAnswer } from './php-header.ts';

const source = 'command';

/** What a command printed, or why it says nothing. */
type Printed =
  | { readonly ok: true; readonly stdout: string }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Whether it ran at all; if not, the next command would not either. */
      readonly ran: boolean;
    };

/** Fields beyond the usual ones; an old WP-CLI does not know them all, and is then asked without. */
const fields = '--fields=name,status,update,version,update_version,title';
const pluginFields = `${fields},file`;

/** WP-CLI, wherever the practice's argv finds it: here, through ssh, in a container. */
export const commandRoute: InventoryRoute = {
  id: source,
  title: 'WP-CLI',
  missing: ({ commands }) =>
    commands.wp ? null : 'inventory.commands.wp, the command line that starts WP-CLI',
  take: async (ports) => {
    const components: Component[] = [];
    const complete: ComponentKind[] = [];
    const packages: PackageRecord[] = [];
    const remarks: InventoryRemark[] = [];
    const note = (about: string, message: string) => remarks.push({ about, message });

    const version = await wp(ports, ['core', 'version']);
    if (!version.ok && !version.ran) return version;
    const core = version.ok ? coreOfCli(version.stdout, source) : null;
    if (core) {
      components.push(core);
      complete.push('core');
    } else {
      note('wp core version', version.ok ? noSense(version.stdout) : version.reason);
    }
    for (const kind of ['plugin', 'theme'] as const) {
      const rows = await list(ports, kind);
      if ('reason' in rows) {
        note(`wp ${kind} list`, rows.reason);
        continue;
      }
      const read = kind === 'plugin' ? pluginsOfCli : themesOfCli;
      const listed = read(rows.rows, source);
      components.push(...listed.components);
      packages.push(...listed.packages);
      complete.push(kind);
    }
    if (complete.length === 0) {
      const [first] = remarks;
      return { ok: false, reason: first ? `${first.about}: ${first.message}` : 'nothing came' };
    }
    packages.push(...(await coreUpdates(ports, note)));
    const php = await phpOfSite(ports);
    if (php) {
      components.push(php);
      complete.push('runtime');
    }
    return { ok: true, components, complete, packages, remarks };
  },
};

async function list(
  ports: RoutePorts,
  kind: 'plugin' | 'theme',
): Promise<{ readonly rows: readonly unknown[] } | { readonly reason: string }> {
  const wanted = kind === 'plugin' ? pluginFields : fields;
  const first = await wp(ports, [kind, 'list', '--format=json', wanted]);
  const printed = first.ok ? first : await wp(ports, [kind, 'list', '--format=json']);
  if (!printed.ok) return { reason: printed.reason };
  const rows = toolJson(printed.stdout);
  return Array.isArray(rows) ? { rows } : { reason: noSense(printed.stdout) };
}

/** Where WordPress is current, nothing is printed, or a sentence. */
async function coreUpdates(
  ports: RoutePorts,
  note: (about: string, message: string) => void,
): Promise<readonly PackageRecord[]> {
  const printed = await wp(ports, ['core', 'check-update', '--format=json']);
  if (!printed.ok) note('wp core check-update', printed.reason);
  const rows = printed.ok ? toolJson(printed.stdout) : [];
  return Array.isArray(rows) ? coreUpdatesOfCli(rows, source) : [];
}

/** The web server's PHP where the site names it: the command line may run another. */
async function phpOfSite(ports: RoutePorts): Promise<Component | null> {
  const named = phpOfAnswer(await ports.request(ports.site.url), source);
  if (named) return named;
  const info = await wp(ports, ['cli', 'info']);
  return info.ok ? phpOfCli(info.stdout, source) : null;
}

async function wp(ports: RoutePorts, args: readonly string[]): Promise<Printed> {
  const outcome = await ports.run('wp', args);
  if (!outcome.ok) return { ...outcome, ran: false };
  if (outcome.exitCode === 0) return outcome;
  const said = outcome.stderr.trim() || outcome.stdout.trim();
  // The last line is the error; what PHP warns of comes before it.
  const last = oneLine(said.split('\n').at(-1) ?? '', 200);
  const reason = `ended with exit code ${outcome.exitCode}: ${last || 'no word why'}`;
  return { ok: false, reason, ran: true };
}

function noSense(stdout: string): string {
  const shown = oneLine(stdout, 80);
  return shown === '' ? 'printed nothing' : `printed what WP-CLI does not: ${shown}`;
}
