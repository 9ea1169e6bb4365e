/**
 * How often a duration fell into each bucket. Bucket 0 holds everything under a millisecond, eight
 * more make each doubling, so that a quantile is off by at most 4.5 %. Two histograms of the same
 * thing merge into that of both, whatever the hour or the machine they come from.
 */
export type Histogram = ReadonlyMap<number, number>;

const bucketsPerDoubling = 8;
/** Holds everything from 2^24 ms (4.6 hours) on. */
const lastBucket = 1 + 24 * bucketsPerDoubling;

/** A histogram of nothing. */
export const emptyHistogram: Histogram = new Map();

/** A histogram with one more duration, in milliseconds. */
export function withDuration(histogram: Histogram, ms: number): Histogram {
  return merged([histogram, new Map([[bucketOf(ms), 1]])]);
}

/** The histogram of everything that some histograms hold. */
export function merged(histograms: readonly Histogram[]): Histogram {
  const all = new Map<number, number>();
  for (const histogram of histograms) {
    for (const [bucket, count] of histogram) all.set(bucket, (all.get(bucket) ?? 0) + count);
  }
  return all;
}

/** How many durations it holds. */
export function countOf(histogram: Histogram): number {
  return [...histogram.values()].reduce((a, b) => a + b, 0);
}

/** The duration that a share of all (0.5 for the median) do not exceed, ms; null where there is none. */
export function quantile(histogram: Histogram, share: number): number | null {
  const rank = Math.max(1, Math.ceil(countOf(histogram) * share));
  let seen = 0;
  for (const [bucket, count] of sorted(histogram)) {
    seen += count;
    if (seen >= rank) return middleOf(bucket);
  }
  return null;
}

/** A histogram in a few bytes: for each bucket the distance from the one before, and its count, as varints. */
export function encodeHistogram(histogram: Histogram): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let before = 0;
  for (const [bucket, count] of sorted(histogram)) {
    pushVarint(bytes, bucket - before);
    pushVarint(bytes, count);
    before = bucket;
  }
  return new Uint8Array(bytes);
}

/** The histogram in some bytes; null stands for an empty one. Bytes that end early lose their last pair. */
export function decodeHistogram(bytes: Uint8Array | null): Histogram {
  const histogram = new Map<number, number>();
  const numbers = varints(bytes ?? new Uint8Array());
  let bucket = 0;
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    bucket += numbers[index] ?? 0;
    histogram.set(bucket, numbers[index + 1] ?? 0);
  }
  return histogram;
}

function bucketOf(ms: number): number {
  if (!(ms >= 1)) return 0;
  return Math.min(lastBucket, 1 + Math.floor(Math.log2(ms) * bucketsPerDoubling));
}

/** The geometric middle of a bucket: the least error to both sides. */
function middleOf(bucket: number): number {
  return bucket === 0 ? 0.5 : 2 ** ((bucket - 0.5) / bucketsPerDoubling);
}

function sorted(histogram: Histogram): readonly (readonly [number, number])[] {
  return [...histogram].sort(([a], [b]) => a - b);
}

/** Seven bits a byte, the lowest first, the eighth where more follow. */
function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

function varints(bytes: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let weight = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * weight;
    weight *= 0x80;
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
      weight = 1;
    }
  }
  return numbers;
}
