import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startProgress, useColor, useUnicode } from '../../src/cli/terminal.ts';
import { memoryIo } from '../support/memory-io.ts';

type Env = Readonly<Record<string, string>>;

describe('colour', () => {
  it.each<[expected: boolean, isTty: boolean, env: Env]>([
    [true, true, {}],
    [false, false, {}],
    [false, true, { NO_COLOR: '1' }],
    [true, true, { NO_COLOR: '' }],
    [false, true, { TERM: 'dumb' }],
    [true, false, { FORCE_COLOR: '1' }],
    [true, false, { FORCE_COLOR: '' }],
    [true, true, { FORCE_COLOR: '3', TERM: 'dumb' }],
    [false, true, { FORCE_COLOR: '0' }],
    [false, true, { FORCE_COLOR: 'false' }],
    [false, false, { FORCE_COLOR: '1', NO_COLOR: '1' }],
  ])('%s on a terminal (%s) with %j', (expected, stdoutIsTty, env) => {
    const io = memoryIo({ stdoutIsTty, env });
    expect(useColor(io, true)).toBe(expected);
    expect(useColor(io, false)).toBe(false);
  });
});

describe('signs beyond ASCII', () => {
  it.each<[expected: boolean, env: Env]>([
    [true, {}],
    [true, { LANG: 'en_GB.UTF-8' }],
    [true, { LANG: 'C.UTF-8' }],
    [false, { LANG: 'C' }],
    [false, { LC_ALL: 'POSIX', LANG: 'en_GB.UTF-8' }],
    [true, { LC_CTYPE: 'en_GB.UTF-8', LANG: 'C' }],
    [false, { TERM: 'linux' }],
    [false, { TERM: 'dumb' }],
  ])('%s with %j', (expected, env) => expect(useUnicode(memoryIo({ env }))).toBe(expected));
});

describe('progress', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('spins on one line, counts the seconds, and takes itself away', () => {
    const io = memoryIo({ stderrIsTty: true });
    const progress = startProgress(io);
    progress.update('uptime, tls-certificate');
    vi.advanceTimersByTime(2100);
    progress.update('uptime');
    progress.clear();
    const after = io.err();
    vi.advanceTimersByTime(1000);
    expect(io.err()).toBe(after);
    const drawn = after.split('\r\u001b[2K');
    expect(drawn[1]).toBe('⠋ uptime, tls-certificate');
    expect(drawn.at(-2)).toMatch(/^[⠀-⣿] uptime {2}2 s$/);
    expect(drawn.at(-1)).toBe('');
    expect(after).not.toContain('\n');
  });

  it('never wraps', () => {
    const io = memoryIo({ stderrIsTty: true, columns: 20 });
    const progress = startProgress(io);
    progress.update('a check with a name that is far too long');
    progress.clear();
    for (const line of io.err().split('\r\u001b[2K')) expect(line.length).toBeLessThan(20);
  });

  it('spins in ASCII where nothing else comes out right', () => {
    const io = memoryIo({ stderrIsTty: true, env: { LANG: 'C' } });
    const progress = startProgress(io);
    progress.update('uptime');
    progress.clear();
    expect(io.err()).toMatch(/^[\x00-\x7f]+$/);
  });

  it.each<[isTty: boolean, env: Env]>([
    [false, {}],
    [true, { CI: 'true' }],
    [true, { TERM: 'dumb' }],
  ])('is silent on a terminal (%s) with %j', (stderrIsTty, env) => {
    const io = memoryIo({ stderrIsTty, env });
    const progress = startProgress(io);
    progress.update('uptime');
    vi.advanceTimersByTime(1000);
    progress.clear();
    expect(io.err()).toBe('');
  });
});
