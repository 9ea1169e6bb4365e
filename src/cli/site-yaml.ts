import { stringify } from 'yaml';
import type { PlatformCandidate } from '../core/artifacts/platform-detection.ts';
import { oneLine } from '../core/text.ts';

/** What is known about a site when its config file is written. */
export interface SiteDraft {
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
  readonly detection: PlatformCandidate | null;
  readonly package: string;
  readonly boltOns: readonly string[];
  readonly allowPrivate: readonly string[];
}

/** The id that a host name suggests: without `www.`, dots as hyphens, with an unusual port. */
export function siteIdOf(url: string): string {
  return new URL(url).host
    .replace(/^www\./, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}

/** What spoke for a platform, in a few words. */
export function markersOf({ evidence }: PlatformCandidate): string {
  return [...new Set(evidence.map(({ marker }) => marker))].join(', ');
}

/** A site's config file: what was found, and as comments what people most often add. */
export function siteYaml(draft: SiteDraft): string {
  const { detection, allowPrivate } = draft;
  const values = {
    url: draft.url,
    ...(detection ? { platform: detection.platform } : {}),
    package: draft.package,
    environment: 'production',
    ...(allowPrivate.length > 0 ? { network: { allowPrivate } } : {}),
  };
  const title = draft.title ? `# ${comment(draft.title)}\n` : '';
  const platform = detection
    ? `# Platform recognised by: ${comment(markersOf(detection))}\n`
    : '# The platform was not recognised: wordpress, drupal, umbraco, shopify, dotnet or other.\n';
  return `# yaml-language-server: $schema=../schema/site.schema.json
${title}${platform}${stringify(values, { lineWidth: 0 })}
# What people most often add; \`caretaker config print ${draft.id}\` shows what is in force.
# transactional: true            # takes money: failures weigh more
# boltOns: []                    # ${draft.boltOns.join(', ')}
# pages: [/, /contact]
# checks:
#   uptime:
#     schedule: 60s
#     contains: ["a text that is on every good page"]
#     assertions: ["[RESPONSE_TIME] < 2000"]
`;
}

/** Text from the site as one harmless comment line: YAML ends a comment at any line break. */
function comment(text: string): string {
  return oneLine(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' '), 120);
}
