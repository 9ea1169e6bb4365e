import { type PackageList, readPackageList } from '../../analysis/manifests/dotnet-list.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type {
  InventoryRoute,
  RouteHaul,
  RouteOutcome,
  RoutePorts,
} from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';
import { joined } from '../saved-files.ts';
import { listHaul } from './listing.ts';
import { installedRuntime, readRuntimes } from './runtimes.ts';

const source = 'command';

/** The tool takes one of these at a time. */
const modes = ['--outdated', '--vulnerable', '--deprecated'];

/** Asks the SDK what is restored, and what its package sources say about it. */
export const command: InventoryRoute = {
  id: source,
  title: 'dotnet list package',
  missing: ({ commands }) =>
    commands.dotnet ? null : 'inventory.commands.dotnet, the command line that starts the .NET SDK',
  take: async (ports) => {
    const plain = await listOf(ports);
    if (!plain.ok) return plain;
    if (plain.list.projects.every(({ packages }) => packages.length === 0)) {
      const [problem] = plain.list.problems;
      return {
        ok: false,
        reason: `dotnet list package found no packages: ${problem ? oneLine(problem.text, 300) : 'is it started in the folder of the solution?'}`,
      };
    }
    let haul = withoutGuess(listHaul(plain.list, source));
    const remarks: InventoryRemark[] = [];
    for (const mode of modes) {
      const answer = await listOf(ports, mode);
      if (!answer.ok) {
        remarks.push({ about: `dotnet list package ${mode}`, message: answer.reason });
        continue;
      }
      // The plain list has said what is installed; problems are the same ones again.
      const { packages = [], advisories = [] } = listHaul(answer.list, source);
      haul = joined(haul, { components: [], complete: [], packages, advisories });
    }
    return withRuntime(ports, plain.list, joined(haul, { components: [], complete: [], remarks }));
  },
};

/** The runtime that projects are built for is asked of the machine itself. */
function withoutGuess(haul: RouteHaul): RouteHaul {
  return { ...haul, components: haul.components.filter(({ slug }) => slug !== 'dotnet') };
}

async function withRuntime(
  ports: RoutePorts,
  list: PackageList,
  haul: RouteHaul,
): Promise<RouteOutcome> {
  const guessed = listHaul(list, source).components.filter(({ slug }) => slug === 'dotnet');
  const outcome = await ports.run('dotnet', ['--list-runtimes']);
  const versions = outcome.ok ? readRuntimes(outcome.stdout) : null;
  if (versions === null) {
    const message = outcome.ok ? 'The answer lists no runtime of the web' : outcome.reason;
    return {
      ok: true,
      ...haul,
      components: [...haul.components, ...guessed],
      remarks: [...(haul.remarks ?? []), { about: 'dotnet --list-runtimes', message }],
    };
  }
  const runtime = installedRuntime(versions, guessed[0]?.version ?? null, source);
  return {
    ok: true,
    ...haul,
    components: [...haul.components, runtime],
    complete: [...haul.complete, 'runtime'],
  };
}

type ListOutcome =
  | { readonly ok: true; readonly list: PackageList }
  | { readonly ok: false; readonly reason: string };

async function listOf({ run }: RoutePorts, mode?: string): Promise<ListOutcome> {
  const outcome = await run('dotnet', [
    'list',
    'package',
    ...(mode === undefined ? [] : [mode]),
    '--include-transitive',
    '--format',
    'json',
    '--output-version',
    '1',
  ]);
  if (!outcome.ok) return { ok: false, reason: `dotnet list package: ${outcome.reason}` };
  const list = readPackageList(toolJson(outcome.stdout));
  // The tool prints the arguments that it was given, but the mode is ours to know.
  if (list) return { ok: true, list: { ...list, parameters: mode ?? '' } };
  const words = oneLine(outcome.stderr.trim() || outcome.stdout.trim(), 300);
  return {
    ok: false,
    reason: `dotnet list package printed no list and ended with exit code ${outcome.exitCode}${words ? `: ${words}` : ''}`,
  };
}
