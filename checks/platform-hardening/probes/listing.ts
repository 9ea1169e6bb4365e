import type { HttpExchange } from '../../../src/core/artifacts/http-exchange.ts';
import type { Platform } from '../../../src/core/site.ts';
import { count, type Exposure, type HardeningProbe, pageText, probe } from '../probe.ts';

/** A folder that has to show nothing of what is in it. */
export function directoryListing(path: string, platforms: readonly Platform[]): HardeningProbe {
  return probe({ path, platforms }, listing);
}

/** Whether a page is the web server's own list of a folder: Apache, nginx and others, or IIS. */
export function listing(answer: HttpExchange): Exposure | null {
  const text = pageText(answer)?.slice(0, 64 * 1024) ?? '';
  const isListing =
    /<title>Index of \//i.test(text) ||
    /<A HREF="[^"]{0,500}">\[To Parent Directory\]<\/A>/i.test(text);
  if (!isListing) return null;
  const entries = (text.match(/<a\s{1,5}href="[^"?]{1,500}"/gi) ?? []).length;
  return { rule: 'directory-listed', evidence: `a list with ${count(entries, 'link')}` };
}
