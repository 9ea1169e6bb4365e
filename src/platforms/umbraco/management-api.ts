import { fieldOf, listOf, textOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { HttpExchangeParams } from '../../core/artifacts/http-exchange.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { InventoryRoute, RoutePorts } from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';
import { mayCarrySecrets } from '../secret-transport.ts';
import { umbracoCore } from './core.ts';

const source = 'management-api';
const root = '/umbraco/management/api/v1';
const maxBodyBytes = 1024 * 1024;

/**
 * Asks Umbraco 14 and later by an API user
 * (https://docs.umbraco.com/umbraco-cms/reference/management-api/external-access). It tells its
 * version and packages that wait for a migration; versions of packages it does not.
 */
export const managementApi: InventoryRoute = {
  id: source,
  title: 'Management API',
  missing: ({ credentials }) =>
    credentials.clientId && credentials.clientSecret
      ? null
      : 'credentials.umbraco.clientId and .clientSecret, those of an API user',
  take: async (ports) => {
    if (!mayCarrySecrets(ports.site.url)) {
      return {
        ok: false,
        reason:
          'The secret of the API user is not sent over plain http; give the site’s url as https',
      };
    }
    const token = await tokenOf(ports);
    if (!token.ok) return token;
    const headers = { authorization: `Bearer ${token.value}`, accept: 'application/json' };
    const information = await answerOf(ports, `${root}/server/information`, { headers });
    if (!information.ok) return information;
    const version = textOf(information.value, 'version');
    if (version === null)
      return { ok: false, reason: `${root}/server/information names no version` };
    const migrations = await answerOf(ports, `${root}/package/migration-status?take=100`, {
      headers,
    });
    return {
      ok: true,
      components: [umbracoCore('Umbraco.Cms', version, source, 98)],
      complete: ['core'],
      remarks: [...modeRemarks(information.value), ...migrationRemarks(migrations)],
    };
  },
};

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

async function tokenOf(ports: RoutePorts): Promise<Answer<string>> {
  const { clientId = '', clientSecret = '' } = ports.access.credentials;
  const answer = await answerOf(ports, `${root}/security/back-office/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  });
  if (!answer.ok) return answer;
  const token = textOf(answer.value, 'access_token');
  // What is no token must not get into a header.
  return token !== null && /^[\w.~+/=-]{1,8192}$/.test(token)
    ? { ok: true, value: token }
    : { ok: false, reason: 'The token endpoint answered without a token' };
}

/** The JSON behind a path. Redirects are not followed, so that no secret goes to where they lead. */
async function answerOf(
  ports: RoutePorts,
  path: string,
  overrides: Partial<HttpExchangeParams>,
): Promise<Answer<unknown>> {
  const exchange = await ports.request(path, { maxRedirects: 0, maxBodyBytes, ...overrides });
  const [where = path] = path.split('?');
  if (!exchange.ok) return { ok: false, reason: `${where}: ${exchange.failure.message}` };
  const { status, body } = exchange.value;
  const json = toolJson(body.text);
  if (status === 200 && json !== undefined) return { ok: true, value: json };
  return { ok: false, reason: `${where} answered ${status}: ${meaning(status, json)}` };
}

function meaning(status: number, json: unknown): string {
  const said = textOf(json, 'error_description') ?? textOf(json, 'title') ?? textOf(json, 'error');
  const words = said === null ? '' : ` (${oneLine(said, 200)})`;
  if (json !== undefined && (status === 400 || status === 401)) {
    return `client id or secret is wrong; compare them with the API user in the back office${words}`;
  }
  switch (status) {
    case 200:
      return 'a page instead of JSON; does something stand before the back office?';
    case 401:
      return 'not signed in; is the API user still active?';
    case 403:
      return `refused; let the agent’s address through the firewall, or give the API user the section Settings${words}`;
    case 404:
      return 'there is no Management API; Umbraco 13 and older have none, use inventory.folder';
    default:
      return `no answer that could be used${words}`;
  }
}

function modeRemarks(information: unknown): readonly InventoryRemark[] {
  const mode = textOf(information, 'runtimeMode');
  return mode === null || mode === 'Production'
    ? []
    : [{ about: 'Umbraco', message: `Runs in mode ${oneLine(mode, 40)} instead of Production` }];
}

function migrationRemarks(answer: Answer<unknown>): readonly InventoryRemark[] {
  if (!answer.ok) return [{ about: 'package migrations', message: answer.reason }];
  return listOf(answer.value, 'items').flatMap((item) => {
    const name = textOf(item, 'packageName');
    return name === null || fieldOf(item, 'hasPendingMigrations') !== true
      ? []
      : {
          about: oneLine(name, 100),
          message: 'Has a migration that waits to be run in the back office',
        };
  });
}
