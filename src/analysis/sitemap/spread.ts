/** Words by which an address does something instead of showing something: no audit asks for one. */
const acts =
  /(?:^|[/_.?&=-])(?:log-?out|log-?off|sign-?out|abmelden|delete|remove|destroy|unsubscribe|checkout|add-to-cart|add_to_cart|cart\/(?:add|change|clear|update)|empty-?cart|purge|cancel|unpublish|trash|wp-admin|wp-login|admin|umbraco)(?:$|[/_.?&=-])/i;
const actingParameter =
  /^(?:action|do|op|task|cmd|delete|remove|add|nonce|_wpnonce|token|destination)$/i;
/** Files that are no pages. */
const files =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|gz|rar|7z|tar|jpe?g|png|gif|webp|avif|svg|ico|mp[34]|m4a|webm|mov|avi|ogg|wav|css|js|mjs|json|xml|rss|atom|txt|csv|ics|woff2?|exe|dmg|apk)$/i;

/** Whether an address may be opened by a machine: it looks like a page, and like one that only shows something. */
export function isHarmlessPage(url: URL): boolean {
  if (!/^https?:$/.test(url.protocol) || files.test(url.pathname)) return false;
  if (acts.test(decoded(url.pathname))) return false;
  return [...url.searchParams.keys()].every((key) => !actingParameter.test(key) && !acts.test(key));
}

/**
 * So many of a list of addresses, spread over all of it: grouped by the first folder of the path, since
 * pages of a folder tend to share a template, then as many of each group as are left for it, evenly.
 * The same list gives the same choice in whatever order it comes.
 */
export function spread(urls: readonly string[], count: number): readonly string[] {
  const sorted = [...new Set(urls)].sort();
  const groups = [...Map.groupBy(sorted, groupOf).values()];
  const shares = groups.map(() => 0);
  let left = Math.min(count, sorted.length);
  // One for each group in turn, so that the smallest has its say.
  for (let round = 0; left > 0; round += 1) {
    for (const [index, group] of groups.entries()) {
      if (left === 0) break;
      if (group.length <= round) continue;
      shares[index] = round + 1;
      left -= 1;
    }
  }
  return groups.flatMap((group, index) => evenly(group, shares[index] ?? 0));
}

function evenly(list: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(((index + 0.5) * list.length) / count);
    return list[at] ?? '';
  });
}

/** Pages straight below the root are one group. */
function groupOf(url: string): string {
  const [first = '', ...rest] = new URL(url).pathname.split('/').filter(Boolean);
  return rest.length === 0 ? '' : first;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
