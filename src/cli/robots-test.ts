import { robotsInForce } from '../analysis/robots/answer.ts';
import { directiveText } from '../analysis/robots/directive.ts';
import { maxRobotsBytes } from '../analysis/robots/lines.ts';
import { type Robots, readRobots, robotsVerdict } from '../analysis/robots/robots.ts';
import { createApp } from '../app.ts';
import { request } from '../core/check.ts';
import { visibleJson } from '../core/encode/json.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { agentFailureReason } from '../core/failure-rules.ts';
import { siteOfUrl } from '../core/site.ts';
import type { Typed } from './command-row.ts';
import { exitUsage } from './exit-codes.ts';
import { inputOf, linesOf } from './input-lines.ts';
import type { CliProcess } from './process.ts';
import { readTarget } from './target.ts';

/** We could not ask for it. */
const exitErrored = 3;

/** What a command ends with where it cannot begin. */
interface Refusal {
  readonly refusal: string;
  readonly code: number;
}

/** `caretaker robots test`: the verdict of a robots.txt on each URL, one a line. */
export async function robotsTest({ args, options }: Typed, io: CliProcess): Promise<number> {
  const source = String(args.source);
  const urls = typeof options.urls === 'string' ? options.urls : null;
  if (source === '-' && (urls === null || urls === '-')) {
    const why = 'robots.txt comes from stdin, so the URLs have to be in a file: add --urls <file>';
    return refuse({ refusal: why, code: exitUsage }, io);
  }
  const agent = typeof options.agent === 'string' ? options.agent : 'Googlebot';
  if (!/^[a-z_-]+$/i.test(agent)) {
    const hint = 'a crawler’s name has letters, - and _ only; no other name fits any group';
    io.stderr(`caretaker: ${forTerminal(agent, 100)}: ${hint}\n`);
  }
  const robots = await robotsOf(source, options, io);
  if ('refusal' in robots) return refuse(robots, io);
  const print = options.format === 'json' ? jsonLine : textLine;
  try {
    for await (const lines of linesOf(inputOf(urls, io), io.interrupted)) {
      io.stdout(lines.map((url) => `${print(robots, agent, url)}\n`).join(''));
    }
  } catch (error) {
    return refuse(unreadable(urls ?? 'stdin', error), io);
  }
  return 0;
}

async function robotsOf(
  source: string,
  options: Typed['options'],
  io: CliProcess,
): Promise<Robots | Refusal> {
  if (/^https?:\/\//i.test(source)) return robotsAt(source, options, io);
  try {
    const { bytes, isCut } = await firstBytes(inputOf(source, io));
    if (isCut) io.stderr('caretaker: only the first 500 KiB of robots.txt count\n');
    return readRobots(bytes);
  } catch (error) {
    return unreadable(source, error);
  }
}

async function robotsAt(
  source: string,
  { allowPrivate }: Typed['options'],
  io: CliProcess,
): Promise<Robots | Refusal> {
  const target = readTarget(source);
  if (!('url' in target)) {
    const refusal = 'error' in target ? target.error : `\`${source}\` is no URL`;
    return { refusal, code: exitUsage };
  }
  const app = createApp();
  const { url } = target;
  const named = app.addresses.allowanceOfNamedUrl(url);
  const allowed = Array.isArray(allowPrivate) ? allowPrivate.map(String) : [];
  const site = siteOfUrl(url, [...named, ...allowed]);
  const signal = io.interrupted;
  const file = await app.gather(site, request('robots-file', { url }), { signal });
  if (!file.ok) {
    const { code, message } = file.failure;
    return { refusal: agentFailureReason(code, message), code: exitErrored };
  }
  const { state, why } = file.value;
  if (state !== 'read') {
    const effect = state === 'missing' ? 'nothing is disallowed' : 'everything is disallowed';
    io.stderr(`caretaker: ${forTerminal(`${file.value.url}: ${why}; so ${effect}`)}\n`);
  }
  return robotsInForce(file.value);
}

function textLine(robots: Robots, agent: string, url: string | null): string {
  return url === null ? '?' : robotsVerdict(robots, agent, url).verdict;
}

function jsonLine(robots: Robots, agent: string, url: string | null): string {
  if (url === null) return JSON.stringify({ url, verdict: null, line: null, rule: null });
  const { verdict, directive } = robotsVerdict(robots, agent, url);
  const rule = directive === null ? null : directiveText(directive);
  const line = directive?.line ?? null;
  return visibleJson(JSON.stringify({ url: url.toWellFormed(), verdict, line, rule }));
}

/** As much of a file as counts, and whether there is more. */
async function firstBytes(chunks: AsyncIterable<Uint8Array>) {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    length += chunk.length;
    if (length > maxRobotsBytes) break;
  }
  return { bytes: Buffer.concat(read).subarray(0, maxRobotsBytes), isCut: length > maxRobotsBytes };
}

function unreadable(file: string, error: unknown): Refusal {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read by this user',
    EISDIR: 'it is a folder',
  };
  return { refusal: `cannot read ${file}: ${words[code ?? ''] ?? message}`, code: exitUsage };
}

function refuse({ refusal, code }: Refusal, io: CliProcess): number {
  io.stderr(`caretaker: ${forTerminal(refusal, 1000)}\n`);
  return code;
}
