import type { AdvisoryRating } from '../../core/package-record.ts';

/** How Drupal's security team rates a vulnerability. */
export interface DrupalRisk {
  readonly rating: AdvisoryRating | null;
  /** 20 points or more of 25. */
  readonly highlyCritical: boolean;
  /** Exploits exist or are used. */
  readonly exploited: boolean;
  /** Whoever attacks needs no account. */
  readonly unauthenticated: boolean;
}

/**
 * Points of each metric of the risk vector, 25 in all.
 * https://www.drupal.org/drupal-security-team/security-risk-levels-defined
 */
const points: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AC: { None: 4, Basic: 2, Complex: 1 },
  A: { None: 4, User: 2, Admin: 1 },
  CI: { All: 5, Some: 3, None: 0 },
  II: { All: 5, Some: 3, None: 0 },
  E: { Exploit: 4, Proof: 2, Theoretical: 1 },
  TD: { All: 3, Default: 2, Uncommon: 1 },
};

const levels = [
  { from: 20, word: 'highly', rating: 'critical' },
  { from: 15, word: '', rating: 'critical' },
  { from: 10, word: 'moderately', rating: 'moderate' },
  { from: 5, word: 'less', rating: 'low' },
  { from: 0, word: 'not', rating: 'low' },
] as const;

/**
 * Reads a risk vector such as `AC:None/A:None/CI:All/II:All/E:Exploit/TD:All`, also with the level and
 * points before it; the words in the advisory's title (`Webform - Critical - Access bypass - …`) count
 * where the vector is not whole, and wherever they say worse.
 */
export function readDrupalRisk(vector: string, title: string): DrupalRisk {
  const metrics = new Map(
    [...vector.slice(0, 300).matchAll(/\b(AC|A|CI|II|E|TD):([A-Za-z]{1,20})/g)].map(
      ([, metric = '', value = '']) => [metric, value] as const,
    ),
  );
  const named = levelIn(title) ?? levelIn(vector);
  const sum = sumOf(metrics);
  const counted = sum === null ? null : (levels.find(({ from }) => sum >= from) ?? null);
  const level =
    named && counted ? (named.from > counted.from ? named : counted) : (named ?? counted);
  return {
    rating: level?.rating ?? null,
    highlyCritical: level?.from === 20,
    exploited: metrics.get('E') === 'Exploit',
    unauthenticated: metrics.get('A') === 'None',
  };
}

/** `Critical`, alone or with the word that makes it more or less so. */
function levelIn(text: string) {
  const [all, found = ''] =
    /\b(?:(highly|moderately|less|not) )?critical\b/.exec(text.slice(0, 400).toLowerCase()) ?? [];
  return all === undefined ? null : (levels.find(({ word }) => word === found) ?? null);
}

function sumOf(metrics: ReadonlyMap<string, string>): number | null {
  const counted = Object.entries(points).map(([metric, values]) => {
    const value = metrics.get(metric) ?? '';
    return Object.hasOwn(values, value) ? (values[value] ?? null) : null;
  });
  return counted.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one),
    0,
  );
}
