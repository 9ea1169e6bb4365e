import type { Page } from './street-site.ts';

/** An HTML page, answered with 200. */
export function html(body: string, headers: Page['headers'] = {}): Page {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

/** A plain text, answered with 200. */
export function plain(body: string, headers: Page['headers'] = {}): Page {
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body,
  };
}

/** A style sheet. */
export function css(body: string): Page {
  return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body };
}

/** A JSON document, answered with 200. */
export function json(value: unknown, headers: Page['headers'] = {}): Page {
  const body = JSON.stringify(value);
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** What stands where nothing is. */
export const notFound: Page = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1></html>',
};
