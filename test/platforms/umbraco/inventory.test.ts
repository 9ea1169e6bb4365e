import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { gathered } from '../../../src/core/artifacts/failure.ts';
import umbraco from '../../../src/platforms/umbraco.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { httpOrigin } from '../../support/origin.ts';
import { siteTree } from '../../support/site-tree.ts';
import { csproj } from '../dotnet/solutions.ts';

async function byFolder(files: Readonly<Record<string, string>>) {
  const folder = await siteTree(files);
  return inventoryOf({ modules: [umbraco], access: { folder, routes: ['folder'] } });
}

test('the package Umbraco.Cms is the core, and its add-ons are packages', async () => {
  const found = await byFolder({
    'Harbour.csproj': csproj(
      `<PackageReference Include="Umbraco.Cms" Version="[13.5.2]" />
       <PackageReference Include="Umbraco.Forms" Version="[13.2.0]" />`,
    ),
  });
  expect(lines(found)).toEqual([
    'core/Umbraco.Cms 13.5.2 active folder 85',
    'package/Umbraco.Forms 13.2.0 active folder 85',
    'runtime/dotnet 8.0 active folder 60',
  ]);
  expect(found.components[0]).toMatchObject({ registry: 'nuget', scheme: 'nuget' });
});

test('Umbraco 8 and older is UmbracoCms', async () => {
  const found = await byFolder({
    'packages.config':
      '<packages><package id="UmbracoCms" version="7.15.7" targetFramework="net472" /><package id="UmbracoCms.Core" version="7.15.7" /></packages>',
  });
  expect(lines(found)).toEqual([
    'core/UmbracoCms 7.15.7 active folder 90',
    'package/UmbracoCms.Core 7.15.7 active folder 90',
    'runtime/dotnetfx 4.7.2 active folder 70',
  ]);
});

test('several sites of one repository: the oldest Umbraco counts, the others are named', async () => {
  const site = (version: string) =>
    csproj(`<PackageReference Include="Umbraco.Cms" Version="[${version}]" />`);
  const found = await byFolder({
    'a/A.csproj': site('10.4.0'),
    'b/B.csproj': site('9.4.2'),
    'c/C.csproj': site('11.1.0'),
  });
  expect(found.components[0]).toMatchObject({
    kind: 'core',
    version: '9.4.2',
    remark: 'Versions differ: 10.4.0 in A.csproj, 9.4.2 in B.csproj, 11.1.0 in C.csproj',
  });
});

test('packages without Umbraco among them are said to be', async () => {
  const found = await byFolder({
    'A.csproj': csproj('<PackageReference Include="Gull.Core" Version="[1.0.0]" />'),
  });
  expect(found.remarks).toMatchObject([{ about: 'Umbraco.Cms' }]);
});

const secret = 's3cret-of-the-api-user';
const api = '/umbraco/management/api/v1';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

function json(value: unknown, status = 200): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
}

/** The Management API of a healthy site, as the vendor documents it. */
function healthy(): Record<string, Answer> {
  const signedIn =
    (answer: Answer): Answer =>
    (request, response) =>
      request.headers.authorization === 'Bearer t0ken'
        ? answer(request, response)
        : json({ type: 'Error', title: 'Unauthorized' }, 401)(request, response);
  return {
    [`${api}/security/back-office/token`]: async (request, response) => {
      const form = new URLSearchParams(await text(request));
      const right =
        request.method === 'POST' &&
        form.get('grant_type') === 'client_credentials' &&
        form.get('client_id') === 'umbraco-back-office-caretaker' &&
        form.get('client_secret') === secret;
      const answer = right
        ? json({ access_token: 't0ken', token_type: 'Bearer', expires_in: 299 })
        : json({ error: 'invalid_client', error_description: 'The client is unknown.' }, 400);
      return answer(request, response);
    },
    [`${api}/server/information`]: signedIn(
      json({
        version: '17.6.1',
        assemblyVersion: '17.6.1.0',
        baseUtcOffset: '00:00:00',
        runtimeMode: 'BackofficeDevelopment',
      }),
    ),
    [`${api}/package/migration-status`]: signedIn(
      json({ total: 1, items: [{ packageName: 'Harbour Forms', hasPendingMigrations: true }] }),
    ),
  };
}

async function byApi(
  answers: Readonly<Record<string, Answer>>,
  credentials = { clientId: 'umbraco-back-office-caretaker', clientSecret: secret },
) {
  const origin = await httpOrigin((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const answer = answers[path] ?? json({ title: 'Not Found' }, 404);
    void answer(request, response);
  });
  return inventoryOf({
    modules: [umbraco],
    url: origin.url,
    credentials,
    access: { routes: ['management-api'] },
  });
}

test('the Management API names the version, its mode and what waits for a migration', async () => {
  const found = await byApi(healthy());
  expect(lines(found)).toEqual(['core/Umbraco.Cms 17.6.1 active management-api 98']);
  expect(found.remarks).toEqual([
    { about: 'Umbraco', message: 'Runs in mode BackofficeDevelopment instead of Production' },
    { about: 'Harbour Forms', message: 'Has a migration that waits to be run in the back office' },
  ]);
});

test('migrations that may not be read leave the version standing', async () => {
  const found = await byApi({
    ...healthy(),
    [`${api}/package/migration-status`]: json({ title: 'Forbidden' }, 403),
  });
  expect(lines(found)).toEqual(['core/Umbraco.Cms 17.6.1 active management-api 98']);
  expect(found.remarks.at(-1)).toMatchObject({ about: 'package migrations' });
});

const token = `${api}/security/back-office/token`;
const page: Answer = (_, response) => {
  response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Blocked by policy</html>');
};

test.each<readonly [string, Record<string, Answer>, string]>([
  ['a firewall', { [token]: page }, 'answered 403: refused; let the agent’s address through'],
  ['an old Umbraco', {}, 'answered 404: there is no Management API'],
  [
    'a page with 200',
    { [token]: (_, response) => void response.end('<html>Welcome</html>') },
    'answered 200: a page instead of JSON',
  ],
  ['an answer of another shape', { [token]: json({ token: 1 }) }, 'without a token'],
  ['a token that is none', { [token]: json({ access_token: 'a\r\nx: y' }) }, 'without a token'],
])('%s is a route that failed, with its remedy', async (_, answers, reason) => {
  const found = await byApi(answers);
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining(reason) },
  ]);
});

test('a wrong secret is named, and never shown', async () => {
  const found = await byApi(healthy(), {
    clientId: 'umbraco-back-office-x',
    clientSecret: 'wr0ng-one',
  });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('client id or secret is wrong') },
  ]);
  expect(JSON.stringify(found)).not.toContain('wr0ng-one');
});

test('the secret does not travel over plain http', async () => {
  const found = await inventoryOf({
    modules: [umbraco],
    url: 'http://site.example/',
    credentials: { clientId: 'a', clientSecret: secret },
    access: { routes: ['management-api'] },
  });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('not sent over plain http') },
  ]);
});

test('from outside Umbraco is named without a version', async () => {
  const detection = gathered({
    candidates: [{ platform: 'umbraco' as const, version: '14', confidence: 100, evidence: [] }],
    hiddenBy: null,
    restRoot: null,
  });
  const found = await inventoryOf({ modules: [umbraco], detection });
  expect(lines(found)).toEqual(['core/Umbraco.Cms ? active black-box 0']);
});
