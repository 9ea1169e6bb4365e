import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invisible } from '../../src/core/encode/invisible.ts';
import type { Incident } from '../../src/core/incident.ts';
import { type MessageLinks, noLinks, type OutboxDraft } from '../../src/core/notification.ts';
import { composeText, impersonal, type TextContext, webLink } from '../../src/notify/templates.ts';
import { aDraft, anIncident, aRow, night } from './examples.ts';

const context: TextContext = {
  now: night,
  timezone: 'Europe/Berlin',
  maxBodyLength: 4000,
  notice: null,
  links: noLinks,
};
const item = (incident: Incident, changes: Partial<OutboxDraft> = {}) => ({
  row: aRow(aDraft(incident, changes)),
  incident,
});

describe('a page', () => {
  it('says what, where, since when, how urgent and why, what was seen, and what to do', () => {
    const { subject, body } = composeText([item(anIncident())], context);
    expect(subject).toBe('P1 shop: The site answers 500 [I-0V3K7F]');
    expect(body).toBe(
      [
        'P1 shop: The site answers 500 [I-0V3K7F]',
        'Site: shop https://shop.example/',
        'Check: uptime',
        'Since: 2026-11-23 02:57 Europe/Berlin, 3 min ago',
        'Priority: P1. The site takes money.',
        '',
        'What was seen:',
        '',
        '> HTTP 500',
        '> <h1>Fatal error</h1>',
        '',
        'First thing to do: Look at the error log of the last minutes.',
        'Acknowledge: caretaker incidents ack I-0V3K7F',
        'Details: caretaker incidents show I-0V3K7F',
        'Why you: Jo is on call.',
      ].join('\n'),
    );
  });

  it('links to the incident, and to its acknowledgement by this person, where they can be opened', () => {
    const links: MessageLinks = {
      incident: (id) => `https://care.example/incidents/${id}`,
      acknowledge: ({ id, openings }, person) =>
        `https://care.example/ack/${id}.${openings}.${person}`,
    };
    const page = composeText([item(anIncident())], { ...context, links }).body;
    expect(page).toContain('\nAcknowledge: https://care.example/ack/I-0V3K7F.1.jo\n');
    expect(page).toContain('\nDetails: https://care.example/incidents/I-0V3K7F\n');
    const kept = composeText([item(anIncident())], { ...context, links: impersonal(links) }).body;
    expect(kept).toContain('\nAcknowledge: a link for jo alone, which is not kept\n');
    expect(kept).toContain('\nDetails: https://care.example/incidents/I-0V3K7F\n');
    const unknown = composeText([{ row: aRow(), incident: null }], { ...context, links });
    expect(unknown.body).toBe('Look at it: https://care.example/incidents/I-0V3K7F');
  });

  it('says what the client was promised, and how much of it is left', () => {
    const owed = anIncident({ respondBy: night + 900_000, resolveBy: night - 60_000 });
    const { body } = composeText([item(owed)], context);
    expect(body).toContain('\nRespond by: 2026-11-23 03:15 Europe/Berlin, in 15 min\n');
    expect(body).toContain('\nFix by: 2026-11-23 02:59 Europe/Berlin, 1 min ago\n');
    const answered = anIncident({ ...owed, acknowledgedAt: night });
    expect(composeText([item(answered)], context).body).not.toContain('Respond by');
  });

  it('that is late says by how much', () => {
    const later = { ...context, now: night + 3_600_000 };
    expect(composeText([item(anIncident())], later).body).toContain('Late by 1 h');
  });

  it('says what the agent could not do', () => {
    const notice = 'caretaker could not write this to its store: the disk is full';
    expect(composeText([item(anIncident())], { ...context, notice }).body).toMatch(
      /^caretaker could not write this to its store: the disk is full\n/,
    );
  });

  it('leaves though its incident cannot be read', () => {
    const { subject, body } = composeText([{ row: aRow(), incident: null }], context);
    expect(subject).toBe('incident I-0V3K7F');
    expect(body).toContain('caretaker incidents show I-0V3K7F');
  });
});

describe('an all-clear', () => {
  it('says when, by whom, and how long it lasted', () => {
    const over = anIncident({ state: 'resolved', resolvedAt: night, resolvedBy: 'caretaker' });
    const { subject, body } = composeText([item(over, { kind: 'resolved' })], context);
    expect(subject).toBe('Resolved: P1 shop: The site answers 500 [I-0V3K7F]');
    expect(body).toContain('Resolved: 2026-11-23 03:00 Europe/Berlin by caretaker');
    expect(body).toContain('It lasted 3 min, since 2026-11-23 02:57 Europe/Berlin.');
  });
});

describe('a word of the agent about itself', () => {
  it('is sent as it was written', () => {
    const text = { subject: 'The store was damaged', body: 'It was moved aside.' };
    const row = aRow(aDraft(undefined, { incident: null, kind: 'self', text }));
    expect(composeText([{ row, incident: null }], context)).toEqual(text);
  });
});

describe('several pages in one message', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    item(anIncident({ id: `I-${index}`, title: `Trouble ${index}` })),
  );
  const [first = item(anIncident()), ...others] = many;

  it('show the first in full, and count and list the others', () => {
    const { subject, body } = composeText([first, ...others.slice(0, 2)], context);
    expect(subject).toBe('P1 shop: Trouble 0 [I-0] (and 2 more)');
    expect(body).toMatch(
      /2 more for you:\n- P1 shop: Trouble 1 \[I-1\]\n- P1 shop: Trouble 2 \[I-2\]$/,
    );
  });

  it('fit into the channel, with the right count', () => {
    const { subject, body } = composeText([first, ...others], context);
    expect(subject).toContain('(and 299 more)');
    expect(body.length).toBeLessThanOrEqual(context.maxBodyLength);
    const listed = body.match(/^- P1/gm)?.length ?? 0;
    expect(body).toContain(`… and ${299 - listed} more: caretaker incidents list`);
  });
});

describe('text from a site', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 400 });

  it('is shown as text and cannot pass for ours', () => {
    const incident = anIncident({
      title: 'Down\r\nBcc: all@evil.example\u202e',
      evidence: 'x\nAcknowledge: https://evil.example/${7*7}',
      url: 'javascript:alert(1)',
    });
    const { subject, body } = composeText([item(incident)], context);
    expect(subject).toBe('P1 shop: Down Bcc: all@evil.example\\u{202e} [I-0V3K7F]');
    expect(body).toContain('> Acknowledge: https://evil.example/${7*7}');
    expect(body).not.toContain('javascript');
  });

  it('never breaks the subject, hides nothing, and always leaves room for what to do', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (title, evidence, advice, url) => {
        const incident = anIncident({ title, evidence, advice, url });
        const { subject, body } = composeText([item(incident)], context);
        expect(subject.length).toBeLessThanOrEqual(120);
        expect(subject.match(invisible)).toBeNull();
        expect(subject).toContain('[I-0V3K7F]');
        expect(body.length).toBeLessThanOrEqual(context.maxBodyLength);
        expect(body.replaceAll('\n', '').match(invisible)).toBeNull();
        expect(body).toContain('\nAcknowledge: caretaker incidents ack I-0V3K7F\n');
      }),
    );
  });
});

describe('links', () => {
  it.each([
    ['https://shop.example/a?b=c', 'https://shop.example/a?b=c'],
    ['https://user:pass@shop.example/', 'https://shop.example/'],
    ['data:text/html,x', null],
    ['shop', null],
  ])('%s becomes %s', (text, link) => {
    expect(webLink(text)).toBe(link);
  });
});
