import { listOf } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import { refusedBy } from '../../analysis/refusal.ts';
import { folderOf } from '../../analysis/site-address.ts';
import type { HttpExchange } from '../../core/artifacts/http-exchange.ts';
import type { Component } from '../../core/component.ts';
import type { InventoryRoute, RoutePorts } from '../../core/platform-module.ts';
import { coreOf, pluginOf, themeOf } from './components.ts';
import { readFileHeader } from './file-header.ts';
import { ownersOf } from './namespaces.ts';
import { type PageSlug, slugsOfPage } from './page-slugs.ts';
import { phpOfAnswer } from './php-header.ts';
import { askRest, restRoots } from './rest-access.ts';

const source = 'black-box';
/** With the home page and the REST API's root, a site is asked no more than this. */
const mostReadmes = 12;

/** Seen from outside: what the site's own pages refer to. Nothing is guessed, and little is certain. */
export const blackBoxRoute: InventoryRoute = {
  id: source,
  title: 'From outside: pages, readme files, style sheets',
  missing: () => null,
  take: async (ports) => {
    const home = await ports.request(ports.site.url);
    if (!home.ok) return { ok: false, reason: `the home page: ${home.failure.message}` };
    const refusal = refusedBy(home.value);
    if (refusal !== null) return { ok: false, reason: `the home page: ${refusal}` };
    if (home.value.status !== 200) {
      return { ok: false, reason: `the home page answers ${home.value.status}` };
    }
    const core = await coreFrom(ports);
    const slugs = await slugsFrom(ports, home.value);
    const php = phpOfAnswer(home, source);
    const named = await lookedAt(ports, slugs, core.version);
    return {
      ok: true,
      components: [core, ...named, ...(php ? [php] : [])],
      complete: [
        ...(core.version === null ? [] : (['core'] as const)),
        ...(php ? (['runtime'] as const) : []),
      ],
    };
  },
};

/** WordPress is there, since its routes are walked; its version is as sure as detection is. */
async function coreFrom({ detection }: RoutePorts): Promise<Component> {
  const found = await detection();
  const seen = found.ok
    ? found.value.candidates.find(({ platform }) => platform === 'wordpress')
    : undefined;
  // A major and minor alone may be any of its patches.
  const isExact = /^\d{1,2}\.\d{1,2}/.test(seen?.version ?? '');
  const version = isExact ? (seen?.version ?? null) : null;
  const confidence = version === null ? 0 : Math.min(seen?.confidence ?? 0, 80);
  const remark = version === null ? 'the site does not show its version' : undefined;
  return coreOf({ version, source, confidence, ...(remark ? { remark } : {}) });
}

/** What the page loads files of, and what the REST API has namespaces of. */
async function slugsFrom(ports: RoutePorts, home: HttpExchange): Promise<readonly Seen[]> {
  const onPage = slugsOfPage(home);
  const known = new Set(onPage.filter(({ kind }) => kind === 'plugin').map(({ slug }) => slug));
  const [first] = onPage.filter(({ kind }) => kind === 'plugin');
  const plugins =
    first?.folder.slice(0, -`${first.slug}/`.length) ??
    new URL('wp-content/plugins/', folderOf(home.finalUrl)).href;
  const owners = await namespaceOwners(ports);
  const byNamespace = owners.filter(({ slug }) => !known.has(slug));
  return [
    ...onPage,
    ...byNamespace.map(({ slug, sold = false }) => {
      return {
        kind: 'plugin' as const,
        slug,
        sold,
        folder: `${plugins}${slug}/`,
        assetVersion: null,
      };
    }),
  ];
}

interface Seen extends PageSlug {
  readonly sold?: boolean;
}

async function namespaceOwners(ports: RoutePorts) {
  for (const root of await restRoots(ports)) {
    const answer = await askRest(ports, root, '?_fields=namespaces');
    if (!answer.ok) return [];
    const namespaces = listOf(toolJson(answer.value.body.text), 'namespaces');
    if (namespaces.length > 0) return ownersOf(namespaces);
  }
  return [];
}

/** Asks for the readme or style sheet of each, one after the other, until the site asks for rest. */
async function lookedAt(
  ports: RoutePorts,
  slugs: readonly Seen[],
  core: string | null,
): Promise<readonly Component[]> {
  const components: Component[] = [];
  let left = mostReadmes;
  for (const seen of slugs) {
    const file = seen.kind === 'plugin' ? 'readme.txt' : 'style.css';
    const answer =
      left > 0 && !ports.signal.aborted
        ? await ports.request(seen.folder + file, { maxBodyBytes: 256 * 1024, maxRedirects: 2 })
        : null;
    left = answer?.ok && refusedBy(answer.value) !== null ? 0 : left - 1;
    const text = answer?.ok && answer.value.status === 200 ? answer.value.body.text : null;
    components.push(componentOf(seen, text, core));
  }
  return components;
}

function componentOf(seen: Seen, text: string | null, core: string | null): Component {
  const { slug, kind, assetVersion } = seen;
  const read = kind === 'plugin' ? readReadme(text) : readStyle(text);
  // Files that a plugin registers without a version carry WordPress's own.
  const byAsset = assetVersion === core ? null : versionLike(assetVersion);
  const found = {
    ...{ slug, name: read?.name ?? slug, active: true, source },
    ...(seen.sold ? { registry: null } : {}),
    ...versionOf(read?.version ?? null, byAsset),
  };
  return kind === 'plugin' ? pluginOf(found) : themeOf(found);
}

/** A file that names a version, and addresses that do: two witnesses are surer than one. */
function versionOf(
  byFile: string | null,
  byAsset: string | null,
): { readonly version: string | null; readonly confidence: number; readonly remark?: string } {
  if (byFile !== null && byFile === byAsset) return { version: byFile, confidence: 80 };
  if (byFile !== null) {
    const remark = byAsset === null ? undefined : `addresses of its files say ${byAsset}`;
    return { version: byFile, confidence: 70, ...(remark ? { remark } : {}) };
  }
  if (byAsset !== null) {
    return { version: byAsset, confidence: 50, remark: 'by the addresses of its files alone' };
  }
  return { version: null, confidence: 0, remark: 'seen on the page, without its version' };
}

interface Read {
  readonly name: string | null;
  readonly version: string | null;
}

/** The head of a plugin's readme on WordPress.org: a page that answers everything is none. */
function readReadme(text: string | null): Read | null {
  const head = (text ?? '').replace(/^\uFEFF/, '').slice(0, 8 * 1024);
  const name = /^\s{0,20}===\s{0,5}([^=\n]{1,200}?)\s{0,5}===/.exec(head)?.[1];
  if (name === undefined) return null;
  const tag = /^[ \t*]{0,10}(?:stable tag|version):[ \t]{0,10}(\S{1,60})/im.exec(head)?.[1];
  return { name, version: versionLike(tag ?? null) };
}

function readStyle(text: string | null): Read | null {
  const header = text === null ? null : readFileHeader(text, 'theme');
  return header && { name: header.name, version: versionLike(header.version) };
}

/** `trunk`, a hash or a time of building is no version. */
function versionLike(text: string | null): string | null {
  return text !== null && /^\d{1,4}(?:\.\d{1,6}){1,4}(?:-[\w.]{1,20})?$/.test(text) ? text : null;
}
