// Full audits of these pages by caretaker: one mobile page audit and one mobile run of Lighthouse each.
// With `--accessibility-only` no Lighthouse.
import { createBrowsers } from '../../../src/browser/host/browsers.ts';

const [mode = '', ...urls] = process.argv.slice(2);
const browsers = createBrowsers({});
const allowPrivate = ['127.0.0.0/8'];
for (const url of urls) {
  const limits = { signal: AbortSignal.timeout(180_000), deadlineMs: 90_000, allowPrivate };
  const audit = await browsers.run(
    'page-audit',
    { url, device: 'mobile', accessibility: true },
    limits,
  );
  if (!audit.ok || audit.value.gaps.length > 0) {
    throw new Error(JSON.stringify(audit.ok ? audit.value.gaps : audit.failure));
  }
  if (mode === '--accessibility-only') continue;
  const run = await browsers.run('lighthouse', { url, device: 'mobile', html: false }, limits);
  if (!run.ok) throw new Error(run.failure.message);
}
await browsers.close();
