import { describe, expect, it } from 'vitest';
import { formatRun, formats } from '../../../src/report/check-run/format.ts';
import { hostileRun, mixedRun, run } from '../../support/check-runs.ts';

const presentation = { columns: 80, color: false, unicode: true, version: '1.2.3' };

describe.each(formats)('the format %s', (format) => {
  it('ends with exactly one line break', async () => {
    expect(await formatRun(format, mixedRun(), presentation)).toMatch(/[^\n]\n$/);
  });

  it('prints a run of no checks', async () => {
    expect(await formatRun(format, run([]), presentation)).not.toBe('');
  });

  it('never passes on a character that steers a terminal or hides', async () => {
    const text = await formatRun(format, hostileRun(), presentation);
    expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(text).not.toMatch(/[\u200b-\u200f\u2028-\u202e\u{e0041}]/u);
  });

  it('is well-formed Unicode', async () => {
    const text = await formatRun(format, hostileRun(), presentation);
    expect(text.isWellFormed()).toBe(true);
  });
});
