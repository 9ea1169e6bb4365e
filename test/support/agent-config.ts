import type { Config } from '../../src/config/load.ts';
import type { SiteConfig } from '../../src/config/site-config.ts';
import type { EscalationStep } from '../../src/core/notification.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { noAccess } from '../../src/core/site-access.ts';

/** A site that is watched by these checks; whatever matters to a test is overridden. */
export function siteWith(
  id: string,
  checks: SiteConfig['checks'],
  overrides: Partial<Omit<SiteConfig, 'site'>> & {
    readonly site?: Partial<SiteConfig['site']>;
  } = {},
): SiteConfig {
  const { site, ...rest } = overrides;
  return {
    site: { ...siteOfUrl(`https://${id}.example/`, []), id, ...site },
    file: `sites/${id}.yaml`,
    package: null,
    boltOns: [],
    calendar: null,
    checks,
    access: noAccess,
    contacts: [],
    dependsOn: [],
    maintenanceDay: null,
    maintenanceWindows: [],
    ...rest,
  };
}

/** A config of Jo and Sam, as it comes from files without a mistake. */
export function configWith(
  sites: readonly SiteConfig[],
  channels: Config['channels'],
  escalation: readonly EscalationStep[],
): Config {
  const person = (id: string, timezone: string) => ({
    name: id,
    email: `${id}@practice.example`,
    timezone,
  });
  return {
    folder: 'config',
    practice: {
      people: { jo: person('jo', 'Europe/London'), sam: person('sam', 'Europe/Paris') },
      browser: {},
    } as unknown as Config['practice'],
    channels,
    escalation,
    sites,
    secrets: [],
  };
}
