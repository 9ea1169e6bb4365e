import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportGraph, importGraph } from './import-graph.ts';
import { trespasses, walls } from './walls.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['src', 'checks'];

describe('the import walls', () => {
  let graph: ImportGraph;
  beforeAll(async () => {
    graph = await importGraph(root, folders);
  });

  it('are checked against every source file', () => {
    // Without a parser for TypeScript the graph would be empty, and an empty graph has no trespass.
    const files = globSync('{src,checks}/**/*.{ts,js}', { cwd: root });
    expect([...graph.modules].sort()).toEqual(files.sort());
    expect(graph.imports.length).toBeGreaterThan(files.length);
  });

  it('hold', () => {
    expect(trespasses(graph.imports)).toEqual([]);
  });

  it('leave no circle of imports between files', () => {
    expect(circles(graph)).toEqual([]);
  });
});

describe('each import wall', () => {
  /** A tree in which every place commits one trespass. */
  const tree = mkdtempSync(join(tmpdir(), 'walls-'));
  const places = Object.keys(walls).filter((place) => place.endsWith('/'));
  let found: readonly string[];

  beforeAll(async () => {
    write('src/app.ts', "import '../test/outside.ts';\n");
    write('src/main.ts', "import '../test/outside.ts';\n");
    write('test/outside.ts', 'export {};\n');
    write('src/engine/target.ts', 'export type Target = string;\n');
    write('src/gather/target.ts', 'export type Target = string;\n');
    write('checks/other.ts', 'export default 1;\n');
    write('src/engine/pipeline.ts', "import '../store/target.ts';\n");
    write('src/store/target.ts', 'export {};\n');
    for (const place of places) {
      if (place === 'src/agent/') {
        write(`${place}trespass.ts`, "import '../../test/outside.ts';\n");
        continue;
      }
      const up = place.startsWith('src/') ? '..' : '../src';
      const target = place === 'src/engine/' ? 'gather' : 'engine';
      const line = `import type { Target } from '${up}/${target}/target.ts';\n`;
      write(`${place}trespass.ts`, `${line}export type Same = Target;\n`);
    }
    write('checks/neighbour.ts', "import other from './other.ts';\nexport default other;\n");
    write('src/core/reads.ts', "import 'node:fs';\n");
    write('src/analysis/fetches.ts', "import 'got';\n");
    write('src/lost/file.ts', "import 'node:fs';\n");
    write('src/web/broken.ts', "import './nowhere.ts';\n");
    found = trespasses((await importGraph(tree, folders)).imports);
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  it.each([...places.map((place) => `${place}trespass.ts`), 'src/app.ts', 'src/main.ts'])(
    'stops %s, and gives the reason',
    (file) => {
      const line = found.find((text) => text.startsWith(`${file} must not import`));
      const wall = walls[file.replace('trespass.ts', '')];
      expect(line).toContain(wall?.because);
    },
  );

  it.each([
    ['a check that leans on another check', 'checks/neighbour.ts must not import checks/other.ts'],
    [
      'the pipeline storing by itself',
      'src/engine/pipeline.ts must not import src/store/target.ts',
    ],
    ['core doing I/O', 'src/core/reads.ts must not import fs (builtin)'],
    ['a client library in analysis', 'src/analysis/fetches.ts must not import got (package)'],
    ['a folder that nobody thought about', 'src/lost/file.ts is in a folder without a wall'],
    ['an import that leads nowhere', 'src/web/broken.ts imports'],
  ])('stops %s', (_what, start) => {
    expect(found.filter((text) => text.startsWith(start))).toHaveLength(1);
  });

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
});

/** The files of each circle, found by walking in depth the imports that loading a file carries out. */
function circles({ modules, imports }: ImportGraph): readonly string[] {
  const next = Map.groupBy(
    imports.filter(({ kind, lazy }) => kind === 'file' && !lazy),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' → ')];
    if (done.has(file)) return [];
    const found = (next.get(file) ?? []).flatMap(({ to }) => walk(to, [...path, file]));
    done.add(file);
    return found;
  };
  return modules.flatMap((file) => walk(file, []));
}
