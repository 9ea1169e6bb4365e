import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOf, linksOf } from '../../../src/analysis/accessibility/links.ts';
import { type PageLab, pageLab } from '../../support/page-lab.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await pageLab();
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

const look = (body: string) =>
  lab.look(`<!doctype html><html lang="en"><title>Hours</title><body>${body}`);

describe('the context of a link', () => {
  const contextIn = async (body: string) => {
    const link = linksOf(await look(body)).at(-1);
    return link && contextOf(link).replace(/\s+/g, ' ').trim();
  };

  it.each([
    ['its paragraph', '<p>About the mill. <b>See</b> <a href="/a">here</a></p>', 'About the mill.'],
    [
      'the run of text it stands in',
      '<div><h2>Mill</h2>The mill: <a href="/a">more</a></div>',
      'The mill:',
    ],
    ['the item above a nested list', '<ul><li>Mill<ul><li><a href="/a">PDF</a></ul></ul>', 'Mill'],
  ])('is %s', async (_, body, expected) => {
    expect(await contextIn(body)).toContain(expected);
  });

  it.each([
    [
      'a heading or a block beside it',
      '<h2>Mill</h2><p>It turns.</p><div><a href="/a">more</a></div>',
    ],
    ['another vague link', '<div><a href="/b">here</a> <a href="/a">more</a></div>'],
  ])('is not %s', async (_, body) => {
    expect(await contextIn(body)).toBe('');
  });
});
