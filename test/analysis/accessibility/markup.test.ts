import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFaults } from '../../../src/analysis/accessibility/markup.ts';

const faultsOf = (html: string) => readFaults(html).map(({ kind, what }) => `${kind} ${what}`);

describe('a document without faults', () => {
  it.each([
    ['optional end tags', '<ul><li>a<li>b</ul><table><tr><td>c<td>d<tr><td>e</table><p>f<p>g'],
    ['a paragraph that a block ends', '<p>a<div>b</div>'],
    ['void elements, also with an end tag', '<br><img src="a"></img><input></input><br/>'],
    [
      'tags in scripts, styles, text areas and comments',
      '<script>"</b>"</script><style></b></style><textarea></b></textarea><!-- </b> -->',
    ],
    ['drawings that close themselves', '<svg><g><path d="M0 0"/><circle/></g></svg>'],
    ['ids in templates', '<p id="a"></p><template><p id="a"></p></template>'],
    ['comments for an old browser', '<![if !IE]><p>a</p><![endif]>'],
    ['end tags of the document itself', 'a</body></html>'],
  ])('has %s', (_, html) => {
    expect(faultsOf(html)).toEqual([]);
  });
});

describe('a fault', () => {
  it.each([
    ['<div>a</span></div>', ['stray-end span']],
    ['<div><em>a</div>', ['unclosed em']],
    ['<div>a', ['unclosed div']],
    ['<b><i>a</b></i>', ['unclosed i', 'stray-end i']],
    ['<p>a<div>b</div></p>', ['stray-end p']],
    ['<img alt="" ALT="b">', ['duplicate-attribute alt']],
    ['<p id="a"></p><b id="a"></b>', ['duplicate-id a']],
    ['a <! note > b', ['broken-comment  note > b']],
  ])('in %s', (html, expected) => {
    expect(faultsOf(html).map((fault) => fault.replace('<!', ''))).toEqual(expected);
  });

  it('is named with its line and the element it stands in', () => {
    expect(readFaults('<div>\n<p>a</p>\n<p>b</b></p>\n</div>')).toEqual([
      {
        kind: 'stray-end',
        line: 3,
        what: 'b',
        at: expect.objectContaining({ tag: 'p', ordinal: 1 }),
      },
    ]);
  });
});

it('reads whatever a server sends, and keeps a bounded number of faults', () => {
  const pieces = fc.constantFrom(
    '<p>',
    '</p>',
    '<b ',
    'id=a',
    '>',
    '</div>',
    '<svg>',
    '<!',
    '<table>',
    '</svg>',
    '\0',
    'x',
    '<a/>',
    '"',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 300 }), (parts) => {
      expect(readFaults(parts.join('')).length).toBeLessThanOrEqual(1000);
    }),
  );
  expect(readFaults('</b>'.repeat(5000))).toHaveLength(200);
});
