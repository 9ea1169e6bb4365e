import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answerOf, failureOf } from '../../support/gather-context.ts';
import { answering, endlessly, httpOrigin, type Origin, tcpOrigin } from '../../support/origin.ts';

const compress = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};
const codings = Object.entries(compress);

/** A page of these bytes and headers, whatever they are. */
function page(bytes: Buffer | string, headers: Record<string, string> = {}): Promise<Origin> {
  return httpOrigin((_request, response) => {
    response.writeHead(200, headers);
    response.end(bytes);
  });
}

describe('a compressed body', () => {
  it.each(codings)('in %s is read as what it stands for', async (coding, compressed) => {
    const origin = await page(compressed(Buffer.from('the page')), { 'content-encoding': coding });
    expect((await answerOf(origin.url)).body).toEqual({
      text: 'the page',
      bytes: 8,
      capped: false,
    });
  });

  it('in deflate without its zlib header, as old servers send it, is read all the same', async () => {
    const origin = await page(deflateRawSync('the page'), { 'content-encoding': 'deflate' });
    expect((await answerOf(origin.url)).body.text).toBe('the page');
  });

  it.each(codings)(
    'that is a bomb in %s ends at the cap of decompressed bytes',
    async (coding, compressed) => {
      const origin = await page(compressed(Buffer.alloc(8 * 1024 * 1024)), {
        'content-encoding': coding,
      });
      const { body } = await answerOf(origin.url, { maxBodyBytes: 10_000 });
      expect(body).toMatchObject({ bytes: 10_000, capped: true });
      await expect.poll(() => origin.open).toBe(0);
    },
  );

  it('in several codings is undone from the last to the first', async () => {
    const bytes = brotliCompressSync(gzipSync('the page'));
    const origin = await page(bytes, { 'content-encoding': 'identity, X-GZIP,, br' });
    expect((await answerOf(origin.url)).body.text).toBe('the page');
  });

  it('in an unknown coding is kept as it came', async () => {
    const origin = await page('the page', { 'content-encoding': 'gzip, none' });
    expect((await answerOf(origin.url)).body.text).toBe('the page');
  });

  it('in more codings than any honest site needs is broken', async () => {
    const layers = Array.from({ length: 5000 }, () => 'gzip').join(',');
    const origin = await page(gzipSync(gzipSync('the page')), { 'content-encoding': layers });
    expect(await failureOf(origin.url)).toMatchObject({
      code: 'body-broken',
      message: expect.stringContaining('5000 codings'),
    });
  });

  it('that is empty is an empty page', async () => {
    const origin = await page('', { 'content-encoding': 'gzip' });
    expect((await answerOf(origin.url)).body).toEqual({ text: '', bytes: 0, capped: false });
  });

  it.each([
    ['cut short', gzipSync('the page '.repeat(1000)).subarray(0, 40)],
    ['no gzip at all', Buffer.from('<html>plain</html>')],
    [
      'broken in its checksum',
      Buffer.concat([gzipSync('the page').subarray(0, -8), Buffer.alloc(8, 7)]),
    ],
  ])('that is %s is broken', async (_what, bytes) => {
    const origin = await page(bytes, { 'content-encoding': 'gzip' });
    expect(await failureOf(origin.url)).toMatchObject({
      code: 'body-broken',
      message: expect.stringContaining('while reading the body'),
      partial: { hops: [{ status: 200 }] },
    });
  });
});

describe('the cap', () => {
  it('leaves a body alone that just fits', async () => {
    const origin = await page('12345');
    expect((await answerOf(origin.url, { maxBodyBytes: 5 })).body).toMatchObject({
      bytes: 5,
      capped: false,
    });
    expect((await answerOf(origin.url, { maxBodyBytes: 4 })).body).toEqual({
      text: '1234',
      bytes: 4,
      capped: true,
    });
    expect((await answerOf(origin.url, { maxBodyBytes: 0 })).body).toEqual({
      text: '',
      bytes: 0,
      capped: true,
    });
  });

  it('ends a body that never ends, and the connection with it', async () => {
    const origin = await httpOrigin((_request, response) => {
      endlessly(response, () => 'a'.repeat(10_000));
    });
    const { body } = await answerOf(origin.url, { maxBodyBytes: 100_000 });
    expect(body).toMatchObject({ bytes: 100_000, capped: true });
    await expect.poll(() => origin.open).toBe(0);
  });

  it('never cuts a character into something else than U+FFFD', async () => {
    const origin = await page('ab€');
    expect((await answerOf(origin.url, { maxBodyBytes: 4 })).body.text).toBe('ab\uFFFD');
  });
});

describe('a body that breaks off', () => {
  it.each([
    ['before its declared length', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'],
    [
      'before its last chunk',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n',
    ],
    [
      'at a chunk without a size',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\n',
    ],
  ])('%s is broken', async (_where, bytes) => {
    const origin = await tcpOrigin(answering(bytes));
    expect(await failureOf(origin.url)).toMatchObject({
      code: 'body-broken',
      partial: { hops: [{ status: 200 }] },
    });
  });

  it('is whole where it has neither length nor chunks and the server hangs up', async () => {
    const origin = await tcpOrigin(answering('HTTP/1.0 200 OK\r\n\r\nall there is'));
    expect((await answerOf(origin.url)).body.text).toBe('all there is');
  });
});

describe('the text of a body', () => {
  it.each([
    ['text/html; charset=windows-1252', Buffer.from([0x80, 0xfc]), '€ü'],
    ['text/html;charset="ISO-8859-15"', Buffer.from([0xa4]), '€'],
    ['text/html; charset=utf-16', Buffer.from('\uFEFFhéllo', 'utf16le'), 'héllo'],
    ['text/html; charset=shift_jis', Buffer.from([0x83, 0x65]), 'テ'],
    ['text/html; charset=klingon', Buffer.from('ü'), 'ü'],
    ['text/html; charset=', Buffer.from('ü'), 'ü'],
    ['text/html', Buffer.from('\uFEFFü'), 'ü'],
    ['text/html', Buffer.from([0x61, 0xff, 0x62]), 'a\uFFFDb'],
  ])('of type %s is decoded', async (type, bytes, text) => {
    const origin = await page(bytes, { 'content-type': type });
    expect((await answerOf(origin.url)).body.text).toBe(text);
  });
});
