import { createGunzip } from 'node:zlib';
import { sortAddresses } from '../../analysis/sitemap/addresses.ts';
import { readSitemap, type SitemapAddress } from '../../analysis/sitemap/read-sitemap.ts';
import type { Gathered } from '../../core/artifacts/failure.ts';
import { type HttpExchange, headerOf } from '../../core/artifacts/http-exchange.ts';
import type { SitemapEntry, SitemapFile } from '../../core/artifacts/site-index.ts';
import { oneLine } from '../../core/text.ts';
import { readCapped } from '../http/body.ts';

/** Most bytes of a sitemap that are read, before and after decompression. */
export const maxReadBytes = 5 * 1024 * 1024;

/** Who named a sitemap. */
export type SitemapPlace = Pick<SitemapFile, 'url' | 'namedBy'>;

/** A file, the pages it names on this site, and the files that an index names. */
export interface SitemapContent {
  readonly file: SitemapFile;
  readonly entries: readonly SitemapEntry[];
  readonly files: readonly string[];
}

/** Reads the answer to a request for a sitemap. */
export async function sitemapContent(
  place: SitemapPlace,
  answer: Gathered<HttpExchange>,
  site: string,
): Promise<SitemapContent> {
  if (!answer.ok) return unread(place, 'unreadable', answer.failure.message);
  const { status } = answer.value;
  if (status === 404 || status === 410) {
    return unread(place, 'missing', `it answers with status ${status}`);
  }
  if (status !== 200) return unread(place, 'unreadable', `it answers with status ${status}`);
  const text = await textOf(answer.value);
  if ('why' in text) return unread(place, 'unreadable', text.why);
  const reading = readSitemap(text.text, text.cut);
  if ('why' in reading) return unread(place, 'unreadable', oneLine(reading.why, 300));
  const { kind, count, addresses } = reading;
  const declared = Number(headerOf(answer.value.headers, 'content-length') ?? Number.NaN);
  const read = {
    ...place,
    state: 'read' as const,
    kind,
    count,
    bytes: text.bytes,
    cut: text.cut,
    declaredBytes: Number.isSafeInteger(declared) ? declared : null,
    why: '',
  };
  if (kind === 'index') {
    const files = addresses.flatMap((one) => fileAddress(one, answer.value.finalUrl));
    return { file: { ...read, ...noAddresses }, entries: [], files };
  }
  const { own, ...others } = sortAddresses(addresses, site);
  return { file: { ...read, ...others }, entries: own, files: [] };
}

interface ReadText {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
}

/** A file that is a gzip file itself, whatever the server says of it, shows so in its first bytes (RFC 1952, 2.3.1). */
async function textOf({ body }: HttpExchange): Promise<ReadText | { readonly why: string }> {
  const packed = Buffer.from(body.base64 ?? '', 'base64');
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) {
    return { text: body.text, bytes: body.bytes, cut: body.capped };
  }
  const gunzip = createGunzip();
  try {
    gunzip.end(packed);
    const { bytes, capped } = await readCapped(gunzip, maxReadBytes);
    return { text: new TextDecoder().decode(bytes), bytes: bytes.length, cut: capped };
  } catch {
    // A beginning of more than we read cannot be unpacked to its end.
    return { why: body.capped ? 'its packed file is too large' : 'its gzip file is broken' };
  } finally {
    gunzip.destroy();
  }
}

const noAddresses = { foreign: [], foreignCount: 0, invalid: [], invalidCount: 0 };

function unread(place: SitemapPlace, state: 'missing' | 'unreadable', why: string): SitemapContent {
  const nothing = { kind: null, count: 0, bytes: 0, cut: false, declaredBytes: null };
  return { file: { ...place, state, ...nothing, ...noAddresses, why }, entries: [], files: [] };
}

function fileAddress({ address }: SitemapAddress, base: string): readonly string[] {
  const url = URL.parse(address, base);
  return url !== null && /^https?:$/.test(url.protocol) ? [url.href] : [];
}
