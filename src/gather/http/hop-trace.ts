import type { ClientRequest } from 'node:http';
import type { Hop } from '../../core/artifacts/http-exchange.ts';
import { noTrace, type Trace } from '../../core/trace.ts';

/** One line for the request as it goes out. What the caller and cookies added may be secret: `***`. */
export function traceRequest(
  trace: Trace,
  url: string,
  sent: ClientRequest,
  added: Readonly<Record<string, string>>,
): void {
  if (trace === noTrace) return;
  const headers = Object.entries(sent.getHeaders()).map(
    ([name, value]) => `${name}: ${Object.hasOwn(added, name) ? '***' : value}`,
  );
  trace('request', `${sent.method} ${url} (${headers.join('; ')})`);
}

/** One line for the answer with its timings, then one for each of its headers. */
export function traceAnswer(trace: Trace, hop: Hop): void {
  if (trace === noTrace) return;
  const { url, status, statusText, httpVersion, remoteAddress, timings, headers } = hop;
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timings;
  const phases = [
    ['dns', dnsMs],
    ['connect', connectMs],
    ['tls', tlsMs],
    ['first byte', firstByteMs],
    ['total', totalMs],
  ]
    .filter(([, ms]) => ms !== null)
    .map(([name, ms]) => `${name} ${ms} ms`);
  const answer = `HTTP/${httpVersion} ${status} ${statusText}`.trim();
  trace('http', `${url} [${remoteAddress ?? '?'}] ${answer} (${phases.join(', ')})`);
  for (const [name, value] of headers) trace('header', `${name}: ${value}`);
}
