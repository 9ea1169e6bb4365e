import { describe, expect, it } from 'vitest';
import { readDrupalRisk } from '../../../src/analysis/feeds/drupal-risk.ts';

const levelOf = (vector: string, title = '') => {
  const { rating, highlyCritical } = readDrupalRisk(vector, title);
  return highlyCritical ? 'highly critical' : rating;
};

describe('the risk that Drupal’s security team sees', () => {
  it.each([
    ['AC:None/A:None/CI:All/II:All/E:Exploit/TD:All', 'highly critical'],
    ['AC:None/A:None/CI:All/II:All/E:Theoretical/TD:Uncommon', 'highly critical'],
    ['AC:Basic/A:Admin/CI:All/II:All/E:Theoretical/TD:Uncommon', 'critical'],
    ['AC:Basic/A:User/CI:Some/II:Some/E:Proof/TD:Default', 'moderate'],
    ['AC:Complex/A:Admin/CI:Some/II:None/E:Theoretical/TD:Uncommon', 'low'],
  ])('%s is %s', (vector, level) => {
    expect(levelOf(vector)).toBe(level);
  });

  it('is read with its level and points before it', () => {
    const vector = 'Highly critical 20/25 AC:None/A:None/CI:All/II:All/E:Theoretical/TD:Uncommon';
    expect(readDrupalRisk(vector, '')).toEqual({
      rating: 'critical',
      highlyCritical: true,
      exploited: false,
      unauthenticated: true,
    });
  });

  it('is the title’s where the vector is not whole, and the worse of the two', () => {
    expect(levelOf('AC:None', 'Tides - Moderately critical - XSS')).toBe('moderate');
    expect(
      levelOf(
        'AC:Complex/A:Admin/CI:Some/II:None/E:Theoretical/TD:Uncommon',
        'Tides - Critical - XSS',
      ),
    ).toBe('critical');
  });

  it('is unknown where nobody says', () => {
    expect(levelOf('', 'Tides - Access bypass')).toBeNull();
    expect(levelOf('AC:constructor/A:None/CI:All/II:All/E:Exploit/TD:All')).toBeNull();
  });

  it('tells of exploits', () => {
    expect(readDrupalRisk('E:Exploit', '').exploited).toBe(true);
    expect(readDrupalRisk('E:Proof', '').exploited).toBe(false);
  });
});
