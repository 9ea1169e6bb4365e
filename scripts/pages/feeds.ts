import { formatDuration } from '../../src/core/duration.ts';
import type { Feed } from '../../src/core/feed.ts';
import { code, drawnNotice, page, table, text } from './markdown.ts';

const disclosures: Readonly<Record<Feed['discloses'], string>> = {
  nothing: 'nothing: it is fetched whole',
  names: 'names of single packages',
  list: 'the list of what is installed, where the site allows it',
};

const keys: Readonly<Record<Feed['key'], string>> = {
  none: '',
  optional: 'gives more with a key',
  required: 'needs a key',
};

const example = `\`\`\`yaml
# config/caretaker.yaml
feeds:
  wordfence: { key: "\${WORDFENCE_KEY}" }
  nuget: { mirror: "https://mirror.practice.example/nuget/" }
  cisa-kev: { mirror: ../mirrors/known_exploited_vulnerabilities.json }
  wpscan: { off: true }
\`\`\``;

/** docs/feeds.md: which services are asked what exists, and what they hear of a client. */
export function feedsPage(feeds: readonly Feed[]): string {
  return page([
    '# Feeds',
    drawnNotice,
    'What exists, what is dangerous and what has reached its end is learnt from these services. What they say is kept in the store for all sites, with its age. An answer that is broken, cut off or no answer at all leaves the last good one in force, and the report says since when the feed cannot be read: never that there are no updates.',
    'No list of what a site has installed leaves for a service that takes lists unless the site says `feeds: { disclose: true }`. What was not asked therefore is in the report.',
    example,
    'A mirror stands in for a service: an http(s) address in the place of its base; the path of a folder that holds each document under its name; or the path of a file, for a service that has one document only. A relative path starts where `caretaker.yaml` is. Keys are written as `${NAME}` or `file:path` only.',
    table(
      ['feed', 'what is learnt', 'hears of a client', 'key', 'asked again after'],
      feeds.map((feed) => [
        `[${feed.id}](#${feed.id})`,
        text(feed.about),
        disclosures[feed.discloses],
        keys[feed.key],
        formatDuration(feed.maxAgeMs),
      ]),
    ),
    ...feeds.flatMap(section),
  ]);
}

function section({ id, title, about, docs, base, discloses, key }: Feed): readonly string[] {
  const needs = key === 'none' ? '' : ` It ${keys[key]}: ${code(`feeds.${id}.key`)}.`;
  return [
    `## ${id}`,
    `${text(title)}. ${text(about)}`,
    `Its addresses begin with ${code(base)}; its [documentation](${docs}). It hears ${disclosures[discloses]}.${needs}`,
  ];
}
