import type { Hono } from 'hono';
import { isOurs } from '../access/hosts.ts';
import { mayRead } from '../access/visitor.ts';
import type { WebPorts } from '../context.ts';
import type { WebContext, WebEnv } from '../env.ts';
import { type Health, liveness, readiness } from '../health.ts';
import { drawMetrics, metricsContentType } from '../metrics.ts';

type ProbePorts = Pick<WebPorts, 'clock' | 'status' | 'access'>;

const starting: Health = { ok: false, faults: ['the agent is starting'] };

/** Health, for whoever asks; what is wrong may name files and sites, and is for those who may read. */
export function healthRoutes(web: Hono<WebEnv>, { clock, status, access }: ProbePorts): void {
  const { publicUrl } = access;
  const answer = (context: WebContext, { ok, faults }: Health) => {
    const isReader =
      isOurs(new URL(context.req.url), publicUrl) && mayRead(context.get('visitor'), publicUrl);
    const told = ok || isReader ? faults : ['send the header `Authorization: Bearer <web.token>`'];
    return context.json({ status: ok ? 'ok' : 'failing', faults: told }, ok ? 200 : 503);
  };
  web.get('/healthz', (context) => {
    const now = status();
    return answer(context, now ? liveness(now, clock.now()) : { ok: true, faults: [] });
  });
  web.get('/readyz', (context) => {
    const now = status();
    return answer(context, now ? readiness(now, clock.now()) : starting);
  });
}

/**
 * Metrics: they name sites, so where the pages have a public URL they are for those who know the
 * token. That somebody asks from this machine means nothing then: so does a proxy for everybody.
 */
export function metricsRoute(web: Hono<WebEnv>, { clock, status, access }: ProbePorts): void {
  web.get('/metrics', async (context) => {
    if (!mayRead(context.get('visitor'), access.publicUrl)) {
      const text = 'These metrics need the header `Authorization: Bearer <web.token>`.\n';
      return context.text(text, 401, { 'www-authenticate': 'Bearer' });
    }
    const now = status();
    if (now === null) return context.text('The agent is starting.\n', 503);
    const text = await drawMetrics(now, clock.now());
    return context.body(text, 200, { 'content-type': metricsContentType });
  });
}
