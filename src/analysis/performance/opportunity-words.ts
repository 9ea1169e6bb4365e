/** What to say about an audit of Lighthouse to somebody who has not read its manual. */
export interface OpportunityWords {
  readonly title: string;
  readonly advice: string;
  readonly help: string;
}

const insights = 'https://developer.chrome.com/docs/performance/insights';
const audits = 'https://developer.chrome.com/docs/lighthouse/performance';

/** By the vendor’s audit id. */
const words: Readonly<Record<string, OpportunityWords>> = {
  'bootup-time': {
    title: 'Scripts keep the browser busy',
    advice: 'Send less script, and load what is not needed at once after the page.',
    help: `${audits}/bootup-time`,
  },
  'cache-insight': {
    title: 'Files are fetched again on the next visit',
    advice:
      'Give files that rarely change a long Cache-Control: max-age, and new names when they do.',
    help: `${insights}/cache`,
  },
  'document-latency-insight': {
    title: 'The page itself comes late or uncompressed',
    advice: 'Switch on compression (Brotli or gzip), cache the page, and spare visitors redirects.',
    help: `${insights}/document-latency`,
  },
  'dom-size-insight': {
    title: 'The page has too many elements',
    advice: 'Show long lists in parts, and drop wrappers that page builders leave behind.',
    help: `${insights}/dom-size`,
  },
  'font-display-insight': {
    title: 'Text is invisible until its font has come',
    advice: 'Set font-display: swap or optional in every @font-face.',
    help: `${insights}/font-display`,
  },
  'image-delivery-insight': {
    title: 'Images are larger than they need to be',
    advice:
      'Serve WebP or AVIF, in the size in which they are shown (srcset), and compress them more.',
    help: `${insights}/image-delivery`,
  },
  'lcp-breakdown-insight': {
    title: 'The largest element waits before it is loaded',
    advice: 'Let the HTML name the image, and do not wait for scripts to show it.',
    help: `${insights}/lcp-breakdown`,
  },
  'lcp-discovery-insight': {
    title: 'The largest image is found late',
    advice: 'Put it into the HTML with fetchpriority="high", and never load it lazily.',
    help: `${insights}/lcp-discovery`,
  },
  'legacy-javascript-insight': {
    title: 'Scripts carry code for browsers that nobody uses any more',
    advice: 'Build for current browsers: raise the targets of the build (browserslist).',
    help: `${insights}/legacy-javascript`,
  },
  'long-tasks': {
    title: 'Scripts run for long without a break',
    advice: 'Split long work into pieces, and move what can wait behind the first paint.',
    help: 'https://web.dev/articles/optimize-long-tasks',
  },
  'mainthread-work-breakdown': {
    title: 'The browser has too much to do',
    advice: 'Send less script and style, and simplify what is laid out again and again.',
    help: `${audits}/mainthread-work-breakdown`,
  },
  'modern-http-insight': {
    title: 'Files come over HTTP/1.1, a few at a time',
    advice: 'Switch on HTTP/2 or HTTP/3 on the server or the CDN.',
    help: `${insights}/modern-http`,
  },
  'network-dependency-tree-insight': {
    title: 'Files wait for one another',
    advice: 'Preload what is needed first, and shorten chains of files that load files.',
    help: `${insights}/network-dependency-tree`,
  },
  redirects: {
    title: 'Visitors are redirected before they see anything',
    advice: 'Link and publish the final address, and merge redirects into one.',
    help: `${audits}/redirects`,
  },
  'render-blocking-insight': {
    title: 'Files in the head hold up the first paint',
    advice:
      'Load scripts with defer, inline the few rules of the first screen, load the rest later.',
    help: `${insights}/render-blocking`,
  },
  'server-response-time': {
    title: 'The server takes long to answer',
    advice: 'Cache whole pages, look for slow queries, and give PHP or .NET enough workers.',
    help: `${audits}/time-to-first-byte`,
  },
  'unminified-css': {
    title: 'Style sheets are not minified',
    advice: 'Minify CSS when the site is built or by a plugin.',
    help: `${audits}/unminified-css`,
  },
  'unminified-javascript': {
    title: 'Scripts are not minified',
    advice: 'Minify scripts when the site is built or by a plugin.',
    help: `${audits}/unminified-javascript`,
  },
  'unused-css-rules': {
    title: 'Most of the style sheets is not used on this page',
    advice: 'Load style sheets of plugins only where they are needed, and drop unused frameworks.',
    help: `${audits}/unused-css-rules`,
  },
  'unused-javascript': {
    title: 'Most of the scripts is not used on this page',
    advice: 'Load scripts of plugins only where they are needed, and split bundles by page.',
    help: `${audits}/unused-javascript`,
  },
};

/** Our words for an audit; null for one that we have none for. */
export function opportunityWords(audit: string): OpportunityWords | null {
  return (Object.hasOwn(words, audit) ? words[audit] : null) ?? null;
}
