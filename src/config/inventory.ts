import { resolve } from 'node:path';
import * as z from 'zod';
import type { PlatformModule } from '../core/platform-module.ts';
import type { InventoryAccess, SiteAccess } from '../core/site-access.ts';
import * as fields from './fields.ts';

/** `inventory` of a site: ways to learn what is installed. */
export function inventorySchema(platforms: readonly PlatformModule[]) {
  return z
    .strictObject({
      routes: z
        .array(z.enum(routeIds(platforms)))
        .min(1)
        .optional()
        .describe(
          'Routes to try, in this order; every one of the platform, the best first, if left out.',
        ),
      folder: fields
        .words()
        .optional()
        .describe('Folder with the site’s files; a relative path starts where this file is.'),
      commands: commandsSchema(platforms).optional(),
      files: z
        .array(fields.words())
        .default([])
        .describe('Files with saved output of tools; a relative path starts where this file is.'),
    })
    .prefault({})
    .describe('How to learn what is installed: docs/platforms.md.');
}

function commandsSchema(platforms: readonly PlatformModule[]) {
  const programs = programNames(platforms).map((program) => {
    const meanings = platforms.flatMap(({ commands }) => commands[program] ?? []);
    const argv = z
      .array(fields.words())
      .min(1)
      .optional()
      .describe(`${[...new Set(meanings.map(withoutStop))].join('; ')}.`);
    return [program, argv] as const;
  });
  return z
    .strictObject(Object.fromEntries(programs))
    .describe(
      'Programs that may be started, each as a list of words: no shell reads it. Needs `allowCommands: true` in caretaker.yaml.',
    );
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** `credentials` of a site: what each platform's routes sign in with. */
export function credentialsSchema(platforms: readonly PlatformModule[]) {
  const sections = platforms.map(({ id, title, credentials }) => {
    const names = Object.entries(credentials).map(
      ([name, meaning]) =>
        [
          name,
          fields
            .words()
            .optional()
            .describe(`${withoutStop(meaning)}.`),
        ] as const,
    );
    const section = z.strictObject(Object.fromEntries(names));
    return [id, section.optional().describe(`Credentials for ${title}.`)] as const;
  });
  return z
    .strictObject(Object.fromEntries(sections))
    .optional()
    .describe('Read-only access to the platform; secrets as ${NAME} or file:/path only.');
}

/** Ids of the routes of all these platforms, each once. */
export function routeIds(platforms: readonly PlatformModule[]): readonly string[] {
  return [...new Set(platforms.flatMap(({ routes }) => routes.map(({ id }) => id)))];
}

/** Names of the programs that routes of these platforms may start, each once. */
export function programNames(platforms: readonly PlatformModule[]): readonly string[] {
  return [...new Set(platforms.flatMap(({ commands }) => Object.keys(commands)))];
}

/** What a site's file gives to routes. Relative paths start from `folder`; without `allowCommands` no command gets through. */
export function inventoryAccess(
  data: z.output<ReturnType<typeof inventorySchema>>,
  { folder, allowCommands }: { readonly folder: string; readonly allowCommands: boolean },
): InventoryAccess {
  return {
    routes: data.routes ?? null,
    folder: data.folder === undefined ? null : resolve(folder, data.folder),
    commands: allowCommands ? (data.commands ?? {}) : {},
    files: data.files.map((file) => resolve(folder, file)),
  };
}

/** Credentials by platform and name, without those that the file leaves out. */
export function credentialsOf(
  data: z.output<ReturnType<typeof credentialsSchema>>,
): SiteAccess['credentials'] {
  const given = Object.entries(data ?? {}).map(([platform, section]) => {
    const names = Object.entries(section ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return [platform, Object.fromEntries(names)] as const;
  });
  return Object.fromEntries(given);
}
