import { orderVersions } from '../../analysis/versions/compare.ts';
import type { Component } from '../../core/component.ts';
import { dotnetRuntime } from './components.ts';

/** Runtimes that a web site runs on; desktop applications have one of their own. */
const frameworks = new Set(['Microsoft.NETCore.App', 'Microsoft.AspNetCore.App']);

/** Versions in the output of `dotnet --list-runtimes`: `Microsoft.NETCore.App 8.0.23 [/usr/share/dotnet/shared/…]`. Null where it lists none. */
export function readRuntimes(output: string): readonly string[] | null {
  const versions = output
    .split(/\r?\n/, 500)
    .map((line) => /^(\S{1,60}) (\d[\w.-]{0,40}) \[/.exec(line.trim()))
    .flatMap((found) => (found && frameworks.has(found[1] ?? '') ? (found[2] ?? []) : []));
  return versions.length === 0 ? null : [...new Set(versions)];
}

/**
 * The installed runtime that a site uses: the newest patch of the line it is built for. Without that
 * line the host rolls forward to the next one, or the site does not start.
 */
export function installedRuntime(
  versions: readonly string[],
  line: string | null,
  source: string,
): Component {
  const sorted = versions.toSorted((a, b) => orderVersions('numeric', b, a) ?? 0);
  const fitting = line === null ? undefined : sorted.find((one) => one.startsWith(`${line}.`));
  const lowest = sorted.at(-1) ?? '';
  const others = sorted.filter((one) => one !== (fitting ?? lowest));
  const beside = others.length === 0 ? '' : `Installed beside it: ${others.slice(0, 8).join(', ')}`;
  if (fitting !== undefined) return dotnetRuntime(fitting, source, 95, beside || undefined);
  const why =
    line === null
      ? 'The oldest that is installed: which one the site uses is unknown'
      : `The site is built for ${line}, which is not installed; the oldest of those that are`;
  return dotnetRuntime(lowest, source, 60, [why, beside].filter(Boolean).join('. '));
}
