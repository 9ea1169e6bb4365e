import { pageRules } from '../../rule.ts';

/** A page with fewer headings may be a part of another. */
const fewestHeadings = 4;

/** Rules about the heading of the whole page. */
export const topHeadingRules = pageRules({
  'headings-without-top': {
    title: 'The page has headings, but none of the first level',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Make the name of the page its `<h1>`: readers jump to it, and hear where they are.',
    help: 'https://www.w3.org/WAI/tutorials/page-structure/headings/',
    *find(page) {
      const headings = page.elements.filter(
        ({ tag, role, path }) =>
          (role === 'heading' || /^h[1-6]$/.test(tag)) && !path.includes('!'),
      );
      const hasTop = headings.some(({ tag, states }) => tag === 'h1' || states.level === 1);
      if (hasTop || headings.length < fewestHeadings) return;
      const tags = [...new Set(headings.map(({ tag }) => tag))].slice(0, 6).join(', ');
      yield { element: page.snapshot.root, evidence: `${headings.length} headings: ${tags}.` };
    },
  },
});
