/**
 * One spelling for one page: without a fragment. Null for what is no http address. A trailing slash
 * and the query stay, since servers and search engines tell them apart.
 */
export function pageAddress(text: string, base?: string): string | null {
  const url = URL.parse(text.trim(), base);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  url.hash = '';
  return url.href;
}
