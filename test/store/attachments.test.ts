import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Attachment } from '../../src/core/attachment.ts';
import { attachmentFiles, mostAttachmentBytes } from '../../src/store/attachments.ts';
import { agentStore, storeFile } from './support/temp-store.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attachments-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'attachments');
}

function report(
  name: string,
  text = '<h1>Report</h1>',
  rest: Partial<Attachment> = {},
): Attachment {
  return {
    name,
    mime: 'text/html',
    title: 'Lighthouse',
    url: 'https://shop.example/',
    base64: Buffer.from(text).toString('base64'),
    ...rest,
  };
}

async function textOf(files: ReturnType<typeof attachmentFiles>, check: string, name: string) {
  const file = await files.read('shop', check, name);
  return file && Buffer.from(file.content).toString();
}

describe('the files of a result', () => {
  it('are read by their name, with what is known of them', async () => {
    const files = attachmentFiles(place());
    const marks = [{ fingerprint: '0123456789abcdef', box: { x: 1, y: 2, width: 3, height: 4 } }];
    const picture = report('home.jpg', 'picture', { mime: 'image/jpeg', marks });
    await files.keep('shop', 'performance', [report('mobile.html'), picture]);
    const { base64: _base64, ...known } = picture;
    const { base64: _report, ...first } = report('mobile.html');
    expect(await files.of('shop')).toEqual(
      new Map([
        [
          'performance',
          [
            { ...first, bytes: 15 },
            { ...known, bytes: 7 },
          ],
        ],
      ]),
    );
    expect(await textOf(files, 'performance', 'mobile.html')).toBe('<h1>Report</h1>');
    expect((await files.read('shop', 'performance', 'home.jpg'))?.mime).toBe('image/jpeg');
  });

  it('take the place of those of the result before, and go with the next that has none', async () => {
    const folder = place();
    const files = attachmentFiles(folder);
    await files.keep('shop', 'performance', [report('a.html', 'old'), report('b.html', 'old')]);
    await files.keep('shop', 'performance', [report('b.html', 'new')]);
    expect(await textOf(files, 'performance', 'a.html')).toBeNull();
    expect(await textOf(files, 'performance', 'b.html')).toBe('new');
    expect(readdirSync(join(folder, 'shop/performance')).sort()).toEqual(['b.html', 'index.json']);
    await files.keep('shop', 'performance', []);
    expect(await files.of('shop')).toEqual(new Map());
    expect(readdirSync(join(folder, 'shop'))).toEqual([]);
  });

  it('can be read by their owner alone', async () => {
    const folder = place();
    await attachmentFiles(folder).keep('shop', 'performance', [report('a.html')]);
    const modeOf = (path: string) => statSync(join(folder, path)).mode & 0o777;
    expect(modeOf('shop/performance')).toBe(0o700);
    for (const name of ['a.html', 'index.json'])
      expect(modeOf(`shop/performance/${name}`)).toBe(0o600);
  });

  it('end at 20 MB: what does not fit is left out', async () => {
    const files = attachmentFiles(place());
    const large = 'x'.repeat(mostAttachmentBytes - 10);
    const given = [
      report('a.html', large),
      report('b.html', 'y'.repeat(11)),
      report('c.html', 'z'),
    ];
    await files.keep('shop', 'performance', given);
    const kept = (await files.of('shop')).get('performance') ?? [];
    expect(kept.map(({ name }) => name)).toEqual(['a.html', 'c.html']);
  });

  it('are left over by a kill as drafts, which the next result removes', async () => {
    const folder = place();
    const files = attachmentFiles(folder);
    mkdirSync(join(folder, 'shop/performance'), { recursive: true });
    writeFileSync(join(folder, 'shop/performance/a.html.00ff.part'), 'half');
    expect(await files.of('shop')).toEqual(new Map());
    await files.keep('shop', 'performance', [report('a.html')]);
    expect(readdirSync(join(folder, 'shop/performance')).sort()).toEqual(['a.html', 'index.json']);
  });

  it.each([
    ['../../../etc/passwd', 'etc-passwd.html'],
    ['.hidden', 'hidden.html'],
    ['Home page: £.HTML', 'home-page-.html'],
    ['index.json', 'index.json.html'],
    ['a'.repeat(500), `${'a'.repeat(100)}.html`],
    ['', 'attachment.html'],
    ['.html', 'html.html'],
  ])('have safe names: %j becomes %j', async (given, name) => {
    const files = attachmentFiles(place());
    await files.keep('shop', 'performance', [report(given)]);
    expect((await files.of('shop')).get('performance')).toMatchObject([{ name }]);
    expect(await textOf(files, 'performance', name)).toBe('<h1>Report</h1>');
  });

  it('of one name are told apart', async () => {
    const files = attachmentFiles(place());
    await files.keep('shop', 'performance', [report('a.html', 'one'), report('A.html', 'two')]);
    expect(await textOf(files, 'performance', 'a.html')).toBe('one');
    expect(await textOf(files, 'performance', '1-a.html')).toBe('two');
  });

  it.each([
    ['..', 'performance', 'a.html'],
    ['shop', '../shop/performance', 'a.html'],
    ['shop', 'performance', '../performance/a.html'],
    ['shop', 'performance', 'index.json'],
    ['shop', 'performance', ''],
    ['shop', 'performance', 'a.html\0'],
  ])('are found under no other path: %j %j %j', async (site, check, name) => {
    const files = attachmentFiles(place());
    await files.keep('shop', 'performance', [report('a.html')]);
    expect(await files.read(site, check, name)).toBeNull();
  });

  it('go with the site or check that config no longer has', async () => {
    const folder = place();
    const files = attachmentFiles(folder);
    await files.keepOnly(() => false);
    await files.keep('shop', 'performance', [report('a.html')]);
    await files.keep('shop', 'seo', [report('a.html')]);
    await files.keep('club', 'seo', [report('a.html')]);
    await files.keepOnly((site, check) => site === 'shop' && check === 'seo');
    expect(readdirSync(folder)).toEqual(['shop']);
    expect(readdirSync(join(folder, 'shop'))).toEqual(['seo']);
  });

  it('lie beside the store’s own', async () => {
    const file = storeFile();
    const { store } = agentStore(file);
    await store.attachments.keep('shop', 'seo', [report('a.html', 'beside')]);
    const path = join(file, '../attachments/shop/seo/a.html');
    expect(readFileSync(path, 'utf8')).toBe('beside');
  });

  it('that cannot be written are the store’s trouble', async () => {
    const folder = place();
    writeFileSync(folder, 'a file where a folder should be');
    await expect(attachmentFiles(folder).keep('shop', 'seo', [report('a.html')])).rejects.toThrow(
      /^store .*: it cannot be read or written/,
    );
  });
});
