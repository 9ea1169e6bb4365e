import { isComposerLock, readComposerLock } from '../../analysis/manifests/composer-lock.ts';
import { textOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { RouteHaul } from '../../core/platform-module.ts';
import { savedFilesRoute } from '../saved-files.ts';
import { composerComponents } from './composer.ts';
import {
  coreOfCli,
  coreOfVersionFile,
  coreUpdatesOfCli,
  phpOfCli,
  pluginsOfCli,
  pluginsOfRest,
  themesOfCli,
  themesOfRest,
} from './listed.ts';
import { readTable } from './table.ts';

const source = 'files';

/** Saved output of WP-CLI in any of its formats, of the REST API, and a `composer.lock`. */
export const filesRoute = savedFilesRoute({
  expects:
    'output of wp core version, wp plugin list, wp theme list or wp core check-update, of the REST API’s plugins and themes, or a composer.lock',
  read: (text, { path }) => {
    const name = path.split(/[/\\]/).at(-1) ?? '';
    const json = toolJson(text);
    if (Array.isArray(json)) return ofRows(json, name);
    return json === undefined ? (ofTable(text, name) ?? ofText(text)) : ofLock(json, text);
  },
});

function ofRows(rows: readonly unknown[], fileName: string): RouteHaul | null {
  const [first] = rows;
  if (textOf(first, 'plugin') !== null) {
    return { components: pluginsOfRest(rows, source), complete: ['plugin'] };
  }
  if (textOf(first, 'stylesheet') !== null) {
    return { components: themesOfRest(rows, source), complete: ['theme'] };
  }
  if (textOf(first, 'update_type') !== null) {
    return { components: [], packages: coreUpdatesOfCli(rows, source), complete: [] };
  }
  const isList = textOf(first, 'name') !== null && textOf(first, 'status') !== null;
  return isList ? ofList(rows, fileName) : null;
}

function ofTable(text: string, fileName: string): RouteHaul | null {
  const rows =
    readTable(text, ['name', 'status', 'version']) ?? readTable(text, ['version', 'update_type']);
  return rows && ofRows(rows, fileName);
}

/** Lists of plugins and of themes look alike: the name of the file tells, else what only one of them can have. */
function ofList(rows: readonly unknown[], fileName: string): RouteHaul {
  const isThemes = /theme|plugin/i.test(fileName)
    ? !/plugin/i.test(fileName)
    : rows.some((row) => textOf(row, 'status') === 'parent');
  return isThemes
    ? { ...themesOfCli(rows, source), complete: ['theme'] }
    : { ...pluginsOfCli(rows, source), complete: ['plugin'] };
}

function ofText(text: string): RouteHaul | null {
  const printed = /^WordPress version:\s{1,20}(\S{1,60})/m.exec(text)?.[1];
  const core = coreOfVersionFile(text, source) ?? coreOfCli(printed ?? text, source);
  if (core) return { components: [core], complete: ['core'] };
  const php = phpOfCli(text, source);
  return php && { components: [php], complete: ['runtime'] };
}

function ofLock(json: unknown, text: string): RouteHaul | null {
  const lock = isComposerLock(json) ? readComposerLock(text) : null;
  if (!lock?.ok) return null;
  // What a lock names need not be all that is installed.
  return { components: composerComponents(lock.packages, source), complete: [] };
}
