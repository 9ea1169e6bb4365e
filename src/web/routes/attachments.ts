import type { Hono } from 'hono';
import type { WebPorts } from '../context.ts';
import type { WebEnv } from '../env.ts';
import { plain } from './plain.ts';

/**
 * What a browser lets a report of another tool do: draw itself with the scripts and styles it holds,
 * in an origin of its own. It cannot see our pages, their cookies or the network, and cannot be framed.
 * Its links open in new windows.
 */
const reportPolicy = [
  'sandbox allow-scripts allow-popups',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Pictures and reports that belong to the last result of a check. */
export function attachmentRoutes(web: Hono<WebEnv>, ports: WebPorts): void {
  web.get('/sites/:id/files/:check/:name', async (context) => {
    const { id, check, name } = context.req.param();
    const file = await ports.board.attachment(id, check, name);
    if (file === null) return plain(context, ports, 'no-attachment');
    const { mime, content } = file;
    if (mime === 'image/jpeg') return context.body(content, 200, { 'content-type': mime });
    const text = ports.redact().text(new TextDecoder().decode(content));
    return context.body(text, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': reportPolicy,
    });
  });
}
