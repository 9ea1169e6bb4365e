import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type {
  InventoryRoute,
  RouteAccess,
  RouteHaul,
  RoutePorts,
} from '../../core/platform-module.ts';
import { joined } from '../saved-files.ts';
import { mayCarrySecrets } from '../secret-transport.ts';
import { type Reading, readData } from './answers.ts';
import { isApiVersion, newestApiVersion } from './calendar.ts';
import { apiComponent } from './components.ts';
import { type AdminApi, askAdmin, type GraphqlData } from './graphql.ts';
import { deprecatedNotice, fellForwardNotice } from './notices.ts';
import { type QueryName, queries } from './queries.ts';

const source = 'admin-api';

/** In this order: what is asked first decides whether the token is good at all. */
const asked: readonly (readonly [QueryName, string])[] = [
  ['versions', 'API versions'],
  ['themes', 'themes (scope read_themes)'],
  ['apps', 'apps (scope read_apps, which Shopify grants on request alone)'],
  ['scriptTags', 'script tags (scope read_script_tags)'],
  ['webhooks', 'webhooks'],
];

/** Asks Shopify’s Admin API by an access token of a custom app. */
export const adminApi: InventoryRoute = {
  id: source,
  title: 'Shopify Admin API',
  missing: (access) => {
    if (!access.credentials.shop || !access.credentials.accessToken) {
      return 'credentials.shopify.shop and .accessToken, those of a custom app';
    }
    return adminOf(access, 0) === null
      ? 'credentials.shopify.shop as the name before .myshopify.com, and .apiVersion as YYYY-MM'
      : null;
  },
  take: async (ports) => {
    const api = adminOf(ports.access, ports.now);
    if (api === null) return { ok: false, reason: 'credentials.shopify names no shop' };
    let haul: RouteHaul = { components: [], complete: [] };
    for (const [query, about] of asked) {
      const answer = await askAdmin(ports, api, queries[query]);
      if (!answer.ok && answer.why === 'failed' && query === 'versions') return answer;
      haul = joined(
        haul,
        answer.ok
          ? haulOf(query, about, answer, api, ports)
          : onlyRemark({ about, message: `Not listed: ${answer.reason}` }),
      );
    }
    return { ok: true, ...withApi(haul, ports.access) };
  },
};

function haulOf(
  query: QueryName,
  about: string,
  { data, servedVersion, deprecated }: GraphqlData,
  api: AdminApi,
  { now }: RoutePorts,
): RouteHaul {
  const reading: Reading = { source, now };
  const haul =
    readData(query, data, reading) ??
    onlyRemark({ about, message: 'Not listed: the answer has another shape than it used to have' });
  const fell =
    servedVersion !== null && isApiVersion(servedVersion) && servedVersion !== api.version;
  return {
    ...haul,
    notices: [
      ...(haul.notices ?? []),
      ...(fell ? [fellForwardNotice(api.version, servedVersion)] : []),
      ...(deprecated === null ? [] : [deprecatedNotice(deprecated)]),
    ],
  };
}

function unique<Notice extends { readonly subject: string }>(
  notices: readonly Notice[],
): readonly Notice[] {
  return [...new Map(notices.map((one) => [one.subject, one])).values()];
}

function onlyRemark(remark: InventoryRemark): RouteHaul {
  return { components: [], complete: [], remarks: [remark] };
}

/** The version that config names is the one that the site’s integration speaks; without it webhooks tell. */
function withApi(haul: RouteHaul, { credentials }: RouteAccess): RouteHaul {
  const version = credentials.apiVersion;
  const component =
    version === undefined
      ? null
      : apiComponent(version, source, 90, 'As config names it (credentials.shopify.apiVersion)');
  const components = component
    ? [component, ...haul.components.filter(({ kind }) => kind !== 'api')]
    : haul.components;
  return {
    ...haul,
    components,
    // Every answer may say the same of the API.
    notices: unique(haul.notices ?? []),
    complete: components.some(({ kind }) => kind === 'api')
      ? [...haul.complete, 'api']
      : haul.complete,
  };
}

/** Null where the credentials name no shop, or a version that cannot be. */
function adminOf({ credentials }: RouteAccess, now: number): AdminApi | null {
  const { shop = '', accessToken = '', apiVersion } = credentials;
  const origin = originOf(shop.trim());
  const version = apiVersion ?? newestApiVersion(now);
  const known = isApiVersion(version) || version === 'unstable';
  return origin === null || !known ? null : { origin, accessToken, version };
}

/** `tea`, `tea.myshopify.com`, or an address: https, or http on this machine for a stand-in. */
function originOf(shop: string): string | null {
  const [, name] = /^([a-z0-9][a-z0-9-]{0,60})(?:\.myshopify\.com)?$/i.exec(shop) ?? [];
  if (name !== undefined) return `https://${name.toLowerCase()}.myshopify.com`;
  return URL.canParse(shop) && mayCarrySecrets(shop) ? new URL(shop).origin : null;
}
