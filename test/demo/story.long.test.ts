import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/config-folder.ts';
import { startDemo, temporaryFolder } from './child.ts';

/** What a newcomer sees, in this order. */
const story: readonly RegExp[] = [
  /caretaker is watching a street of small sites/,
  /Open +http:\/\/127\.0\.0\.1:\d+\//,
  /init https:\/\/your-site\.example/,
  /✓ candles uptime passed in \d+ ms/,
  /✗ candles uptime failed: The site answers 503/,
  /Incident (I-\w+) opened: P1 candles uptime: The site answers 503/,
  /Response is due by/,
  /A critical availability fault of a production site/,
  /page planned: The first page waits 30/,
  /paged jo by phone\./,
  /The page that Jo Miller gets:/,
  /P1 candles: The site answers 503 \[I-\w+\]/,
  /Respond by: .+, in \d+ min/,
  /Acknowledge: http:\/\/127\.0\.0\.1:\d+\/ack\/\S+/,
  /✓ candles uptime passed again/,
  /resolved: 2 runs in a row passed/,
  /The message that Jo Miller gets:/,
  /Resolved: P1 candles/,
];

describe('the first two minutes with caretaker', () => {
  it('show checks that pass, an outage, an incident, its page, the recovery and its message', {
    timeout: 180_000,
  }, async () => {
    const folder = await folderWith({
      'config/caretaker.yaml': 'people: {}\n',
      'config/sites/.gitkeep': '',
    });
    const temporary = await temporaryFolder();
    const started = performance.now();
    const demo = startDemo(folder, temporary.folder);
    for (const step of story) await demo.seen(step);
    expect(performance.now() - started).toBeLessThan(120_000);
    let told = demo.out();
    for (const step of story) {
      const at = told.search(step);
      expect([step, at]).not.toEqual([step, -1]);
      told = told.slice(at);
    }

    await demo.seen(/museum tls-certificate: The certificate expires in 6 days/);
    await demo.seen(/suppressed: Nobody is paged\. .+Sam has ordered the new certificate/);
    await demo.seen(/Incident I-\w+ opened: P3 orders-api uptime/);
    // News and sums, and not a line for each of some eighty runs.
    expect(demo.out().split('\n').length).toBeLessThan(130);
    demo.process.kill('SIGINT');
    expect(await demo.exit).toBe(0);
  });
});
