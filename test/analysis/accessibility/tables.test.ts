import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersOf, tablesOf } from '../../../src/analysis/accessibility/tables.ts';
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

describe('a table', () => {
  const html = `<table><caption>Desks</caption>
    <tr><th scope="col">Floor<th scope="col">Desk<th scope="col" id="many">Chairs</tr>
    <tr><th scope="row" rowspan="2">First<td>Lending<td>2</tr>
    <tr><td>Reading<td headers="many">14</tr>
    <tr><td colspan="3"><table><tr><td>inner</table></tr></table>`;

  it('is a grid in which cells that span push the others aside', async () => {
    const [table] = tablesOf(await look(html));
    expect(table?.width).toBe(3);
    expect(table?.rows.map((row) => row.map(({ column }) => column))).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [1, 2],
      [0],
    ]);
  });

  it('gives a cell the headers that it names, or else those above and before it', async () => {
    const [table] = tablesOf(await look(html));
    const headersOfText = (text: string) => {
      const cell = table?.cells.find((one) => one.text === text);
      return table && cell ? headersOf(table, cell).map((header) => header.text) : [];
    };
    expect(headersOfText('Reading')).toEqual(['Desk', 'First']);
    expect(headersOfText('14')).toEqual(['Chairs']);
  });
});
