import type { Marker, PlatformModule, RouteAccess } from '../../src/core/platform-module.ts';
import { code, drawnNotice, page, table, text } from './markdown.ts';

const example = `\`\`\`yaml
# config/sites/shop.yaml
url: https://shop.example/
platform: wordpress
credentials:
  wordpress:
    username: caretaker
    applicationPassword: \${SHOP_APPLICATION_PASSWORD}
inventory:
  routes: [rest, command]
  commands: { wp: [ssh, shop-web, wp, "--path=/var/www/html"] }
\`\`\``;

/** What config has to give to a route is told by the route itself, when it is given nothing. */
const nothing: RouteAccess = {
  routes: null,
  folder: null,
  commands: {},
  files: [],
  credentials: {},
};

/** docs/platforms.md: how each platform is recognised, and how to learn what is installed. */
export function platformsPage(platforms: readonly PlatformModule[]): string {
  return page([
    '# Platforms',
    drawnNotice,
    'What is installed at a site is learnt by routes. All that config gives something to work with are tried, the best first, until nothing is missing; `inventory.routes` of a site names the ones to try instead. A route that fails says why, and the next one is tried. `caretaker inventory <site>` shows what came of it.',
    example,
    'Paths of `inventory.folder` and `inventory.files` start where the site’s file is. A command is a list of words that no shell reads, so it may lead through `ssh` or `docker exec`; it runs only where `caretaker.yaml` says `allowCommands: true`. Passwords, secrets, tokens and keys are written as `${NAME}` or `file:path` only.',
    'A site without `platform` is recognised by what its answers show: `caretaker detect <url>` prints every trace.',
    ...platforms.flatMap(section),
  ]);
}

function section(platform: PlatformModule): readonly string[] {
  const { id, title, routes, credentials, commands, markers, probes } = platform;
  return [
    `## ${title}`,
    `Written as \`platform: ${id}\`. A complete inventory has: ${platform.kinds.join(', ')}.`,
    block(
      'Routes',
      ['route', 'what it is', 'needs'],
      routes.map((route) => [
        code(route.id),
        text(route.title),
        text(route.missing(nothing) ?? 'nothing'),
      ]),
    ),
    block('Credentials', ['name', 'meaning'], meanings(credentials)),
    block('Commands', ['program', 'meaning'], meanings(commands)),
    block(
      'Traces',
      ['trace', 'at', 'how sure, %'],
      [
        ...markerRows(markers, 'the page'),
        ...probes.flatMap(({ path, markers: own }) => markerRows(own, code(path))),
      ],
    ),
  ];
}

/** Markers that look for one trace in several ways are one row. */
function markerRows(markers: readonly Marker[], place: string): readonly (readonly string[])[] {
  const rows = markers.map(({ name, weight }) => [text(name), place, String(weight)]);
  return [...new Map(rows.map((row) => [row.join(' '), row])).values()];
}

function meanings(words: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(words).map(([name, meaning]) => [code(name), text(meaning)]);
}

function block(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return rows.length === 0 ? '' : `### ${title}\n\n${table(head, rows)}`;
}
