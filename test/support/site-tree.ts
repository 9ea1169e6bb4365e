import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files, by their paths; removed when the test ends. */
export async function siteTree(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-site-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
  }
  return folder;
}

/** The paths of files with this content, in this order, as somebody saved them. */
export async function savedOutput(
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const folder = await siteTree(files);
  return Object.keys(files).map((name) => join(folder, name));
}

/** What a program answers to arguments that begin so. */
export interface ToolAnswer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** A real program that answers by the beginning of its arguments, the longest that fits; its argv. */
export async function tool(
  answers: Readonly<Record<string, ToolAnswer>>,
): Promise<readonly string[]> {
  const folder = await siteTree({ 'tool.mjs': program(answers) });
  const path = join(folder, 'tool.mjs');
  await chmod(path, 0o755);
  return [process.execPath, path];
}

function program(answers: Readonly<Record<string, ToolAnswer>>): string {
  return `
const answers = ${JSON.stringify(answers)};
const asked = process.argv.slice(2).join(' ');
const key = Object.keys(answers)
  .filter((one) => asked.startsWith(one))
  .sort((a, b) => b.length - a.length)[0];
const { stdout = '', stderr = '', exitCode = 0 } = answers[key] ?? {
  stderr: 'unknown command: ' + asked,
  exitCode: 1,
};
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`;
}
