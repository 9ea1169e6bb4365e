import * as zod from 'zod';
import type { Channel } from '../../src/core/notification.ts';
import { code, drawnNotice, page, table, text } from './markdown.ts';

const example = `\`\`\`yaml
people:
  jo: { name: Jo Miller, role: application-support-engineer, email: jo@practice.example }
  sam: { name: Sam Reed, role: lead, email: sam@practice.example }
channels:
  mail:
    kind: email
    host: smtp.practice.example
    user: caretaker
    password: \${SMTP_PASSWORD}
    from: caretaker@practice.example
  hook:
    kind: webhook
    url: https://hooks.practice.example/caretaker
    secret: file:/run/secrets/hook
escalation:
  - { after: 0m, people: [jo], channels: [mail, hook] }
  - { after: 15m, people: [sam], channels: [mail] }
\`\`\``;

/** docs/channels.md: how people are reached, and what each kind of channel has to be told. */
export function channelsPage(channels: readonly Channel[]): string {
  return page([
    '# Channels',
    drawnNotice,
    'Who is paged stands in `caretaker.yaml`: people, channels by id, and the steps of the escalation. Each step pages its people by all of its channels; the next one follows unless somebody has acknowledged with `caretaker incidents ack`.',
    example,
    ...channels.flatMap(section),
  ]);
}

function section({ kind, title, settings, secrets, personKey }: Channel): readonly string[] {
  const drawn = zod.z.toJSONSchema(settings(zod), { io: 'input', unrepresentable: 'any' });
  const rows = Object.entries(drawn.properties ?? {}).map(([name, property]) => {
    const { default: fallback, description = '' } = typeof property === 'object' ? property : {};
    const needed = drawn.required?.includes(name) ? 'needed' : '';
    return [
      code(name),
      fallback === undefined ? needed : code(JSON.stringify(fallback)),
      text(description),
    ];
  });
  const names = secrets.map(code).join(' and ');
  return [
    `## ${kind}`,
    `${title}. ${personKey ? `Each person needs ${code(personKey)}.` : 'Reaches every person the same way.'}` +
      (names ? ` ${names} may be written as \`\${NAME}\` or \`file:path\` only.` : ''),
    table(['setting', 'default', 'meaning'], rows),
  ];
}
