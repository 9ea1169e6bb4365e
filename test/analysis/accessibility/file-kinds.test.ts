import { describe, expect, it } from 'vitest';
import { fileKindOf, isSaid } from '../../../src/analysis/accessibility/file-kinds.ts';

describe('the kind of a file', () => {
  it.each(['/statutes.pdf', '/a/b/STATUTES.PDF'])('%s is a document to download', (path) => {
    expect(fileKindOf(path)?.extension).toBe('pdf');
  });

  it.each(['/talk.mp3', '/talk.mov'])('%s is heard or seen over time', (path) => {
    expect(fileKindOf(path)?.isMedia).toBe(true);
  });

  it.each(['/', '/fees', '/fees.html', '/fees.php', '/v2.0', '/a.pdf/'])('%s is a page', (path) => {
    expect(fileKindOf(path)).toBeNull();
  });

  it('is said by its name in any case, and by words of the trade', () => {
    const sheet = fileKindOf('/fees.xlsx');
    expect(sheet && isSaid(sheet, 'Fees (Excel, 20 kB)')).toBe(true);
    expect(sheet && isSaid(sheet, 'Fees of this year')).toBe(false);
  });
});
