import { describe, expect, it } from 'vitest';
import { entry, incident } from '../store/support/values.ts';
import { caretaker } from '../support/cli.ts';
import { deskFolder } from '../support/desk.ts';

describe('people at the command line', () => {
  it('see an incident, take it on, note something and resolve it', async () => {
    const shop = { site: 'shop', check: 'uptime', fingerprint: '' };
    const { cwd } = await deskFolder({
      incidents: [incident('I-0V3K7F', { trouble: shop })],
      timeline: [entry('I-0V3K7F')],
    });
    const env = { CLUB_HOST: 'hidden-club', CARETAKER_USER: 'jo' };
    const type = (...words: readonly string[]) => caretaker(words, { cwd, env });

    const list = await type('incidents', 'list', '--format', 'json');
    expect(JSON.parse(list.stdout)).toMatchObject([{ id: 'I-0V3K7F', state: 'open' }]);
    const ack = await type('incidents', 'ack', 'I-0V3K7F');
    expect(ack).toMatchObject({ code: 0, stderr: '' });
    await type('incidents', 'note', 'I-0V3K7F', 'the', 'host', 'is', 'at', 'it', '--as', 'sam');
    await type('incidents', 'resolve', 'I-0V3K7F', '--reason', 'Back again.');
    const { stdout } = await type('incidents', 'show', 'I-0V3K7F');
    expect(stdout).toMatch(/acknowledged +Jo Miller/);
    expect(stdout).toMatch(/noted +Sam Reed +the host is at it\n/);
    expect(stdout).toMatch(/resolved +Jo Miller +Back again\.\n/);
    expect(await type('incidents', 'ack', 'I-0V3K7F')).toMatchObject({ code: 1, stdout: '' });
  });

  it('are not kept from it by a broken config: they name the store', async () => {
    const shop = { site: 'shop', check: 'uptime', fingerprint: '' };
    const { cwd } = await deskFolder({
      incidents: [incident('I-0V3K7F', { trouble: shop })],
      timeline: [entry('I-0V3K7F')],
    });
    const env = { CARETAKER_USER: 'jo' };
    const type = (...words: readonly string[]) => caretaker(words, { cwd, env });

    const refused = await type('incidents', 'ack', 'I-0V3K7F');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('CLUB_HOST');
    expect(refused.stderr).toContain('name the store: --store <file>');
    const store = ['--store', 'data/caretaker.db'];
    expect(await type('incidents', 'ack', 'I-0V3K7F', ...store)).toMatchObject({ code: 0 });
    const { stdout } = await type('incidents', 'show', 'I-0V3K7F', ...store);
    expect(stdout).toMatch(/acknowledged +jo/);
  });
});
