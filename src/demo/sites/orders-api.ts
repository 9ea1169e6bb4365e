import { json } from '../page.ts';
import { mostOrders } from '../scene.ts';
import type { StreetSite } from '../street-site.ts';

/** The staging copy of an API, whose queue nobody empties. */
export const ordersApi: StreetSite = {
  id: 'orders-api',
  platform: 'other',
  secure: false,
  yaml: ({
    url,
    address,
  }) => `# The staging copy of an order service: an API, with conditions on its answer.
url: ${url}health
platform: other
package: silver
environment: staging # nothing here is above P3
tags: [demo, api]

network:
  allowPrivate: ["${address}"]

checks:
  uptime:
    assertions:
      - "[STATUS] == 200"
      - "[BODY].database == up"
      - "[BODY].orders.waiting < ${mostOrders}"
`,
  pages: ({ ordersWaiting }) => ({
    '/health': json(
      { database: 'up', orders: { waiting: ordersWaiting, oldest: '2026-11-20T09:14:00Z' } },
      { 'access-control-allow-origin': '*', 'cache-control': 'no-store' },
    ),
    '/openapi.json': json({
      openapi: '3.1.0',
      info: { title: 'Orders', version: '2.3.0' },
      paths: {},
    }),
  }),
  knownFaults: [
    {
      check: 'uptime',
      rule: 'assertion-failed',
      why: `After a while ${mostOrders} orders wait, and the config wants fewer.`,
    },
    {
      check: 'security-headers',
      rule: 'cors-for-everyone',
      why: 'Any web page may read the API’s answers.',
    },
  ],
};
