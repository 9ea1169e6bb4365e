import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { InventoryRoute, RouteHaul } from '../../core/platform-module.ts';
import { type SavedReading, savedFilesRoute } from '../saved-files.ts';
import { type Reading, readData, themeInfo } from './answers.ts';
import { themeComponent } from './components.ts';
import { readAnswer } from './graphql.ts';
import { queryNames } from './queries.ts';

const source = 'files';

/** Reads answers of the Admin API that somebody saved, and a theme’s `settings_schema.json`. */
export const files: InventoryRoute = savedFilesRoute({
  expects: `answers of the Admin API to ${queryNames.join(', ')} as JSON, or a theme’s settings_schema.json`,
  read: (text, { now }) => ofSchema(text) ?? ofAnswer(text, { source, now }),
});

function ofAnswer(text: string, reading: Reading): SavedReading {
  const answer = readAnswer(toolJson(text));
  if (answer === null) return null;
  if (!answer.ok) return { reason: `holds an error: ${answer.reason}` };
  for (const name of queryNames) {
    const haul = readData(name, answer.data, reading);
    if (haul) return haul;
  }
  return null;
}

function ofSchema(text: string): RouteHaul | null {
  const info = themeInfo(text);
  if (info?.name == null) return null;
  const { name, version } = info;
  const facts = { schemaName: name, name, version, fromStore: null, source, confidence: 80 };
  return { components: [themeComponent(facts)], complete: ['theme'] };
}
