import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/config/problem.ts';
import { parseYaml } from '../../src/config/yaml.ts';
import { folderWith, modules, pingCheck } from '../support/config-folder.ts';

async function problemsIn(cwd: string, folder = 'config'): Promise<string[]> {
  const ports = { cwd, checks: [pingCheck], ...modules, targetAllowed: () => true, env: {} };
  const loaded = await loadConfig(folder, ports);
  return loaded.ok ? [] : loaded.problems.map(renderProblem);
}

async function problemsOf(site: string | Uint8Array): Promise<string[]> {
  return problemsIn(
    await folderWith({ 'config/caretaker.yaml': '{}', 'config/sites/acme.yaml': site }),
  );
}

const tooMany = 'Config files are short: remove what is repeated.';

/** Nine levels of ten: a thousand million values from a few hundred bytes. */
const bomb = Array.from({ length: 9 }, (_, level) => {
  const items = Array.from({ length: 10 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
  return `a${level}: &a${level} [${items.join(', ')}]\n`;
}).join('');

describe('a hostile file', () => {
  it.each([
    [
      '10 MB',
      'a'.repeat(10 * 1024 * 1024),
      '  too large: 10.0 MiB, and the limit is 1 MiB. Check that it is the right file.',
    ],
    ['an anchor bomb', bomb, `:1:13  too many values, aliases followed. ${tooMany}`],
    ['flow lists in each other', `a: ${'['.repeat(100_000)}`, `  nested too deeply. ${tooMany}`],
    [
      'flow lists in each other, fewer',
      `a: ${'['.repeat(40)}${']'.repeat(40)}`,
      `  nested too deeply. ${tooMany}`,
    ],
    [
      'mappings in each other',
      Array.from({ length: 99 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
      `:34:34  nested too deeply. ${tooMany}`,
    ],
    ['very many values', '- a\n'.repeat(200_000), `  too many values. ${tooMany}`],
    [
      'another encoding',
      new Uint8Array([0xff, 0xfe, 0x41]),
      '  this is not text in UTF-8. Save it as UTF-8.',
    ],
  ])('%s is refused in one line', async (_, site, problem) => {
    expect(await problemsOf(site)).toEqual([`config/sites/acme.yaml${problem}`]);
  });

  it('takes little memory and time', async () => {
    const files = [
      bomb,
      `a: ${'['.repeat(90_000)}`,
      '- a\n'.repeat(200_000),
      'a'.repeat(10 * 1024 * 1024),
    ];
    const folder = await folderWith({
      'config/caretaker.yaml': '{}',
      ...Object.fromEntries(files.map((text, index) => [`config/sites/s${index}.yaml`, text])),
    });
    const before = process.memoryUsage.rss();
    const start = performance.now();
    expect(await problemsIn(folder)).toHaveLength(4);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('keeps its control characters to itself', async () => {
    const [line] = await problemsOf('url: "https://x.example/"\n"\\e[2Jx": 1\n');
    expect(line).toContain('unknown key');
  });
});

describe('any text', () => {
  const punctuation = fc.string({
    unit: fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '-',
      '[',
      ']',
      '{',
      '}',
      '&',
      '*',
      '"',
      '|',
      '#',
      '?',
    ),
    maxLength: 60,
  });

  it('is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), punctuation), (text) => {
        const { node, problems } = parseYaml('x.yaml', text);
        expect(node !== null || problems.length > 0).toBe(true);
      }),
    );
  });

  it('that is well-formed gets a place in the file for every mistake', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...siteKeys), fc.jsonValue()),
        async (site) => {
          for (const line of await problemsOf(stringify({ zzz: 1, ...site }))) {
            expect(line).toMatch(/^config\/sites\/acme\.yaml:\d+:\d+ {2}\S/);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

const siteKeys = [
  'id',
  'url',
  'platform',
  'package',
  'boltOns',
  'pages',
  'network',
  'checks',
  'credentials',
  'dependsOn',
  'contacts',
  'maintenance',
];

describe('files that are not there', () => {
  it('no folder', async () => {
    expect(await problemsIn(await folderWith({}))).toEqual([
      'config  there is no such folder. Create it, or name another with --config. `caretaker check https://…` needs no config.',
    ]);
  });

  it('a file for a folder', async () => {
    const [line] = await problemsIn(await folderWith({ config: 'x' }));
    expect(line).toContain('config  this is not a folder.');
  });

  it('an empty folder', async () => {
    expect(await problemsIn(await folderWith({ 'config/.gitkeep': '' }))).toEqual([
      'config  there is no `caretaker.yaml`. Create `caretaker.yaml` here; the line `defaults: {}` is enough.',
    ]);
  });

  it('two files of the practice', async () => {
    const cwd = await folderWith({ 'config/caretaker.yaml': '{}', 'config/caretaker.yml': '{}' });
    expect(await problemsIn(cwd)).toEqual([
      'config/caretaker.yml  `caretaker.yaml` describes the practice already. Delete one of the two files.',
    ]);
  });

  it('a folder for a file, and a link that leads nowhere', async () => {
    const cwd = await folderWith({ 'config/caretaker.yaml': '{}' });
    await mkdir(join(cwd, 'config/sites/acme.yaml'), { recursive: true });
    await symlink('nowhere', join(cwd, 'config/sites/beta.yaml'));
    expect(await problemsIn(cwd)).toEqual([
      'config/sites/acme.yaml  this is a folder, not a file. Put a regular file in its place.',
      'config/sites/beta.yaml  there is no such file. Create it or correct the path.',
    ]);
  });

  it('a file for the folder of sites', async () => {
    const cwd = await folderWith({ 'config/caretaker.yaml': '{}', 'config/sites': 'x' });
    expect(await problemsIn(cwd)).toEqual([
      'config/sites  this is not a folder. It must be a folder with one file a site.',
    ]);
  });

  it('a file that may not be read', async () => {
    const cwd = await folderWith({ 'config/caretaker.yaml': '{}' });
    await chmod(join(cwd, 'config/caretaker.yaml'), 0);
    // Root reads anything: nothing to see there.
    const expected =
      process.getuid?.() === 0
        ? []
        : [
            'config/caretaker.yaml  the file cannot be read (EACCES). Check its owner and permissions (`ls -l`).',
          ];
    expect(await problemsIn(cwd)).toEqual(expected);
  });

  it('no sites at all are no mistake', async () => {
    expect(await problemsIn(await folderWith({ 'config/caretaker.yaml': '{}' }))).toEqual([]);
  });
});
