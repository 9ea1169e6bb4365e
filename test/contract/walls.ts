import type { Import } from './import-graph.ts';

/** What the files of one folder may import beside one another. */
interface Wall {
  /** Paths under the root that begin so. */
  readonly files: readonly string[];
  readonly packages: readonly string[] | 'any';
  readonly builtins: readonly string[] | 'any';
  readonly because: string;
}

const pureBuiltins = ['buffer', 'crypto', 'url', 'util'];
const io = { packages: 'any', builtins: 'any' } as const;

const gathers: Wall = {
  ...io,
  files: ['src/core/', 'src/analysis/'],
  because: 'what touches a site is bounded and knows nothing of checks, incidents or people',
};
const decides: Wall = {
  files: ['src/core/', 'src/analysis/'],
  packages: [],
  builtins: [],
  because: 'decisions are pure: time, config and state are arguments, so each can be replayed',
};
const delivers: Wall = {
  ...io,
  files: ['src/core/'],
  because: 'what stores, sends and draws takes values of core, so each can be exchanged alone',
};
const shows: Wall = {
  ...io,
  files: [
    'src/app.ts',
    'src/agent/',
    'src/desk/',
    'src/core/',
    'src/analysis/',
    'src/report/',
    'src/config/',
    'src/doctor/',
  ],
  because: 'surfaces go through the composition root, so that all of them see the same behaviour',
};
const composes: Wall = {
  ...io,
  files: ['src/', 'checks/'],
  because: 'this is where everything comes together',
};

/** Who may import whom, by folder or file. The longest path that fits a file is the one that holds. */
export const walls: Readonly<Record<string, Wall>> = {
  'src/core/': {
    files: [],
    packages: [],
    builtins: ['crypto'],
    because: 'core is rules that anyone can read and prove: it depends on nothing but a hash',
  },
  'src/analysis/': {
    files: ['src/core/'],
    packages: [
      'ae-cvss-calculator',
      'cheerio',
      'csp_evaluator',
      'eld',
      'fast-xml-parser',
      'parse5',
      'semver',
      'tldts',
    ],
    builtins: pureBuiltins,
    because: 'analysis is pure judgement: parsers yes, input and output no',
  },
  'checks/': {
    files: ['src/core/', 'src/analysis/'],
    packages: ['zod'],
    builtins: [],
    because: 'a check judges what others gathered; it neither does I/O nor leans on another check',
  },
  'src/gather/': gathers,
  'src/browser/': {
    ...gathers,
    files: [
      ...gathers.files,
      'src/gather/address-policy.ts',
      'src/gather/http/errors.ts',
      'src/gather/http/lookup.ts',
    ],
    because: `${gathers.because}; one rule says which addresses a browser or a request may reach`,
  },
  'src/platforms/': gathers,
  'src/feeds/': gathers,
  'src/doctor/': {
    ...io,
    files: ['src/core/', 'src/browser/'],
    because: 'doctor tests the agent and its machine; it knows nothing of sites and their checks',
  },
  'src/incidents/': decides,
  'src/oncall/': decides,
  'src/maintenance/': decides,
  'src/notify/': delivers,
  'src/inbox/': delivers,
  'src/trackers/': delivers,
  'src/store/': delivers,
  'src/report/': delivers,
  'src/config/': {
    files: ['src/core/'],
    packages: ['node-cron', 'yaml', 'zod'],
    builtins: 'any',
    because: 'config checks text against schemas that are handed to it; it runs nothing',
  },
  'src/holidays/': {
    files: ['src/core/'],
    packages: ['date-holidays'],
    builtins: ['child_process', 'url', 'util'],
    because:
      'the library of holidays is too big for the agent: it runs in a process of its own, and knows nothing else',
  },
  'src/engine/': {
    files: ['src/core/'],
    packages: ['node-cron', 'p-queue'],
    builtins: 'any',
    because: 'the engine works through the ports it is handed, so it runs the same on any of them',
  },
  // The demo's street is a surface too, but only a command starts it.
  'src/cli/': { ...shows, files: [...shows.files, 'src/demo/'] },
  'src/web/': shows,
  'src/demo/': shows,
  'src/main.ts': composes,
  'src/app.ts': composes,
  'src/agent/': composes,
  'src/desk/': {
    files: ['src/core/', 'src/incidents/', 'src/store/'],
    packages: [],
    builtins: ['fs'],
    because:
      'the desk joins decisions on incidents and the store, for all surfaces that people use',
  },
  'src/engine/pipeline': {
    files: ['src/core/', 'src/incidents/'],
    packages: [],
    builtins: [],
    because:
      'the pipeline knows the whole flow from result to page, and nothing of what stores or sends',
  },
};

/** One line for each import that goes through a wall, with the reason for the wall. */
export function trespasses(imports: readonly Import[]): readonly string[] {
  return imports.flatMap((one) => {
    const { from, to, kind } = one;
    if (kind === 'unresolved') return [`${from} imports ${to}, which does not exist.`];
    const place = placeOf(from);
    if (place === undefined) {
      return [`${from} is in a folder without a wall: add it to test/contract/walls.ts.`];
    }
    const wall = walls[place];
    if (!wall || allows(wall, one)) return [];
    return [`${from} must not import ${to} (${kind}): ${wall.because}.`];
  });
}

function placeOf(file: string): string | undefined {
  return Object.keys(walls)
    .filter((place) => file.startsWith(place))
    .sort((a, b) => b.length - a.length)[0];
}

function allows(wall: Wall, { from, to, kind }: Import): boolean {
  if (kind === 'package') return wall.packages === 'any' || wall.packages.includes(to);
  if (kind === 'builtin') return wall.builtins === 'any' || wall.builtins.includes(to);
  return unitOf(from) === unitOf(to) || wall.files.some((start) => to.startsWith(start));
}

/** What a file belongs to: its folder of src, or its check, be that one file or a folder. */
function unitOf(file: string): string {
  const [top, second = ''] = file.split('/');
  return `${top}/${second}`;
}
