import { expect, it } from 'vitest';
import { controlAddress, sameAnswer } from '../../src/analysis/control-answer.ts';
import { type AnswerOptions, answer } from '../support/artifacts.ts';

const control = 'https://shop.example/no-such-page-0123';
const same = (a: AnswerOptions, b: AnswerOptions) => {
  const [one, other] = [answer({ url: control, ...a }), answer(b)];
  return one.ok && other.ok && sameAnswer(one.value, other.value);
};

it('asks for the same path each time', () => {
  const folder = new URL('https://shop.example/blog/');
  expect(controlAddress(folder)).toMatch(
    /^https:\/\/shop\.example\/blog\/no-such-page-[0-9a-f]{12}$/,
  );
  expect(controlAddress(folder)).toBe(controlAddress(folder));
});

it.each<[string, AnswerOptions, AnswerOptions]>([
  [
    'a page that names its address',
    { body: `<p>${control} is not here` },
    { url: 'https://shop.example/.env', body: '<p>https://shop.example/.env is not here' },
  ],
  [
    'a page with a token and a time',
    { body: 'token aGVsbG8gd29ybGQxMjM0 at 12:01' },
    { body: 'token c2Vjb25kIHRva2VuNTY3OA at 13:22' },
  ],
  ['an empty one', { body: '' }, { body: '' }],
])('sees that %s is what everything is answered with', (_, a, b) => {
  expect(same(a, b)).toBe(true);
});

it.each<[string, AnswerOptions, AnswerOptions]>([
  ['another status', { status: 404, body: 'x' }, { body: 'x' }],
  ['another text', { body: 'nothing here' }, { body: 'ref: refs/heads/main' }],
])('tells %s', (_, a, b) => expect(same(a, b)).toBe(false));
