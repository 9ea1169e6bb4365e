import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { httpOrigin } from '../support/origin.ts';
import {
  chromiumOf,
  kill9,
  processesOf,
  rootsOf,
  testBrowsers,
  workerOf,
} from './support/browsers.ts';

it('twenty audits with four kills leave nothing behind', { timeout: 240_000 }, async () => {
  const origin = await httpOrigin((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>small</title>');
  });
  const browsers = testBrowsers([`127.0.0.1:${origin.port}`]);
  await browsers.look(origin.url);
  const descriptors = openDescriptors();
  for (let count = 1; count <= 20; count += 1) {
    let isKilled = count % 5 !== 0;
    const onStep = async (step: string) => {
      if (isKilled || step !== 'linger') return;
      isKilled = true;
      await kill9(count % 2 === 0 ? chromiumOf() : workerOf());
    };
    const url = count % 5 === 0 ? `${origin.url}/?linger=3000` : origin.url;
    expect(await browsers.look(url, { onStep })).toHaveProperty('value.head.title', 'small');
  }
  expect(browsers.log).toHaveLength(4);
  expect(rootsOf()).toHaveLength(1);
  expect(readdirSync(rootsOf()[0] ?? '').filter((name) => name !== 'owner.json')).toHaveLength(1);
  expect(openDescriptors()).toBeLessThanOrEqual(descriptors + 2);
  await browsers.close();
  expect(await processesOf()).toEqual([]);
  expect(rootsOf()).toEqual([]);
});

function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}
