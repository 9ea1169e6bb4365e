import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Pages like those of a shop: about 1.2 MB each, with scripts, style sheets, pictures and 1,500 elements. */
export async function serveShop(pages: number): Promise<{ server: Server; urls: string[] }> {
  const script = scriptOf(220_000);
  const style = styleOf(60_000);
  const picture = Buffer.alloc(70_000, 7);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.endsWith('.js')) respond(response, 'text/javascript', script);
    else if (path.endsWith('.css')) respond(response, 'text/css', style);
    else if (path.endsWith('.png')) respond(response, 'image/png', picture);
    else if (path.startsWith('/page')) respond(response, 'text/html; charset=utf-8', pageOf(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const urls = Array.from({ length: pages }, (_, at) => `http://127.0.0.1:${port}/page-${at}`);
  return { server, urls };
}

function respond(
  response: import('node:http').ServerResponse,
  type: string,
  body: string | Buffer,
): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

function pageOf(path: string): string {
  const scripts = [1, 2, 3].map((n) => `<script src="${path}-${n}.js"></script>`).join('');
  const pictures = (n: number) =>
    `<img src="${path}-${n % 6}.png" width="120" height="80" alt="Coat ${n}">`;
  const products = Array.from(
    { length: 180 },
    (
      _,
      n,
    ) => `<li class="card c${n % 40}"><a href="/coat-${n}"><h3>Coat number ${n}</h3></a>${pictures(n)}
<p>Wool from small mills, lined with cotton, in <span class="tone">${n % 2 ? 'grey' : 'blue'}</span>.</p>
<label for="q${n}">Pieces</label> <input id="q${n}" type="number" value="1"><button type="button">Into the basket</button></li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Coats ${path}</title>
<meta name="description" content="Coats from small mills"><link rel="stylesheet" href="${path}.css"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/sale">Sale</a></li></ul></nav></header><main><h1>Coats</h1><h2>All coats</h2><ul>${products.join('')}</ul></main><footer><p>Since 1921</p></footer>${scripts}</body></html>`;
}

/** Something to parse and something to do. */
function scriptOf(bytes: number): string {
  const work = '(function(){var s=0;for(var i=0;i<4e6;i++)s+=i%7;document.body.dataset.sum=s})();';
  const parts = [work];
  for (let n = 0, length = work.length; length < bytes; n += 1) {
    const part = `function f${n}(a,b){var c=[];for(var i=0;i<a;i++){c.push(i*b+${n})}return c.join("${n}")}\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

function styleOf(bytes: number): string {
  const parts = ['body{font:16px/1.5 sans-serif;color:#222}li{display:inline-block;width:260px}'];
  for (let n = 0, length = 0; length < bytes; n += 1) {
    const part = `.c${n % 40} .x${n}>p:nth-child(${n % 9}){margin:${n % 20}px;color:rgb(${n % 90},${n % 80},${n % 70})}\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}
