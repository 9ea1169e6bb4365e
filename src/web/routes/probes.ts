import type { Hono } from 'hono';
import { isLoopbackHost } from '../../config/addresses.ts';
import { isLoopbackPeer } from '../access/hosts.ts';
import { peerOf } from '../access/visitor.ts';
import type { WebPorts } from '../context.ts';
import type { WebContext, WebEnv } from '../env.ts';
import { type Health, liveness, readiness } from '../health.ts';
import { drawMetrics, metricsContentType } from '../metrics.ts';

type ProbePorts = Pick<WebPorts, 'clock' | 'status'>;

const starting: Health = { ok: false, faults: ['the agent is starting'] };

/** Health, for whoever asks: it says nothing of any site. */
export function healthRoutes(web: Hono<WebEnv>, { clock, status }: ProbePorts): void {
  const answer = ({ ok, faults }: Health) =>
    Response.json({ status: ok ? 'ok' : 'failing', faults }, { status: ok ? 200 : 503 });
  web.get('/healthz', () => {
    const now = status();
    return answer(now ? liveness(now, clock.now()) : { ok: true, faults: [] });
  });
  web.get('/readyz', () => {
    const now = status();
    return answer(now ? readiness(now, clock.now()) : starting);
  });
}

/** Metrics: they name sites, so beyond this machine they are for those who know the token. */
export function metricsRoute(
  web: Hono<WebEnv>,
  { clock, status, access }: ProbePorts & Pick<WebPorts, 'access'>,
): void {
  web.get('/metrics', async (context) => {
    const { machine, session } = context.get('visitor');
    const known = machine || session !== null;
    if (access.publicUrl !== null && !known && !isFromThisMachine(context)) {
      const text = 'These metrics need the header `Authorization: Bearer <web.token>`.\n';
      return context.text(text, 401, { 'www-authenticate': 'Bearer' });
    }
    const now = status();
    if (now === null) return context.text('The agent is starting.\n', 503);
    const text = await drawMetrics(now, clock.now());
    return context.body(text, 200, { 'content-type': metricsContentType });
  });
}

/** Asked here, of here, and not on behalf of somebody else, as a proxy would. */
function isFromThisMachine(context: WebContext): boolean {
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];
  return (
    isLoopbackPeer(peerOf(context)) &&
    isLoopbackHost(new URL(context.req.url).hostname) &&
    !forwarded.some((name) => context.req.header(name) !== undefined)
  );
}
