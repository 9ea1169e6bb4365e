import type { Facts } from '../../../src/analysis/assertion/look.ts';

const dayMs = 86_400_000;

/** What a healthy answer tells; whatever matters to a test is overridden. */
export function facts(overrides: Partial<Facts> = {}): Facts {
  return {
    status: 200,
    responseTimeMs: 312.4,
    body: '{"status":"UP"}',
    headers: [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['X-Cache', 'HIT'],
      ['Age', '120'],
    ],
    ip: '203.0.113.7',
    certificateExpiresInMs: 20 * dayMs,
    ...overrides,
  };
}
