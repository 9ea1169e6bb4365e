import { expect, test } from 'vitest';
import dotnet from '../../src/platforms/dotnet.ts';
import type { AnswerOptions } from '../support/artifacts.ts';
import { scoreOf, versionOf } from './detection.ts';

const certain: readonly (readonly [string, AnswerOptions])[] = [
  ['X-AspNet-Version', { headers: [['X-AspNet-Version', '4.0.30319']] }],
  ['Kestrel', { headers: [['server', 'Kestrel']] }],
  ['an antiforgery cookie', { headers: [['set-cookie', '.AspNetCore.Antiforgery.x=***']] }],
  [
    'the page that ASP.NET Core shows to developers',
    { body: '<h1>An unhandled exception occurred while processing the request.</h1>' },
  ],
  ['view state', { body: '<input type="hidden" name="__VIEWSTATE" value="">' }],
];

const unsure: readonly (readonly [string, AnswerOptions])[] = [
  [
    'IIS alone, which runs PHP as well',
    {
      headers: [
        ['server', 'Microsoft-IIS/10.0'],
        ['x-powered-by', 'ASP.NET'],
      ],
    },
  ],
];

test.each(certain)('is recognised by %s', (_, page) => {
  expect(scoreOf(dotnet, page)).toBeGreaterThanOrEqual(50);
});

test.each(unsure)('is not taken for certain by %s', (_, page) => {
  expect(scoreOf(dotnet, page)).toBeLessThan(50);
});

test('takes the number of the runtime for no version', () => {
  expect(versionOf(dotnet, { headers: [['X-AspNet-Version', '4.0.30319']] })).toBeNull();
});
