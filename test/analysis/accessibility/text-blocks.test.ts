import { afterAll, beforeAll, expect, it } from 'vitest';
import { backdropOf } from '../../../src/analysis/accessibility/backdrop.ts';
import { hexOf } from '../../../src/analysis/accessibility/colours.ts';
import {
  beginningOf,
  elementsWithText,
  textBlocks,
} from '../../../src/analysis/accessibility/text-blocks.ts';
import { type PageLab, pageLab } from '../../support/page-lab.ts';

let lab: PageLab;
beforeAll(async () => {
  lab = await pageLab();
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

const look = (body: string) =>
  lab.look(`<!doctype html><html lang="en"><title>Mill</title><body>${body}`);

it('joins the inline pieces of a paragraph, in the order in which they are read', async () => {
  const page = await look('<p>The <b>old <i>mill</i></b> by the river</p>');
  const [block] = textBlocks(page);
  expect(block?.element.tag).toBe('p');
  expect(block?.text).toBe('The old mill by the river');
  expect(block?.lines).toHaveLength(1);
});

it('breaks a paragraph into the lines that are seen', async () => {
  const page = await look('<p style="width: 90px">The old mill by the river burnt down</p>');
  const [block] = textBlocks(page);
  expect(block?.lines.length).toBeGreaterThan(2);
  expect(block?.lines.every(({ box }) => box.width <= 90)).toBe(true);
});

it('keeps columns apart', async () => {
  const page = await look(
    '<p style="columns: 2; column-gap: 80px; width: 600px">One line of the first column stands here.<br>Another one stands in the second column.</p>',
  );
  expect(textBlocks(page)[0]?.lines.every(({ box }) => box.width < 300)).toBe(true);
});

it('leaves out what cannot be seen', async () => {
  const page = await look(
    '<p style="visibility: hidden">One</p><p style="opacity: 0">Two</p><p hidden>Three</p><p>Four</p>',
  );
  expect(textBlocks(page).map(({ text }) => text)).toEqual(['Four']);
  expect([...elementsWithText(page)].map(({ tag }) => tag)).toEqual(['p', 'body', 'html']);
});

it('gives the beginning of a long text', async () => {
  const page = await look(`<div>${'<p>The old mill</p>'.repeat(100)}</div>`);
  const [element] = page.tagged('div');
  expect(element && beginningOf(element, 20)).toBe('The old mill The old');
});

it('finds the plain colour behind an element, through what is clear', async () => {
  const page = await look(
    '<div style="background: #ff0000"><p style="background: rgba(255, 255, 255, 0.5)">Mill</p></div><p style="background: linear-gradient(red, blue)">River</p>',
  );
  const [first, second] = page.tagged('p').map((element) => backdropOf(element));
  expect(first && hexOf(first)).toBe('#ff8080');
  expect(second).toBeNull();
});
