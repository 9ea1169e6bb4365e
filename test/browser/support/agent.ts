// An agent for tests, to be killed: looks at the page that is named, on the port that is allowed,
// and prints each step.
import { createBrowsers } from '../../../src/browser/host/browsers.ts';

const [url = '', allowed = ''] = process.argv.slice(2);
const browsers = createBrowsers({
  entries: { 'page-audit': new URL('./look.ts', import.meta.url) },
});
const answer = await browsers.run(
  'page-audit',
  { url, device: 'desktop', accessibility: false },
  {
    signal: new AbortController().signal,
    deadlineMs: 30_000,
    allowPrivate: [allowed],
    onStep: (step) => process.stdout.write(`${step}\n`),
  },
);
process.stdout.write(`${answer.ok ? 'looked' : answer.failure.message}\n`);
