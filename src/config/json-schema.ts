import * as z from 'zod';
import type { Check } from '../core/check.ts';
import type { Channel } from '../core/notification.ts';
import { isSecretCredential } from '../core/site-access.ts';
import type { Modules } from './modules.ts';
import { practiceSchema } from './practice-schema.ts';
import { siteSchema } from './site-schema.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** JSON Schemas (draft 2020-12) for editors, by file name. The same schemas that `validate` uses. */
export function jsonSchemas(
  modules: Modules,
): Readonly<Record<'caretaker.schema.json' | 'site.schema.json', JsonSchema>> {
  const { checks, channels } = modules;
  const practice = draw(practiceSchema(modules));
  const site = draw(siteSchema(modules));
  const withHidden = {
    ...practice,
    properties: withProperty(practice, 'channels', (section) => withReferences(section, channels)),
  };
  const secretive = { ...withHidden, properties: withProperty(withHidden, 'feeds', withKeys) };
  const signing = { ...site, properties: withProperty(site, 'credentials', withSecrets) };
  return {
    'caretaker.schema.json': {
      ...secretive,
      properties: withProperty(secretive, 'defaults', (defaults) => withChecks(defaults, checks)),
    },
    'site.schema.json': withChecks(signing, checks),
  };
}

function draw(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** Options of checks may be left out, since built-in defaults lie below them; editors get to know these. */
function withChecks(site: JsonSchema, checks: readonly Check[]): JsonSchema {
  const properties = withProperty(site, 'checks', (section) => {
    let all = section;
    for (const check of checks) {
      const widen = (alternatives: JsonSchema) => withDefaults(alternatives, check);
      all = { ...all, properties: withProperty(all, check.meta.id, widen) };
    }
    return all;
  });
  return { ...site, properties };
}

/** What a secret stands for has rules of its own; what stands in the file is a reference to it. */
function withReferences(section: JsonSchema, channels: readonly Channel[]): JsonSchema {
  const { additionalProperties: alternatives } = section;
  if (typeof alternatives !== 'object' || !alternatives.oneOf) return section;
  const oneOf = alternatives.oneOf.map((alternative, index) => {
    const names = channels[index]?.secrets ?? [];
    const isSecret = (name: string) => names.includes(name);
    return { ...alternative, properties: referencesIn(alternative, isSecret) };
  });
  return { ...section, additionalProperties: { ...alternatives, oneOf } };
}

/** The keys of feeds. */
function withKeys(section: JsonSchema): JsonSchema {
  return eachSection(section, (name) => name === 'key');
}

/** The credentials of each platform that must not be seen. */
function withSecrets(section: JsonSchema): JsonSchema {
  return eachSection(section, isSecretCredential);
}

/** Puts references in the place of secrets in every section below. */
function eachSection(section: JsonSchema, isSecret: (name: string) => boolean): JsonSchema {
  const sections = Object.entries(section.properties ?? {}).map(([id, inner]) => [
    id,
    typeof inner === 'object' ? { ...inner, properties: referencesIn(inner, isSecret) } : inner,
  ]);
  return { ...section, properties: Object.fromEntries(sections) };
}

function referencesIn(
  { properties = {} }: JsonSchema,
  isSecret: (name: string) => boolean,
): NonNullable<JsonSchema['properties']> {
  const known = Object.entries(properties).map(([name, property]) => {
    const description = typeof property === 'object' ? property.description : undefined;
    return [name, isSecret(name) ? { ...reference, description } : property];
  });
  return Object.fromEntries(known);
}

const reference = { type: 'string', pattern: '^file:|\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}' } as const;

function withProperty(
  schema: JsonSchema,
  name: string,
  change: (property: JsonSchema) => JsonSchema,
): NonNullable<JsonSchema['properties']> {
  const property = schema.properties?.[name];
  if (typeof property !== 'object') throw new Error(`no property ${name} in the schema`);
  return { ...schema.properties, [name]: change(property) };
}

function withDefaults(alternatives: JsonSchema, check: Check): JsonSchema {
  const builtIn = new Map(
    Object.entries<unknown>({ schedule: check.meta.schedule, ...check.options.defaults }),
  );
  const anyOf = alternatives.anyOf?.map((alternative) => {
    if (alternative.type !== 'object') return alternative;
    const { required: _, properties = {}, ...rest } = alternative;
    const known = Object.entries(properties).map(([name, property]) => [
      name,
      typeof property === 'object' && builtIn.has(name)
        ? { ...property, default: builtIn.get(name) }
        : property,
    ]);
    return { ...rest, properties: Object.fromEntries(known) };
  });
  return { ...alternatives, ...(anyOf ? { anyOf } : {}) };
}
