// The process that host/browsers.ts starts for one run of Lighthouse, with a Chromium of its own.
import type { LighthouseRun, LighthouseRunParams } from '../../core/artifacts/lighthouse-report.ts';
import { startChromium } from '../worker/chromium.ts';
import { targetOf } from '../worker/egress.ts';
import { startEgressProxy } from '../worker/egress-proxy.ts';
import type { BrowserErrand } from '../worker/messages.ts';
import { answerParent, JobFailure, privateFolder } from '../worker/parent.ts';
import { runLighthouse } from './run-lighthouse.ts';

answerParent<BrowserErrand<LighthouseRunParams>, LighthouseRun>(
  async ({ params, allowPrivate, executablePath }, { step, wear }) => {
    wear();
    step('starting the browser');
    const proxy = await startEgressProxy();
    const egress = proxy.open(allowPrivate);
    const target = targetOf(new URL(params.url));
    const name = `${target.host}:${target.port}`;
    const notPublic = () => new JobFailure('address-not-public', `${name} is not a public address`);
    if (!egress.allows(target)) throw notPublic();
    const folder = privateFolder();
    const [chromium] = await Promise.all([
      startChromium({ executablePath, folder, proxyPort: proxy.port }),
      // Half a second of reading, while the browser starts.
      import('lighthouse'),
    ]);
    const { endpoint, ended } = chromium;
    proxy.protect(Number(new URL(endpoint).port));
    const lost = ended.then((why) => {
      throw new Error(`Chromium ${why}`);
    });
    step('measuring');
    const failureOf = (url: string) => egress.failureOf(url);
    const run = await Promise.race([runLighthouse(params, { endpoint, failureOf }), lost]);
    // A name may lead to such an address, which is known only when it was looked up.
    if (!run.loaded && egress.refused().includes(name)) throw notPublic();
    return run;
  },
);
