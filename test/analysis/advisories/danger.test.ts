import { describe, expect, it } from 'vitest';
import { isUnauthenticatedCodeExecution } from '../../../src/analysis/advisories/danger.ts';

const open = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

function signs(more: { vector?: string | null; cwes?: readonly number[]; title?: string }) {
  return isUnauthenticatedCodeExecution({
    vector: open,
    cwes: [],
    title: 'Gallery < 2.0',
    ...more,
  });
}

describe('anybody may run code on the server', () => {
  it.each([77, 78, 94, 95, 98, 434, 502])(
    'where the weakness is CWE-%d and the vector open',
    (cwe) => {
      expect(signs({ cwes: [79, cwe] })).toBe(true);
      expect(signs({ cwes: [cwe], vector: null })).toBe(false);
    },
  );

  it('by the vectors of every version of CVSS', () => {
    const vectors = [
      'CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H',
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      'AV:N/AC:L/Au:N/C:C/I:C/A:C',
    ];
    for (const vector of vectors) expect(signs({ vector, cwes: [94] })).toBe(true);
  });

  it.each([
    ['an account is needed', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H'],
    ['a victim has to help', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H'],
    ['it takes access to the machine', 'CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
    ['only secrets are lost', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N'],
    ['the vector is none', 'critical'],
  ])('but not where %s', (_why, vector) => {
    expect(signs({ vector, cwes: [94] })).toBe(false);
  });

  it('but not by SQL injection, whatever its score', () => {
    expect(signs({ cwes: [89] })).toBe(false);
  });

  it.each([
    'Gallery <= 3.2 - Unauthenticated Remote Code Execution',
    'Gallery: pre-auth RCE in upload handler',
    'Unauthenticated Arbitrary File Upload to Remote Code Execution',
    'Un-Authenticated arbitrary PHP code execution',
  ])('where the title says so: %s', (title) => {
    expect(signs({ title, vector: null })).toBe(true);
  });

  it.each([
    'Gallery <= 3.2 - Authenticated (Administrator+) Remote Code Execution',
    'Gallery <= 3.2 - Unauthenticated SQL Injection',
    'Gallery <= 3.2 - Remote Code Execution',
    'Gallery - Unauthenticated stored XSS via RCEdit field',
  ])('but not where it says less: %s', (title) => {
    expect(signs({ title, vector: null })).toBe(false);
  });
});
