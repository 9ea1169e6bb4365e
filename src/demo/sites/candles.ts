import { html, json, plain } from '../page.ts';
import type { Page, StreetSite } from '../street-site.ts';

const home = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Wick &amp; Wax: candles by hand</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="shopify-digital-wallet" content="/60112233/digital_wallets/dialog">
<script>
var Shopify = Shopify || {};
Shopify.shop = "wick-and-wax.myshopify.com";
Shopify.theme = {"name":"Dawn","id":140112233,"schema_name":"Dawn","schema_version":"15.2.0","role":"main"};
</script>
</head>
<body>
<main>
<h1>Candles by hand</h1>
<p><a href="/products/beeswax">Beeswax, tall</a></p>
<form action="/cart/add" method="post"><button name="add">Add to cart</button></form>
</main>
</body>
</html>
`;

const product = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Beeswax, tall: Wick &amp; Wax</title>
<meta name="robots" content="noindex">
</head>
<body><main><h1>Beeswax, tall</h1><p>Burns for nine hours.</p></main></body>
</html>
`;

const shopify = {
  'powered-by': 'Shopify',
  'x-shopid': '60112233',
  'x-shopify-stage': 'production',
  'set-cookie': '_shopify_y=0a1b2c3d; Path=/; SameSite=Lax',
};

const unavailable: Page = {
  status: 503,
  headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '60' },
  body: `<!doctype html>
<html lang="en"><head><title>Something went wrong</title></head>
<body><h1>There was a problem loading this website</h1><p>upstream connect error: all backends are unhealthy</p></body></html>
`,
};

const open: Readonly<Record<string, Page>> = {
  '/': html(home, shopify),
  '/products/beeswax': html(product, shopify),
  '/cart.js': json({ item_count: 0, items: [], total_price: 0 }, shopify),
  '/robots.txt': plain('User-agent: *\nDisallow: /cart\nDisallow: /checkout\n'),
};

/** A candle maker's store on Shopify: the one that goes down and comes back. */
export const candles: StreetSite = {
  id: 'candles',
  platform: 'shopify',
  secure: false,
  yaml: ({ url, address }) => `# A candle maker's store on Shopify: its outage is this demo's story.
url: ${url}
platform: shopify
package: always-on # covered day and night
transactional: true # takes money
tags: [demo, shop]
pages: [/products/beeswax]

network:
  allowPrivate: ["${address}"]

checks:
  uptime:
    contains: ["Add to cart"]
`,
  pages: ({ shopIsDown }) =>
    shopIsDown ? Object.fromEntries(Object.keys(open).map((path) => [path, unavailable])) : open,
  knownFaults: [
    {
      check: 'uptime',
      rule: 'status-unexpected',
      why: 'A little after its first visit it answers 503 for about a minute, and again every 20 minutes.',
    },
    {
      check: 'seo',
      rule: 'noindex-set',
      why: 'The product’s page tells search engines to leave it out.',
    },
  ],
};
