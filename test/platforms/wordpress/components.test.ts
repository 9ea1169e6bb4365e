import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  phpOf,
  pluginOf,
  registryOfUpdateUri,
  slugOfPluginFile,
} from '../../../src/platforms/wordpress/components.ts';
import { readFileHeader } from '../../../src/platforms/wordpress/file-header.ts';
import { readTable } from '../../../src/platforms/wordpress/table.ts';

describe('the name on WordPress.org', () => {
  it.each([
    ['akismet/akismet', 'Akismet', 'akismet'],
    ['akismet/akismet.php', 'Akismet', 'akismet'],
    ['single.php', 'Single', 'single'],
    ['single', null, 'single'],
    ['hello.php', 'Hello Dolly', 'hello-dolly'],
    ['hello', null, 'hello-dolly'],
    ['hello.php', 'Hello World by the agency', 'hello'],
    ['hello/hello.php', 'Hello Dolly', 'hello'],
  ])('of the plugin in %s, called %s, is %s', (file, name, slug) => {
    expect(slugOfPluginFile(file, name)).toBe(slug);
  });
});

describe('PHP', () => {
  const found = { source: 'command', confidence: 60 };

  it.each([
    ['8.2.7-1~deb12u1', '8.2.7'],
    ['7.4.3-4ubuntu2.18', '7.4.3'],
    ['8.3.1-1+ubuntu22.04.1+deb.sury.org+1', '8.3.1'],
  ])('%s is a distribution’s %s, and says so', (printed, version) => {
    expect(phpOf(printed, found)).toMatchObject({
      version,
      remark: `built by a distribution (${printed}), which repairs without raising the version`,
    });
  });

  it.each([
    ['8.3.6', '8.3.6'],
    ['8.4.0RC1', '8.4.0'],
    ['8.5.0-dev', '8.5.0'],
    ['8.2', '8.2'],
  ])('%s is %s, and nothing more', (printed, version) => {
    expect(phpOf(printed, found)).toMatchObject({ version });
    expect(phpOf(printed, found)?.remark).toBeUndefined();
  });

  it('is nothing that is no version', () => {
    expect(phpOf('unknown', found)).toBeNull();
    expect(phpOf('', found)).toBeNull();
  });
});

it('keeps what a source says within bounds, on one line', () => {
  const long = 'x\n'.repeat(5000);
  const source = { source: 'files', active: null, confidence: 100 };
  const component = pluginOf({ slug: long, name: long, version: long, remark: long, ...source });
  expect(JSON.stringify(component).length).toBeLessThan(1200);
  expect(JSON.stringify(component)).not.toContain('\\n');
});

describe('whatever is in a file', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'Plugin Name:',
          'Version:',
          '/*',
          '*/',
          '<?php',
          ' ',
          '\t',
          '\n',
          '\r',
          '1.0',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  );

  it('its header has a name or is none', () => {
    fc.assert(
      fc.property(text, (content) => {
        const header = readFileHeader(content, 'plugin');
        expect(header === null || header.name !== '').toBe(true);
      }),
    );
  });

  it('its table has its columns in every row, or it is none', () => {
    const cells = fc.array(fc.constantFrom('name', 'status', ',', '\t', '|', '"', '\n', 'x'));
    fc.assert(
      fc.property(cells, (parts) => {
        const rows = readTable(`name,status\n${parts.join('')}`, ['name', 'status']) ?? [];
        for (const row of rows) expect(Object.keys(row)).toEqual(['name', 'status']);
      }),
    );
  });

  it('its Update URI names WordPress.org or a place that is not asked', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (uri) => {
        expect(registryOfUpdateUri(`https://shop.example/${uri}`)).toBeNull();
      }),
    );
  });
});
