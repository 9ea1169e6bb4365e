import { describe, expect, it } from 'vitest';
import { locateChromium } from '../../src/browser/locate.ts';

function existing(...paths: string[]): (path: string) => boolean {
  return (path) => paths.includes(path);
}

describe('locateChromium', () => {
  it('prefers what config names', () => {
    const found = locateChromium({
      configured: '/opt/chromium/chrome',
      platform: 'linux',
      env: { CHROME_PATH: '/opt/other/chrome' },
      exists: existing('/opt/chromium/chrome', '/opt/other/chrome', '/usr/bin/chromium'),
    });
    expect(found).toEqual({ path: '/opt/chromium/chrome', namedBy: 'browser.executablePath' });
  });

  it('then what CHROME_PATH names', () => {
    const found = locateChromium({
      platform: 'linux',
      env: { CHROME_PATH: '/opt/other/chrome' },
      exists: existing('/opt/other/chrome', '/usr/bin/chromium'),
    });
    expect(found).toEqual({ path: '/opt/other/chrome', namedBy: 'CHROME_PATH' });
  });

  it.each([
    ['linux', {}, '/usr/bin/chromium'],
    ['linux', {}, '/usr/bin/google-chrome'],
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    [
      'darwin',
      { HOME: '/people/kim' },
      '/people/kim/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    [
      'win32',
      { PROGRAMFILES: 'C:\\Program Files' },
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    [
      'win32',
      { LOCALAPPDATA: 'C:\\Users\\kim\\AppData\\Local' },
      'C:\\Users\\kim\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe',
    ],
  ] as const)('then the usual places of %s %j', (platform, env, path) => {
    expect(locateChromium({ platform, env, exists: existing(path) })).toEqual({
      path,
      namedBy: 'usual places',
    });
  });

  it('prefers Chromium to a browser that is built on it', () => {
    const exists = existing('/usr/bin/google-chrome', '/usr/bin/chromium');
    expect(locateChromium({ platform: 'linux', env: {}, exists }).path).toBe('/usr/bin/chromium');
  });

  it('never replaces a named browser by another one', () => {
    const exists = existing('/usr/bin/chromium');
    const env = { CHROME_PATH: '/nowhere/chrome' };
    expect(locateChromium({ platform: 'linux', env, exists })).toEqual({
      path: null,
      namedBy: 'CHROME_PATH',
      tried: ['/nowhere/chrome'],
    });
  });

  it('says where it has looked in vain', () => {
    const found = locateChromium({ platform: 'linux', env: {}, exists: () => false });
    expect(found).toMatchObject({
      path: null,
      tried: expect.arrayContaining(['/usr/bin/chromium', '/snap/bin/chromium']),
    });
  });
});
