import { type Look, lookOf } from '../report/check-run/table/look.ts';
import type { CliIo } from './io.ts';
import { version } from './package-root.ts';

/** Whether to colour what goes to stdout: https://no-color.org, FORCE_COLOR, and a terminal that can. */
export function useColor(io: CliIo, wanted: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return io.stdoutIsTty && TERM !== 'dumb';
}

/** Whether signs beyond ASCII come out right. */
export function useUnicode(io: CliIo): boolean {
  const { TERM, LC_ALL, LC_CTYPE, LANG } = io.env;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return TERM !== 'dumb' && TERM !== 'linux' && !/^(C|POSIX)$/.test(locale);
}

/** How lines for people are drawn on stdout: its width, its colours and its signs. */
export function terminalLook(io: CliIo): Look {
  const { columns } = io;
  return lookOf({
    columns,
    color: useColor(io, true),
    unicode: useUnicode(io),
    version: version(),
  });
}

/** A line on stderr that changes while something runs, on terminals only. */
export interface Progress {
  update(text: string): void;
  /** Takes the line away, so that results follow on a clean one. */
  clear(): void;
}

const frames = { unicode: [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'], ascii: [...'|/-\\'] };
const frameMs = 80;

/** A spinner with a text and the seconds since it started; silent where nobody watches. */
export function startProgress(io: CliIo): Progress {
  const watched = io.stderrIsTty && io.env.CI !== 'true' && io.env.TERM !== 'dumb';
  if (!watched) return { update: () => {}, clear: () => {} };
  const start = performance.now();
  let text = '';
  let frame = 0;
  const spinner = useUnicode(io) ? frames.unicode : frames.ascii;
  const draw = () => {
    const seconds = Math.floor((performance.now() - start) / 1000);
    const line = `${spinner[frame++ % spinner.length]} ${text}${seconds > 0 ? `  ${seconds} s` : ''}`;
    io.stderr(`\r\u001b[2K${line.slice(0, Math.max(io.columns - 1, 10))}`);
  };
  const timer = setInterval(draw, frameMs);
  return {
    update: (next) => {
      text = next;
      draw();
    },
    clear: () => {
      clearInterval(timer);
      io.stderr('\r\u001b[2K');
    },
  };
}
