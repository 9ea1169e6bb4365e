import type { CheckedFinding } from '../desk/desk.ts';
import { columns } from './columns.ts';
import { atDeskAs, type DeskCall, textOption } from './desk-call.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliIo } from './io.ts';
import { endOf, shownAt } from './moments.ts';

/** Fewer digits of a fingerprint name a finding by chance. */
const fewestDigits = 4;
const mostListed = 20;

/** `caretaker accept`: somebody decides to live with a finding until a date. */
export async function accept(call: DeskCall, io: CliIo): Promise<number> {
  return atDeskAs(
    call,
    io,
    async ({ desk, siteMistake, redact, zoneOf, nameOf, say, refuse }, by) => {
      const site = String(call.args.site);
      const prefix = String(call.args.fingerprint).toLowerCase();
      const reason = textOption(call, 'reason')?.trim() ?? '';
      const until = endOf(textOption(call, 'until') ?? '', zoneOf(site))?.epochMilliseconds;
      const findings = distinct(await desk.findings(site));
      const mistake = findings.length === 0 ? siteMistake(site) : null;
      if (mistake !== null) return refuse(mistake);
      if (reason === '') return refuse('say why it may stay: --reason "…"');
      if (until === undefined) return refuse('say until when: --until 2027-01-31');
      if (until <= call.clock.now()) {
        return refuse(`--until: ${shownAt(until, zoneOf(site))} is over already`);
      }
      const meant = findings.filter(({ finding }) => finding.fingerprint.startsWith(prefix));
      const [only] = meant;
      if (only === undefined || meant.length > 1 || prefix.length < fewestDigits) {
        const none = `no finding in the last results of ${site} begins with \`${prefix.slice(0, 40)}\``;
        const vague = `\`${prefix}\` is not enough to tell which finding is meant`;
        const shown = meant.length > 0 ? meant : findings;
        refuse(
          `${meant.length > 0 ? vague : none}${shown.length > 0 ? '; there are:' : '; it has none'}`,
        );
        io.stderr(columns(redact.deep(shown.slice(0, mostListed).map(cellsOf))));
        return exitUsage;
      }
      const { check, finding } = only;
      const { fingerprint, title } = finding;
      const { id } = await desk.accept({ site, check, fingerprint, until, by, reason });
      return say(
        `${id}: ${nameOf(by)} accepts \`${title}\` (${check} at ${site}) until ${shownAt(until, zoneOf(site))}; from the next run on it fails nothing`,
      );
    },
  );
}

/** The same finding may stand in a result more than once. */
function distinct(findings: readonly CheckedFinding[]): readonly CheckedFinding[] {
  return [
    ...new Map(
      findings.map((each) => [`${each.check} ${each.finding.fingerprint}`, each]),
    ).values(),
  ];
}

function cellsOf({ check, finding: { fingerprint, title, where } }: CheckedFinding) {
  return [fingerprint, check, title, where.url];
}
