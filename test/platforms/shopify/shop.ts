import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { httpOrigin, type Origin } from '../../support/origin.ts';

export const accessToken = 'shpat_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f';

/** The cost that every answer tells of. */
const cost = {
  requestedQueryCost: 12,
  actualQueryCost: 6,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1994, restoreRate: 100 },
};

/** Text of an answer with data. */
export function data(value: object): string {
  return JSON.stringify({ data: value, extensions: { cost } });
}

/** Text of an answer that refuses a field. */
export function denied(field: string): string {
  return JSON.stringify({
    errors: [
      {
        message: `Access denied for ${field} field.`,
        locations: [{ line: 2, column: 3 }],
        path: [field],
        extensions: {
          code: 'ACCESS_DENIED',
          documentation: 'https://shopify.dev/api/usage/access-scopes',
        },
      },
    ],
    data: null,
  });
}

/** Text of an answer that asks to wait for `ms`. */
export function throttled(ms: number): string {
  return JSON.stringify({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: {
      cost: {
        requestedQueryCost: 100 + ms,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 1000 },
      },
    },
  });
}

export const schema = `/* made for tests */\n${JSON.stringify([
  { name: 'theme_info', theme_name: 'Mistral', theme_version: '4.2.0', theme_author: 'Nobody' },
  { name: 'Colours', settings: [] },
])}`;

/** Answers of a healthy shop, by the field that is asked for. */
export const healthy: Readonly<Record<string, string>> = {
  publicApiVersions: data({
    publicApiVersions: [
      { handle: '2025-10', displayName: '2025-10', supported: false },
      { handle: '2026-01', displayName: '2026-01', supported: true },
      { handle: '2026-10', displayName: '2026-10 (Latest)', supported: true },
      { handle: '2027-01', displayName: '2027-01 (Release candidate)', supported: false },
      { handle: 'unstable', displayName: 'unstable', supported: false },
    ],
  }),
  themes: data({
    themes: {
      nodes: [
        {
          id: 'gid://shopify/OnlineStoreTheme/9007199254740993',
          name: 'Winter live',
          role: 'MAIN',
          themeStoreId: 887,
          updatedAt: '2026-11-01T10:00:00Z',
          files: {
            nodes: [{ filename: 'config/settings_schema.json', body: { content: schema } }],
          },
        },
      ],
    },
  }),
  appInstallations: data({
    appInstallations: {
      nodes: [{ app: { title: 'Stars & Reviews', handle: 'stars', developerName: 'Nobody' } }],
      pageInfo: { hasNextPage: false },
    },
  }),
  scriptTags: data({
    scriptTags: {
      nodes: [
        { src: 'https://cdn.vendor.example/w.js?key=k3y', displayScope: 'ONLINE_STORE' },
        { src: 'https://cdn.vendor.example/thanks.js', displayScope: 'ORDER_STATUS' },
      ],
      pageInfo: { hasNextPage: false },
    },
  }),
  webhookSubscriptions: data({
    webhookSubscriptions: {
      nodes: [
        { topic: 'APP_UNINSTALLED', apiVersion: { handle: '2026-10', supported: true } },
        { topic: 'ORDERS_CREATE', apiVersion: { handle: '2025-10', supported: false } },
      ],
    },
  }),
};

/** How a stand-in answers: text with 200, or as it likes. */
export type ShopAnswer = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A stand-in for a shop's Admin API on loopback; lists in which version what was asked. */
export async function shop(
  answers: Readonly<Record<string, ShopAnswer | readonly ShopAnswer[]>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Origin & { readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const query = JSON.stringify(JSON.parse((await text(request)) || '{}'));
    const [, version] = /^\/admin\/api\/([\w-]+)\/graphql\.json$/.exec(request.url ?? '') ?? [];
    const field = Object.keys(answers).find((name) => query.includes(name)) ?? '';
    asked.push(`${request.method} ${version} ${field}`);
    const known = answers[field] ?? '';
    const turn = asked.filter((one) => one.endsWith(` ${field}`)).length - 1;
    const chosen = Array.isArray(known) ? known[turn] : known;
    if (typeof chosen === 'function') {
      chosen(request, response);
      return;
    }
    const right = request.headers['x-shopify-access-token'] === accessToken;
    response
      .writeHead(right ? 200 : 401, { 'content-type': 'application/json', ...headers })
      .end(right ? chosen : '{"errors":"[API] Invalid API key or access token"}');
  };
  const origin = await httpOrigin((request, response) => void answer(request, response));
  return Object.assign(origin, { asked });
}
