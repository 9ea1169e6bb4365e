import { formatDuration } from '../../core/duration.ts';
import { redactor } from '../../core/redaction.ts';
import type { Look } from '../../report/check-run/table/look.ts';
import type { RunTeller } from '../run-teller.ts';
import { incidentEntries } from './incident-entries.ts';
import { clockTime, type Entry, entryLines } from './lines.ts';
import { messageBlock } from './message-block.ts';
import { resultTally } from './result-entries.ts';

/** What a story is told with. */
export interface StoryPorts {
  readonly write: (text: string) => void;
  readonly look: Look;
  readonly now: () => number;
  /** IANA zone on whose clock it is told. */
  readonly timezone: string;
  readonly after: (ms: number, act: () => void) => () => void;
  /** How often runs that said nothing new are summed up, ms. */
  readonly everyMs: number;
  /** Whether the first run of each check is told though it passed. */
  readonly showFirst: boolean;
}

/** A running agent in words, for somebody who watches it. */
export interface Story extends RunTeller {
  /** A message that has reached somebody, in full. */
  ring(to: string, message: { readonly subject: string; readonly body: string }): void;
}

/** Tells what happens as a person would: news at once, what is as before in sums, messages in full. */
export function tellStory(ports: StoryPorts): Story {
  const { look, everyMs } = ports;
  const tally = resultTally(look, ports);
  const secrets = new Set<string>();
  let redact = redactor([]);
  const writeLines = (lines: readonly string[]) => ports.write(`${lines.join('\n')}\n`);
  const tell = (entry: Entry | null, more: readonly string[] = []) => {
    if (entry === null) return;
    const time = clockTime(ports.now(), ports.timezone);
    // Before it is drawn: of half a secret nobody could tell that it is one.
    writeLines([...entryLines(redact.deep(entry), time, look), ...more]);
  };
  const sumUp = () => {
    tell(tally.summary());
    callOff = ports.after(everyMs, sumUp);
  };
  let callOff = ports.after(everyMs, sumUp);

  return {
    result: (site, result) => tell(tally.take(site, result)),
    change: (change) => {
      for (const entry of incidentEntries(change, look)) tell(entry);
    },
    message: ({ status, person, channel, reason, ageMs }) => {
      const late = ageMs >= everyMs ? ` after ${formatDuration(ageMs)}` : '';
      const isFine = status === 'sent' || status === 'dropped';
      tell({
        sign: look.signs.message,
        styles: isFine ? [] : ['yellow'],
        text: `Message to ${person} by ${channel} ${status.replaceAll('-', ' ')}${late}${reason === '' ? '' : `: ${reason}`}`,
      });
    },
    ring: (to, message) =>
      tell(
        { sign: look.signs.message, styles: ['bold'], text: to },
        messageBlock(redact.deep({ ...message }), look),
      ),
    fault: (what, error) =>
      tell({ sign: '!', styles: ['magenta'], text: `${what}: ${(error as Error).message}` }),
    note: (level, text) => tell({ sign: '', styles: level === 'error' ? ['magenta'] : [], text }),
    hide: (more) => {
      for (const secret of more) secrets.add(secret);
      redact = redactor([...secrets]);
    },
    end: () => callOff(),
  };
}
