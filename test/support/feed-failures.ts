import type { IncomingMessage, ServerResponse } from 'node:http';
import { endlessly } from './origin.ts';

/** How a service answers a request, or does not. */
export type Talk = (request: IncomingMessage, response: ServerResponse) => void;

const reply =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Talk =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

const page = '<!doctype html><html><body><h1>Just a moment…</h1></body></html>';

/** Every way in which a service fails whose answers are never those of a working one. */
export const failures: Readonly<Record<string, Talk>> = {
  'a page of HTML with 200': reply(200, page, { 'content-type': 'text/html' }),
  'an empty body': reply(200, ''),
  'an empty object': reply(200, '{}'),
  'an empty list': reply(200, '[]'),
  'an object of another shape': reply(200, '{"unexpected":{"data":[1,{"__proto__":[]}]}}'),
  'JSON that is no object': reply(200, 'null'),
  'XML of another shape': reply(200, '<?xml version="1.0"?><unexpected><data/></unexpected>'),
  '401': reply(401, '{"error":"unauthorized"}'),
  '403': reply(403, page),
  '429 with a long Retry-After': reply(429, 'slow down', { 'retry-after': '120' }),
  '500': reply(500, 'Internal Server Error'),
  '503 from a proxy': reply(503, page),
  'a redirect to itself': (request, response) => {
    response.writeHead(302, { location: request.url ?? '/' }).end();
  },
  'a redirect into a private network': reply(302, '', { location: 'http://169.254.169.254/' }),
  'a body that breaks off': (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"a":', () => response.destroy());
  },
  'a body without an end': (_request, response) => {
    response.writeHead(200);
    endlessly(response, () => ' '.repeat(65_536));
  },
  'a compressed body that is none': reply(200, 'no gzip', { 'content-encoding': 'gzip' }),
  silence: () => {},
};
