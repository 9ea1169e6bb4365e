import { markupFaults, placeOf } from '../../markup.ts';
import type { Page } from '../../page.ts';
import { type PageRule, pageRules, type Sight } from '../../rule.ts';
import { quoted } from '../../words.ts';

/** Rules about the document as the server sends it, before the browser repairs it. */
export const markupRules = pageRules({
  'markup-misnested': {
    title: 'Start tags and end tags do not match',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Close every element, inner ones first, and remove end tags that nothing opened: browsers and assistive technology repair them each in their own way.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H74',
    *find(page) {
      for (const fault of markupFaults(page)) {
        if (fault.kind === 'stray-end') {
          yield {
            element: placeOf(page, fault),
            evidence: `Line ${fault.line}: </${fault.what}> closes nothing that is open.`,
          };
        } else if (fault.kind === 'unclosed') {
          yield {
            element: placeOf(page, fault),
            evidence: `Line ${fault.line}: <${fault.what}> is never closed where it should be.`,
          };
        }
      }
    },
  },
  'comment-broken': {
    title: 'A comment is not written as one',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Comments begin with <!-- and end with -->; with fewer dashes parts of the page vanish or notes become text.',
    help: 'https://html.spec.whatwg.org/multipage/parsing.html#parse-error-incorrectly-opened-comment',
    *find(page) {
      for (const fault of markupFaults(page)) {
        if (fault.kind !== 'broken-comment') continue;
        yield {
          element: placeOf(page, fault),
          evidence: `Line ${fault.line}: ${quoted(fault.what)}.`,
        };
      }
    },
  },
  'attribute-duplicated': {
    title: 'An attribute is given twice on one element',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Keep one of the two. Browsers take the first, which may be the wrong one: alt="" alt="Map" has no alternative.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H94',
    *find(page) {
      for (const fault of markupFaults(page)) {
        if (fault.kind !== 'duplicate-attribute') continue;
        yield {
          element: placeOf(page, fault),
          evidence: `Line ${fault.line}: <${fault.at?.tag ?? ''}> has the attribute “${fault.what}” twice.`,
        };
      }
    },
  },
  'id-duplicated': duplicateIdRule(),
});

function duplicateIdRule(): PageRule {
  return {
    title: 'Two elements have the same id',
    wcag: ['1.3.1', '4.1.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Give each element an id of its own: labels, descriptions and links reach only the first.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H93',
    *find(page) {
      const referred = referredIds(page);
      for (const fault of markupFaults(page)) {
        if (fault.kind !== 'duplicate-id') continue;
        const isUsed = referred.has(fault.what);
        const sight: Sight = {
          // Where links and labels lead, and where engines find it as well.
          element: page.byId(fault.what, page.snapshot.root) ?? placeOf(page, fault),
          evidence: `id="${fault.what}" stands again in line ${fault.line}${isUsed ? ', and a label or description refers to it' : ''}.`,
        };
        yield isUsed ? { ...sight, verdict: 'failed' } : sight;
      }
    },
  };
}

/** Ids on which names and descriptions of elements depend. */
function referredIds({ elements }: Page): ReadonlySet<string> {
  const lists = elements.flatMap(({ tag, attributes }) => [
    tag === 'label' ? attributes.for : undefined,
    attributes['aria-labelledby'],
    attributes['aria-describedby'],
    attributes['aria-errormessage'],
    attributes.headers,
  ]);
  return new Set(lists.flatMap((list) => list?.split(/\s+/) ?? []).filter(Boolean));
}
