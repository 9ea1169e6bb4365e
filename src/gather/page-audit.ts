import type { Gatherer } from '../core/gatherer.ts';

/** From the start of the job; what takes longer is broken. */
const deadlineMs = 90_000;

/**
 * Looks at one page on one device, in one load. Accessibility engines read it where any check of the
 * visit wants that, so that all of them share the load.
 */
export default {
  artifact: 'page-audit',
  gather(params, { asked, browser, site, signal, trace }) {
    const accessibility = asked.some(
      ({ artifact, params }) =>
        artifact === 'page-audits' && 'accessibility' in params && params.accessibility === true,
    );
    return browser.run(
      'page-audit',
      { ...params, accessibility },
      {
        signal,
        deadlineMs,
        allowPrivate: site.network.allowPrivate,
        onStep: (step) => trace('browser', `${params.url} on ${params.device}: ${step}`),
      },
    );
  },
} satisfies Gatherer<'page-audit'>;
