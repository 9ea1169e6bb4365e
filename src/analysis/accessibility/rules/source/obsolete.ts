import { upwards } from '../../page.ts';
import { pageRules } from '../../rule.ts';

/** What to write instead of elements that HTML has dropped (HTML, 16.2). Blinking and running text is left to axe. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['center', 'text-align: center in CSS'],
  ['font', 'font-size, font-family and color in CSS'],
  ['basefont', 'font-size in CSS'],
  ['big', 'font-size in CSS'],
  ['tt', '<code> or <kbd>'],
  ['strike', '<s> or <del>'],
  ['acronym', '<abbr>'],
  ['dir', '<ul>'],
  ['applet', '<object>'],
  ['frameset', 'one page with <nav> and <main>'],
  ['nobr', 'white-space: nowrap in CSS'],
  ['xmp', '<pre><code>'],
  ['listing', '<pre><code>'],
  ['plaintext', '<pre><code>'],
  ['bgsound', '<audio controls>'],
  ['spacer', 'margin in CSS'],
  ['isindex', '<form> with <input>'],
  ['multicol', 'columns in CSS'],
]);

/** Attributes that only set how something looks, and the elements on which they once did; none means any. */
const looks: ReadonlyMap<string, readonly string[]> = new Map([
  ['bgcolor', []],
  ['bordercolor', []],
  [
    'align',
    [
      'p',
      'div',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'table',
      'caption',
      'hr',
      'td',
      'th',
      'tr',
      'thead',
      'tbody',
      'tfoot',
      'img',
      'legend',
      'iframe',
      'object',
      'input',
      'col',
    ],
  ],
  ['valign', ['td', 'th', 'tr', 'thead', 'tbody', 'tfoot', 'col', 'colgroup']],
  ['background', ['body', 'table', 'tr', 'td', 'th']],
  ['text', ['body']],
  ['link', ['body']],
  ['vlink', ['body']],
  ['alink', ['body']],
  ['color', ['hr', 'basefont']],
  ['hspace', ['img', 'object', 'iframe']],
  ['vspace', ['img', 'object', 'iframe']],
  ['nowrap', ['td', 'th']],
  ['noshade', ['hr']],
  ['compact', ['ul', 'ol', 'dl', 'menu']],
  ['clear', ['br']],
]);

/** Rules about elements and attributes that HTML has dropped. */
export const obsoleteRules = pageRules({
  'element-obsolete': {
    title: 'The page uses elements that HTML has dropped',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Use CSS for the look and elements that say what something is: visitors who set their own colours and sizes are then not overruled.',
    help: 'https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features',
    *find(page) {
      for (const element of page.elements) {
        const instead = replacements.get(element.tag);
        if (instead === undefined || isDrawn(element)) continue;
        yield { element, evidence: `<${element.tag}> is obsolete; use ${instead}.` };
      }
    },
  },
  'attribute-obsolete': {
    title: 'The look of the page is set by attributes that HTML has dropped',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Set colours, alignment and space in CSS, where visitors can overrule them.',
    help: 'https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features',
    *find(page) {
      for (const element of page.elements) {
        const { tag, attributes } = element;
        const name = Object.keys(attributes).find((one) => {
          const tags = looks.get(one);
          return tags && (tags.length === 0 || tags.includes(tag));
        });
        if (name === undefined || tag.includes('-') || isDrawn(element)) continue;
        yield { element, evidence: `<${tag} ${name}="${attributes[name] ?? ''}">.` };
      }
    },
  },
});

/** Whether an element is part of a drawing or a formula, where the same names mean other things. */
function isDrawn(element: Parameters<typeof upwards>[0]): boolean {
  return upwards(element).some(({ tag }) => tag === 'svg' || tag === 'math');
}
