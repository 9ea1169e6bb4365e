import { parseDuration } from '../core/duration.ts';
import type { Channel } from '../core/notification.ts';
import { calendarProblems } from './calendar-rules.ts';
import { suggestion } from './nearest.ts';
import { child, mappingUnder, type Node, nodeAt, type Path, renderPath } from './node.ts';
import type { Problem } from './problem.ts';
import { openSecretProblems, type TextAt, textAt } from './text-at.ts';
import { webProblems } from './web-rules.ts';

/** Rules between the values of the practice. Values that are wrong in themselves are left to the schema. */
export function practiceProblems(practice: Node, kinds: readonly Channel[]): readonly Problem[] {
  return [
    ...secretProblems(practice, kinds),
    ...feedKeyProblems(practice),
    ...escalationProblems(practice, kinds),
    ...calendarProblems(practice),
    ...webProblems(practice),
  ];
}

function secretProblems(practice: Node, kinds: readonly Channel[]): readonly Problem[] {
  return idsUnder(practice, 'channels').flatMap((id) => {
    const secrets = kindOf(practice, id, kinds)?.secrets ?? [];
    return secrets.flatMap((name) => {
      const path = ['channels', id, name];
      const node = nodeAt(practice, path);
      return node?.kind === 'scalar' ? openSecretProblems(path, node) : [];
    });
  });
}

function feedKeyProblems(practice: Node): readonly Problem[] {
  return idsUnder(practice, 'feeds').flatMap((id) => {
    const path = ['feeds', id, 'key'];
    const node = nodeAt(practice, path);
    return node?.kind === 'scalar' ? openSecretProblems(path, node) : [];
  });
}

function escalationProblems(practice: Node, kinds: readonly Channel[]): readonly Problem[] {
  const steps = child(practice, 'escalation');
  if (steps?.kind !== 'list') return [];
  return steps.items.flatMap((_, index) => {
    const people = textsAt(practice, ['escalation', index, 'people']);
    const channels = textsAt(practice, ['escalation', index, 'channels']);
    return [
      ...orderProblems(practice, index),
      ...people.flatMap((id) => unknownProblems(id, 'people', practice)),
      ...channels.flatMap((id) => unknownProblems(id, 'channels', practice)),
      ...people.flatMap((person) =>
        channels.flatMap((channel) => addressProblems(person, channel, practice, kinds)),
      ),
    ];
  });
}

function orderProblems(practice: Node, index: number): readonly Problem[] {
  const path = ['escalation', index, 'after'];
  const after = textAt(practice, path);
  const before = textAt(practice, ['escalation', index - 1, 'after']);
  const afterMs = parseDuration(after?.value ?? '');
  const beforeMs = parseDuration(before?.value ?? '');
  if (!after || afterMs === null || beforeMs === null || afterMs >= beforeMs) return [];
  const message = `\`${renderPath(path)}\` is earlier than the step before it`;
  return [after.problem(message, 'Put the steps in the order of their times.')];
}

function unknownProblems(
  id: TextAt,
  section: 'people' | 'channels',
  practice: Node,
): readonly Problem[] {
  const known = idsUnder(practice, section);
  if (known.includes(id.value)) return [];
  const named = id.secret ? 'that is meant here' : `\`${id.value}\``;
  const message = `nothing under \`${section}\` has the id ${named}`;
  const all = known.map((each) => `\`${each}\``).join(', ') || 'none yet';
  const hint = id.secret ? '' : suggestion(id.value, known);
  return [id.problem(message, `${hint} Known ids: ${all}.`.trim())];
}

/** A person whom the channel could not reach, because config does not say where. */
function addressProblems(
  person: TextAt,
  channel: TextAt,
  practice: Node,
  kinds: readonly Channel[],
): readonly Problem[] {
  const key = kindOf(practice, channel.value, kinds)?.personKey;
  const known = child(child(practice, 'people'), person.value);
  if (!key || known?.kind !== 'mapping' || known.entries.has(key)) return [];
  const message = `\`${person.value}\` has no \`${key}\`, which the channel \`${channel.value}\` needs`;
  const remedy = `Add \`${key}\` under \`people.${person.value}\`, or use another channel.`;
  return person.secret || channel.secret
    ? [person.problem(`a person has no \`${key}\`, which the channel needs`, 'Add it.')]
    : [person.problem(message, remedy)];
}

function kindOf(practice: Node, id: string, kinds: readonly Channel[]): Channel | null {
  const kind = textAt(practice, ['channels', id, 'kind'])?.value;
  return kinds.find((each) => each.kind === kind) ?? null;
}

function idsUnder(practice: Node, section: string): readonly string[] {
  return [...mappingUnder(practice, section).entries.keys()];
}

function textsAt(root: Node, path: Path): readonly TextAt[] {
  const list = nodeAt(root, path);
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((_, index) => textAt(root, [...path, index]) ?? []);
}
