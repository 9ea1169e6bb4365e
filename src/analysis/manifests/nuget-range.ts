/** What a project asks for, as NuGet writes it. */
export interface NuGetRequest {
  /** The smallest version that satisfies it; null where any does, or where it makes no sense. */
  readonly minimum: string | null;
  /** True for `[1.2.3]`, which nothing else satisfies. */
  readonly exact: boolean;
}

const version = /^\d[\w.+-]{0,100}$/;

/**
 * Reads a version, a range or a floating version of NuGet
 * (https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges). A plain version is a
 * minimum too: restore may have resolved a higher one.
 */
export function readNuGetRequest(text: string): NuGetRequest {
  const request = text.trim();
  const exact = /^\[\s{0,9}([^\s,[\]()]{1,100})\s{0,9}\]$/.exec(request)?.[1];
  if (exact !== undefined) return { minimum: version.test(exact) ? exact : null, exact: true };
  const from = /^[[(]\s{0,9}([^\s,[\]()]{0,100})\s{0,9},[^[\]()]{0,100}[\])]$/.exec(request)?.[1];
  const start = floor(from ?? request);
  return { minimum: version.test(start) ? start : null, exact: false };
}

/** The smallest version that a floating one begins at: `6.*` is `6.0`, `1.0.0-*` is `1.0.0`. */
function floor(floating: string): string {
  if (!floating.includes('*')) return floating;
  const [numbers = ''] = floating.split('-');
  // `*` alone begins nowhere.
  return numbers === '*' ? '' : numbers.replace('*', '0');
}
