import { fieldOf, textOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { InventoryRemark } from '../../core/artifacts/inventory.ts';
import type { Component } from '../../core/component.ts';
import type { InventoryRoute, RoutePorts } from '../../core/platform-module.ts';
import { oneLine } from '../../core/text.ts';
import { pluginsOfRest, themesOfRest } from './listed.ts';
import { phpOfAnswer } from './php-header.ts';
import { askRest, passwordMayGo, restRoots } from './rest-access.ts';

const source = 'rest';
const pluginFields = 'plugin,status,name,version';
const themeFields = 'stylesheet,template,status,name,version';

/** Site Health's tests of what keeps a site from learning of updates and installing them. */
const healthTests = ['background-updates', 'dotorg-communication'];

/** An answer of the REST API, or why there is none. */
type Answered =
  | { readonly ok: true; readonly rows: readonly unknown[]; readonly php: Component | null }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Whether this was not the REST API at all, so that it may be elsewhere. */
      readonly elsewhere: boolean;
    };

/** WordPress's REST API with an Application Password (core 5.6 and later). It tells neither core nor must-use plugins. */
export const restRoute: InventoryRoute = {
  id: source,
  title: 'REST API with an Application Password',
  missing: ({ credentials }) =>
    credentials.username && credentials.applicationPassword
      ? null
      : 'credentials.wordpress.username and .applicationPassword, those of an account that lists plugins',
  take: async (ports) => {
    const { username = '', applicationPassword = '' } = ports.access.credentials;
    if (username.includes(':')) {
      return { ok: false, reason: 'a user name with a colon cannot be sent (RFC 7617, 2)' };
    }
    const headers = { authorization: basic(username, applicationPassword) };
    const plugins = await pluginsOf(ports, headers);
    if (!plugins.ok && plugins.root === null) return plugins;
    const root = plugins.root ?? '';
    const themes = await list(ports, root, `wp/v2/themes?_fields=${themeFields}`, headers);
    if (!plugins.ok && !themes.ok) return plugins;
    const remarks: InventoryRemark[] = [];
    if (!plugins.ok) remarks.push({ about: 'REST API, plugins', message: plugins.reason });
    if (!themes.ok) remarks.push({ about: 'REST API, themes', message: themes.reason });
    remarks.push(...(await healthOf(ports, root, headers)));
    const php = (plugins.ok ? plugins.php : null) ?? (themes.ok ? themes.php : null);
    return {
      ok: true,
      components: [
        ...(plugins.ok ? pluginsOfRest(plugins.rows, source) : []),
        ...(themes.ok ? themesOfRest(themes.rows, source) : []),
        ...(php ? [php] : []),
      ],
      complete: [
        ...(plugins.ok ? (['plugin'] as const) : []),
        ...(themes.ok ? (['theme'] as const) : []),
        ...(php ? (['runtime'] as const) : []),
      ],
      remarks,
    };
  },
};

/** The plugins, from the first place where the REST API is. `root` is null where it is nowhere. */
async function pluginsOf(
  ports: RoutePorts,
  headers: Readonly<Record<string, string>>,
): Promise<Answered & { readonly root: string | null }> {
  let first: (Answered & { readonly ok: false }) | null = null;
  for (const root of await restRoots(ports)) {
    const allowed = passwordMayGo(root, ports.site);
    const answered: Answered = allowed.ok
      ? await list(ports, root, `wp/v2/plugins?_fields=${pluginFields}`, headers)
      : { ...allowed, elsewhere: true };
    if (answered.ok || !answered.elsewhere) return { ...answered, root };
    first ??= answered;
  }
  const reason = first?.reason ?? 'the site has no REST API';
  return { ok: false, reason, elsewhere: true, root: null };
}

async function list(
  ports: RoutePorts,
  root: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answered> {
  const answer = await askRest(ports, root, path, headers);
  if (!answer.ok) return { ok: false, reason: answer.failure.message, elsewhere: false };
  const { status, body, finalUrl, tlsFault } = answer.value;
  const json = toolJson(body.text);
  const where = new URL(finalUrl).host + new URL(finalUrl).pathname;
  const refuse = (why: string, elsewhere = false): Answered => {
    return { ok: false, reason: `${where} ${why}`, elsewhere };
  };
  if (tlsFault) return refuse(`has a TLS fault (${tlsFault.code}), so no password was sent`);
  if (status === 200 && Array.isArray(json) && !body.capped) {
    return { ok: true, rows: json, php: phpOfAnswer(answer, source) };
  }
  const code = textOf(json, 'code');
  if (status === 401 || status === 403) {
    const said = oneLine(textOf(json, 'message') ?? '', 150);
    return code === null
      ? refuse(`answers ${status} and no JSON: a firewall or proxy stands before the REST API`)
      : refuse(`answers ${status} ${code}${said && ` (${said})`}: ${remedyOf(status, code)}`);
  }
  if (code === 'rest_no_route') return refuse('has no such route: WordPress is older than 5.5');
  if (status === 404 || json === undefined) return refuse(`answers ${status} and no JSON`, true);
  return refuse(`answers ${status} ${code ?? 'with JSON of another shape'}`);
}

/** WordPress answers 401 to whom it does not know, and 403 to whom it does (`rest_authorization_required_code`). */
function remedyOf(status: number, code: string): string {
  if (/^(?:incorrect_password|invalid_username|invalid_email)$/.test(code)) {
    return 'correct credentials.wordpress';
  }
  if (status === 403) return 'give the account the rights activate_plugins and switch_themes';
  return 'correct credentials.wordpress, or let the web server pass the Authorization header on';
}

/** What Site Health finds to complain of. Whom it does not tell, it does not tell. */
async function healthOf(
  ports: RoutePorts,
  root: string,
  headers: Readonly<Record<string, string>>,
): Promise<readonly InventoryRemark[]> {
  const remarks: InventoryRemark[] = [];
  for (const test of healthTests) {
    const answer = await askRest(ports, root, `wp-site-health/v1/tests/${test}`, headers);
    if (!answer.ok || answer.value.status !== 200) continue;
    const json = toolJson(answer.value.body.text);
    const label = textOf(json, 'label');
    const status = fieldOf(json, 'status');
    if (label !== null && (status === 'critical' || status === 'recommended')) {
      remarks.push({ about: 'Site Health', message: `${status}: ${oneLine(label, 200)}` });
    }
  }
  return remarks;
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
