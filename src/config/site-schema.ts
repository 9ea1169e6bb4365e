import * as z from 'zod';
import type { Check } from '../core/check.ts';
import { environments, platforms } from '../core/site.ts';
import { boltOnIds, packageIds } from '../core/sla/package-ids.ts';
import { disclosureSchema } from './feeds.ts';
import * as fields from './fields.ts';
import { credentialsSchema, inventorySchema } from './inventory.ts';
import { maintenanceSchema } from './maintenance.ts';
import type { Modules } from './modules.ts';

const contact = z
  .strictObject({
    name: fields.words().describe('Name of the client’s contact.'),
    role: fields.words().optional().describe('What this contact decides or looks after.'),
    email: fields.email().optional().describe('Address for e-mail.'),
    phone: fields.phone().optional().describe('Telephone number, international.'),
  })
  .describe('Somebody at the client.');

/** Keys that a site has and that the practice may set for all sites. */
const common = {
  package: z
    .enum(packageIds)
    .optional()
    .describe('The package that the client bought; without one no response or fix is promised.'),
  boltOns: z.array(z.enum(boltOnIds)).default([]).describe('What was bought on top of it.'),
  calendar: fields
    .id()
    .optional()
    .describe(
      'Id of the calendar whose working hours count for response and fix. If left out: the only one under `calendars`; where there are several or none, Monday to Friday 09:00-17:30 Europe/London with the public holidays of England.',
    ),
  environment: z
    .enum(environments)
    .default('production')
    .describe('Failures of production weigh more.'),
  transactional: z.boolean().default(false).describe('Whether the site takes money.'),
  timezone: fields.timezone().default('UTC').describe('IANA time zone of the site’s people.'),
  tags: z.array(fields.words()).default([]).describe('Free words to select sites by.'),
  network: z
    .strictObject({
      allowPrivate: z
        .array(fields.allowPrivateEntry())
        .default([])
        .describe('Private addresses that may be contacted: host:port, address or CIDR range.'),
    })
    .prefault({})
    .describe('What may be contacted for this site.'),
  feeds: disclosureSchema,
};

/** One site's file, strictly. Options of checks are complete: built-in defaults lie under the file. */
export function siteSchema({ checks, platforms: modules }: Pick<Modules, 'checks' | 'platforms'>) {
  return z
    .strictObject({
      id: fields.id().optional().describe('Equals the file name; may be left out.'),
      url: z
        .string({
          error: (issue) =>
            issue.input === undefined
              ? 'the key `url` is missing: the address of the site'
              : undefined,
        })
        .pipe(fields.httpUrl())
        .describe('Address of the site, http or https.'),
      platform: z.enum(platforms).optional().describe('What the site is built with.'),
      ...common,
      pages: z
        .array(fields.page())
        .default([])
        .describe('Paths or URLs that audits look at beside the home page.'),
      checks: checkSections(checks).prefault({}),
      credentials: credentialsSchema(modules),
      inventory: inventorySchema(modules),
      contacts: z.array(contact).default([]).describe('The client’s people.'),
      dependsOn: z
        .array(z.string())
        .default([])
        .describe('Ids of sites without which this one cannot work.'),
      maintenance: maintenanceSchema(checks),
    })
    .describe('config/sites/<id>.yaml: one client site.');
}

/** What the practice may set for all sites. */
export function siteDefaults(checks: readonly Check[]) {
  return z
    .strictObject({
      ...common,
      checks: checkSections(checks).prefault({}),
      maintenance: maintenanceSchema(checks),
    })
    .partial()
    .describe('What holds for every site that says nothing else, option by option.');
}

/** A site's file after validation. */
export type SiteData = z.output<ReturnType<typeof siteSchema>>;

function checkSections(checks: readonly Check[]) {
  const sections = checks.map((check) => [check.meta.id, checkSection(check)] as const);
  return z
    .strictObject(Object.fromEntries(sections))
    .describe('Every check that fits the platform runs with its defaults unless it is named here.');
}

function checkSection(check: Check) {
  const options = check.options.schema(z).extend({
    schedule: fields
      .schedule()
      .describe('How often: an interval such as 60s, or a cron expression.'),
  });
  return z
    .union([z.literal(false), options.strict()])
    .optional()
    .describe(`${check.meta.title}: options, or false to switch it off.`);
}
