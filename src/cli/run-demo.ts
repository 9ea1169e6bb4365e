import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../app.ts';
import type { Config } from '../config/load.ts';
import { renderProblem } from '../config/problem.ts';
import { openDemo } from '../demo/open-demo.ts';
import type { Ring } from '../demo/phone.ts';
import { demoPeople } from '../demo/practice.ts';
import { type StreetTimes, streetTimes } from '../demo/scene.ts';
import { type ConfigSource, count, readConfig } from './config-source.ts';
import { watchConfig } from './config-watch.ts';
import { type DemoPlaces, demoIntro } from './demo-intro.ts';
import { packageRoot } from './package-root.ts';
import type { CliProcess } from './process.ts';
import { type Pages, runUntil } from './run-agent.ts';
import { type Story, tellStory } from './story/story.ts';
import { terminalLook } from './terminal.ts';

/** How often runs that said nothing new are summed up, ms. */
const sumUpMs = 20_000;
/** Any free port, where the one of config is taken. */
const anyPort = '127.0.0.1:0';

/** How a demo ended: with a config that has a site, and where its pages were; null after a signal. */
export type DemoEnd = { readonly config: Config; readonly listen: string | null } | null;

/** What a demo takes the place of. */
export interface DemoOptions {
  /** The config that has no site yet. */
  readonly practice: Config;
  readonly source: ConfigSource;
  /** Hands over what looks at the config at once. */
  readonly onWatching: (look: () => void) => void;
  readonly times?: StreetTimes;
}

/**
 * Watches the street of the demo, and tells what happens there, until a signal, or until the config
 * has a site. A config with mistakes is told of, and the demo goes on.
 */
export async function showDemo(options: DemoOptions, io: CliProcess): Promise<DemoEnd> {
  const { practice, source, times = streetTimes } = options;
  const { clock, timer } = createApp();
  const timezone = Temporal.Now.timeZoneId();
  const look = terminalLook(io);
  const story = tellStory({
    write: io.stdout,
    look,
    now: clock.now,
    timezone,
    after: timer,
    everyMs: sumUpMs,
    showFirst: true,
  });
  const demo = await openDemo({ clock, times, timezone, onRing: (ring) => tellRing(story, ring) });
  const replaced = new AbortController();
  let end: DemoEnd = null;
  let listen: string | null = null;
  try {
    const config = await demoConfig(demo.folder, source, io);
    await runUntil({
      config,
      source,
      cwd: demo.folder,
      standby: false,
      listen: [practice.practice.web.listen, anyPort],
      web: practice.practice.web,
      until: AbortSignal.any([io.interrupted, replaced.signal]),
      teller: {
        ...story,
        // The phone shows what was sent.
        message: (event) => event.status !== 'sent' && story.message(event),
      },
      readersAreHere: true,
      onServing: (pages) => {
        listen = pages && new URL(pages.url).host;
        const intro = demoIntro(placesOf(pages, demo.folder, source, io), look);
        io.stdout(`${intro.join('\n')}\n`);
      },
      onRunning: () => {
        const watch = watchConfig(resolve(io.cwd, source.config), async () => {
          const next = await readSites(source, story, io);
          if (next === null) return;
          end = { config: next, listen };
          replaced.abort();
        });
        options.onWatching(watch.force);
        // A file may have come since the config was read.
        watch.force();
        return watch.stop;
      },
    });
  } finally {
    story.end();
    await demo.close();
  }
  return end;
}

function placesOf(
  pages: Pages | null,
  folder: string,
  source: ConfigSource,
  io: CliProcess,
): DemoPlaces {
  return {
    url: pages?.signInUrl ?? null,
    folder,
    sites: join(source.config, 'sites'),
    init: initCommand(source, io),
  };
}

/** The config, if it can be run and has a site by now; else what keeps it from that is told. */
async function readSites(
  source: ConfigSource,
  story: Story,
  io: CliProcess,
): Promise<Config | null> {
  const loaded = await readConfig(source, io);
  if (!loaded.ok) {
    for (const problem of loaded.problems) story.note('error', renderProblem(problem));
    const number = count(loaded.problems.length, 'problem');
    story.note('error', `The demo goes on: your config has ${number}.`);
    return null;
  }
  const { sites } = loaded.config;
  if (sites.length === 0) return null;
  const names = sites.map(({ site }) => site.id).join(', ');
  story.note(
    'info',
    `Your config has ${count(sites.length, 'site')} now (${names}): the demo ends.`,
  );
  return loaded.config;
}

async function demoConfig(folder: string, source: ConfigSource, io: CliProcess): Promise<Config> {
  const loaded = await readConfig({ ...source, config: folder }, io);
  if (loaded.ok) return loaded.config;
  throw new Error(`the demo's own config: ${loaded.problems.map(renderProblem).join('; ')}`);
}

function tellRing(story: Story, { person, kind, ...message }: Ring): void {
  const name = demoPeople[person] ?? person;
  const what = kind === 'page' ? 'The page' : 'The message';
  story.ring(`${what} that ${name} gets:`, message);
}

/** The command that adds a site, as it has to be typed from this folder. */
function initCommand({ config }: ConfigSource, io: CliProcess): string {
  const launcher = fileURLToPath(new URL('bin/caretaker.mjs', packageRoot));
  const isClone = existsSync(new URL('src/main.ts', packageRoot));
  const caretaker = isClone ? `node ${relative(io.cwd, launcher)}` : 'npx caretaker';
  const isFound = config === (io.env.CARETAKER_CONFIG ?? 'config');
  return `${caretaker} init https://your-site.example${isFound ? '' : ` --config ${config}`}`;
}
