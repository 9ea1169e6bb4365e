import { posix, win32 } from 'node:path';

/** Where Chromium may be looked for; `exists` is the one thing that touches the disk. */
export interface ChromiumSearch {
  /** `browser.executablePath` of config/caretaker.yaml. */
  readonly configured?: string | undefined;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

/** Where Chromium is and who named it, or every place that was tried. */
export type ChromiumLocation =
  | { readonly path: string; readonly namedBy: NamedBy }
  | { readonly path: null; readonly namedBy: NamedBy; readonly tried: readonly string[] };

/** Who decided where to look: config, the environment, or nobody, so that the usual places are tried. */
export type NamedBy = 'browser.executablePath' | 'CHROME_PATH' | 'usual places';

/**
 * Finds Chromium: what config names, else what CHROME_PATH names, else the usual places. A path
 * that somebody has named is used or reported, never silently replaced by another browser.
 */
export function locateChromium(search: ChromiumSearch): ChromiumLocation {
  const { namedBy, places } = candidates(search);
  const path = places.find(search.exists);
  return path === undefined ? { path: null, namedBy, tried: places } : { path, namedBy };
}

function candidates(search: ChromiumSearch): { namedBy: NamedBy; places: readonly string[] } {
  const { configured, env } = search;
  if (configured) return { namedBy: 'browser.executablePath', places: [configured] };
  if (env.CHROME_PATH) return { namedBy: 'CHROME_PATH', places: [env.CHROME_PATH] };
  return { namedBy: 'usual places', places: usualPlaces(search.platform, env) };
}

/** Where packages of Chromium and of browsers built on it put their program, Chromium first. */
function usualPlaces(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  if (platform === 'win32') return onWindows(env);
  if (platform === 'darwin') return onMac(env);
  return [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/local/bin/chromium',
    '/snap/bin/chromium',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/usr/bin/microsoft-edge',
  ];
}

function onMac(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const programs = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const roots = env.HOME ? ['/', env.HOME] : ['/'];
  return [
    ...roots.flatMap((root) => programs.map((program) => posix.join(root, program))),
    '/opt/homebrew/bin/chromium',
    '/usr/local/bin/chromium',
  ];
}

function onWindows(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const programs = [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    .filter((root) => root !== undefined)
    .flatMap((root) => programs.map((program) => win32.join(root, program)));
}
