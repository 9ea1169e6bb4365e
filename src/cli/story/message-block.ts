import { forTerminal } from '../../core/encode/terminal.ts';
import { displayWidth, firstLines, wrap } from '../../report/check-run/table/layout.ts';
import type { Look } from '../../report/check-run/table/look.ts';

/** Longer messages are cut: the whole of one stands on the incident's page. */
const mostLines = 60;
const maxLine = 2000;
const indent = ' '.repeat(12);

/** A message as its reader sees it: a framed block under the line that says who gets it. */
export function messageBlock(
  { subject, body }: { readonly subject: string; readonly body: string },
  look: Look,
): readonly string[] {
  const { signs, columns } = look;
  const room = columns - indent.length - displayWidth(signs.gutter);
  // A body that begins with its subject would say it twice in a row.
  const text = body.startsWith(`${subject}\n`) ? body.slice(subject.length + 1) : body;
  const lines = text.split('\n').flatMap((line) => fitted(line, room));
  const edge = (corner: string) =>
    look.paint(['dim'], `${corner}${signs.edge.line.repeat(Math.min(room, 60))}`);
  const gutter = look.paint(['dim'], signs.gutter);
  return [
    edge(signs.edge.top),
    ...fitted(subject, room).map((line) => gutter + look.paint(['bold'], line)),
    gutter,
    ...firstLines(lines, mostLines, room, signs.ellipsis).map((line) => gutter + line),
    edge(signs.edge.bottom),
  ].map((line) => `${indent}${line}`.trimEnd());
}

/** A line with a link stays whole, for a link that is broken cannot be followed. */
function fitted(line: string, room: number): readonly string[] {
  const text = forTerminal(line, maxLine);
  if (text === '') return [''];
  return /https?:\/\//.test(text) ? [text] : wrap(text, room);
}
