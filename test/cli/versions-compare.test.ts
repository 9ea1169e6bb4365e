import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { versionsCompare } from '../../src/cli/versions-compare.ts';
import { caretaker } from '../support/cli.ts';
import { memoryProcess } from '../support/cli-process.ts';

async function* chunks(...texts: readonly string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function compare(scheme: string, input: readonly string[], options = {}) {
  const io = memoryProcess({ stdin: () => chunks(...input) });
  const code = await versionsCompare({ args: { scheme }, options }, io);
  return { code, out: io.out(), err: io.err() };
}

describe('caretaker versions compare', () => {
  it('prints one result a line', async () => {
    const input = ['5.9\t5.10\n1.02\t1.2\n1.0pl1\t1.0\n'];
    expect(await compare('wordpress', input)).toEqual({ code: 0, out: '<\n=\n>\n', err: '' });
  });

  it('tries the raw rule: nothing is normalised', async () => {
    expect((await compare('wordpress', ['v1.2\t1.2\n1.0\t1.0.0\n'])).out).toBe('<\n<\n');
  });

  it('answers a blank or malformed line, and what the rule refuses, with ?', async () => {
    const input = ['\n1.0.0\n1.0.0\t1.0.0\t1.0.0\nwhat\t1.0.0\n1.0.0\t1.0.0\n'];
    expect((await compare('semver', input)).out).toBe('?\n?\n?\n?\n=\n');
  });

  it('takes lines as Windows ends them, and a last one without an end', async () => {
    expect((await compare('semver', ['1.0.0\t1.0.1\r\n\r\n2.0.0\t1.0.0'])).out).toBe('<\n?\n>\n');
  });

  it('takes lines as they come, in whatever pieces', async () => {
    expect((await compare('nuget', ['1.', '0\t1.0.0\n2', '.0\t1.0', '\n'])).out).toBe('=\n>\n');
  });

  it('prints nothing for nothing', async () => {
    expect(await compare('drupal', [])).toEqual({ code: 0, out: '', err: '' });
  });

  it('answers a line without end once, and goes on behind it', async () => {
    const endless = Array.from({ length: 40 }, () => 'x'.repeat(8192));
    expect((await compare('semver', [...endless, '\n1.0.0\t1.0.1\n'])).out).toBe('?\n<\n');
    expect((await compare('semver', endless)).out).toBe('?\n');
  });

  it('says it as JSON, a line each', async () => {
    const { out } = await compare('shopify', ['2026-01\tunstable\n\n'], { format: 'json' });
    expect(out).toBe(
      '{"a":"2026-01","b":"unstable","result":"<"}\n{"a":null,"b":null,"result":"?"}\n',
    );
  });

  it('knows its ecosystems', async () => {
    expect(await compare('wordpess', [])).toEqual({
      code: 2,
      out: '',
      err: 'caretaker: no rule is known for wordpess. Did you mean `wordpress`?\n',
    });
    expect((await compare('pip', [])).err).toContain('Known are wordpress, drupal, composer');
  });

  it('stops where it is told to, though nothing more comes in', async () => {
    const controller = new AbortController();
    const io = memoryProcess({
      interrupted: controller.signal,
      stdin: async function* () {
        yield new TextEncoder().encode('1.0.0\t1.0.1\n');
        controller.abort();
        await new Promise(() => {});
      },
    });
    expect(await versionsCompare({ args: { scheme: 'semver' }, options: {} }, io)).toBe(0);
    expect(io.out()).toBe('<\n');
  });

  it('reads what is piped in, or a file', async () => {
    const input = '8.x-1.12\t1.12.0\n';
    const file = join(await mkdtemp(join(tmpdir(), 'versions-')), 'pairs.tsv');
    await writeFile(file, input);
    const runs = await Promise.all([
      caretaker(['versions', 'compare', 'drupal'], { input }),
      caretaker(['versions', 'compare', 'drupal', '-'], { input }),
      caretaker(['versions', 'compare', 'drupal', file]),
    ]);
    expect(runs).toEqual(runs.map(() => ({ code: 0, stdout: '=\n', stderr: '' })));
  });

  it('says which file it cannot read', async () => {
    const io = memoryProcess({ cwd: tmpdir() });
    const args = { scheme: 'drupal', file: 'no-such-pairs.tsv' };
    expect(await versionsCompare({ args, options: {} }, io)).toBe(2);
    expect(io.err()).toBe('caretaker: cannot read no-such-pairs.tsv: there is no such file\n');
  });
});
