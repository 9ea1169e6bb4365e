import { forTerminal } from '../core/encode/terminal.ts';
import { padEnd, wrap } from '../report/check-run/table/layout.ts';
import type { Look } from '../report/check-run/table/look.ts';

/** What the introduction names. */
export interface DemoPlaces {
  /** The demo's pages; null where no address was free. */
  readonly url: string | null;
  /** The demo's own config folder. */
  readonly folder: string;
  /** The folder of sites that ends the demo. */
  readonly sites: string;
  /** The command that adds a site. */
  readonly init: string;
}

/** What happens, and how long after the start; see `streetTimes`. */
const program: readonly (readonly [when: string, what: string])[] = [
  ['now', 'sites answer; the certificate of `museum` is about to expire, `bakery` needs updates'],
  ['15 s', 'the shop `candles` goes down, and an incident opens'],
  ['45 s', 'Jo Miller, who is on standby, is paged'],
  ['1 min', 'the shop comes back, and the incident is resolved'],
  ['2 min', 'Jo gets the all-clear; orders pile up in `orders-api`, until somebody acts'],
  ['20 min', 'the shop goes down again'],
];

/** What somebody reads who starts caretaker for the first time. */
export function demoIntro(places: DemoPlaces, look: Look): readonly string[] {
  const { url, folder, sites, init } = places;
  const addresses = [url ?? 'no address was free for the pages: set web.listen in caretaker.yaml'];
  return [
    look.paint(['bold'], 'caretaker is watching a street of small sites.'),
    ...wrap(
      'The six sites run inside this process, with faults that were built in, and are watched as yours would be. Nothing leaves this machine.',
      look.columns,
    ),
    '',
    ...row('Open', addresses, look),
    ...row('Config', [folder], look),
    ...row('Program', programLines(look), look),
    ...row('Your own', [init], look),
    ...row('', wrap(`The first file in ${forTerminal(sites)} ends the demo.`, roomIn(look)), look),
    ...row('Stop', ['Ctrl-C'], look),
    '',
  ];
}

const nameColumns = 11;
const whenColumns = 8;

function roomIn({ columns }: Look): number {
  return columns - nameColumns;
}

function programLines(look: Look): readonly string[] {
  return program.flatMap(([when, what]) =>
    wrap(what, roomIn(look) - whenColumns).map((line, index) =>
      padEnd(index === 0 ? when : '', whenColumns).concat(line),
    ),
  );
}

/** A name, and lines beside it. What has to be copied is never broken. */
function row(name: string, lines: readonly string[], look: Look): readonly string[] {
  return lines.map((line, index) => {
    const first = padEnd(index === 0 ? name : '', nameColumns - 2);
    return `  ${first.trim() === '' ? first : look.paint(['bold'], first)}${line}`;
  });
}
