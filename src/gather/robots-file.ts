import { maxRobotsBytes } from '../analysis/robots/lines.ts';
import { gathered, notGathered } from '../core/artifacts/failure.ts';
import { headerOf, pageParams } from '../core/artifacts/http-exchange.ts';
import { request } from '../core/check.ts';
import { isTargetFailure } from '../core/failure-rules.ts';
import type { Gatherer } from '../core/gatherer.ts';
import { oneLine } from '../core/text.ts';

/**
 * Asks for the robots.txt that speaks for an address, as RFC 9309, 2.3.1 has it: up to five redirects
 * are followed, more of them or a 4xx mean that there is none, and whatever else keeps it away that it
 * bars everything. 429 is no such 4xx: Google takes it for an overloaded server
 * (https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt).
 */
export default {
  artifact: 'robots-file',
  async gather({ url: address }, { need }) {
    const url = new URL('/robots.txt', address).href;
    const answer = await need(
      request('http-exchange', pageParams(url, { maxBodyBytes: maxRobotsBytes })),
    );
    const nothing = { url, text: '', contentType: '', cut: false };
    if (!answer.ok) {
      const { code, message } = answer.failure;
      if (!isTargetFailure(code)) return notGathered({ code, message });
      const endless = code === 'redirect-limit' || code === 'redirect-loop';
      const state = endless ? 'missing' : 'unreachable';
      return gathered({ ...nothing, state, status: null, why: message });
    }
    const { status, headers, body } = answer.value;
    if (status >= 200 && status < 300) {
      const contentType = oneLine(headerOf(headers, 'content-type') ?? '', 100);
      const read = { text: body.text, contentType, cut: body.capped, why: '' };
      return gathered({ url, state: 'read', status, ...read });
    }
    const isMissing = status >= 400 && status < 500 && status !== 429;
    const why = `it answers with status ${status}`;
    return gathered({ ...nothing, state: isMissing ? 'missing' : 'unreachable', status, why });
  },
} satisfies Gatherer<'robots-file'>;
