import { createHash } from 'node:crypto';
import {
  type FieldRecord,
  knownFieldData,
  readFieldData,
} from '../analysis/performance/read-field-data.ts';
import { gathered } from '../core/artifacts/failure.ts';
import { chromeUxReport, type FieldData } from '../core/artifacts/field-data.ts';
import type { Device } from '../core/artifacts/page-audit.ts';
import type { FeedContext, FeedReading } from '../core/feed.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import { type FeedLimits, feedLimits } from './feeds/limits.ts';
import { feedReader } from './feeds/reader.ts';
import { offReason, settingsOf } from './feeds/state.ts';

const maxBytes = 256 * 1024;

/** The service's words for devices. */
const formFactors: Readonly<Record<Device, string>> = { mobile: 'PHONE', desktop: 'DESKTOP' };

/** Asks what visitors saw at a page or, where too few came, at its origin. */
export default {
  artifact: 'field-data',
  gather: ({ url, device }, context) => gatherFieldData(url, device, context, feedLimits),
} satisfies Gatherer<'field-data'>;

/** The same with other limits, for tests. Always gathered: that nothing is known is an answer too. */
export async function gatherFieldData(
  url: string,
  device: Device,
  context: GatherContext,
  limits: FeedLimits,
) {
  const off = offReason(chromeUxReport, context.access.feeds);
  if (off !== null) return gathered<FieldData>({ known: false, reason: off });
  const { clock, signal, trace, feedCache: cache } = context;
  const settings = settingsOf(chromeUxReport, context.access.feeds);
  const feed = chromeUxReport;
  const ports = { feed, settings, cache, clock, signal, trace, limits, disclose: true };
  const ask = recordAsker(feedReader(ports).context, formFactors[device]);
  const { origin } = new URL(url);

  const page = await ask({ url: pageOf(url) });
  if (page.value?.record) return gathered(knownFieldData(page.value.record, 'page'));
  const whole = page.value === null ? page : await ask({ origin });
  if (whole.value?.record) return gathered(knownFieldData(whole.value.record, 'origin'));
  const reason =
    whole.value === null
      ? `the ${feed.title} cannot be read: ${whole.failure?.reason ?? 'no reason is known'}`
      : `the ${feed.title} knows too few visits`;
  return gathered<FieldData>({ known: false, reason });
}

/** That nothing is known has to be kept too, and a document is never null. */
type Kept = { readonly record: FieldRecord | null };

function recordAsker(context: FeedContext, formFactor: string) {
  return (pattern: { url: string } | { origin: string }): Promise<FeedReading<Kept>> => {
    const body = JSON.stringify({ ...pattern, formFactor });
    // An address may be longer than a name of a file.
    const name = createHash('sha256').update(body).digest('hex').slice(0, 32);
    return context.document<Kept>({
      name: `${name}.json`,
      path: 'records:queryRecord',
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        // Not in the address, where it would be seen in logs on the way.
        ...(context.key === null ? {} : { 'x-goog-api-key': context.key }),
      },
      maxBytes,
      alsoAnswers: [404],
      read: (text, status) => ({ record: readFieldData(text, status) }),
    });
  };
}

/** Pages are known without query and fragment. */
function pageOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
