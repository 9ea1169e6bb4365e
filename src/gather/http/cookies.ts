/**
 * Cookies of one redirect chain: some sites set one, redirect to themselves, and would look like a
 * loop to a client without cookies. Kept for the chain, then forgotten.
 */
export interface ChainCookies {
  /** The Cookie header for a URL; empty where there is none. */
  headerFor(url: string): Promise<string>;
  /** Takes the Set-Cookie headers of a redirect; bad ones are passed over. */
  store(setCookies: readonly string[], url: string): Promise<void>;
}

const maxCookies = 50;

/** A jar that loads its library only when a redirect sets a cookie, which is rare. */
export function chainCookies(): ChainCookies {
  let jar: import('tough-cookie').CookieJar | null = null;
  return {
    headerFor: async (url) => (jar ? jar.getCookieString(url) : ''),
    store: async (setCookies, url) => {
      if (setCookies.length === 0) return;
      const { CookieJar } = await import('tough-cookie');
      jar ??= new CookieJar();
      for (const text of setCookies.slice(0, maxCookies)) {
        await jar.setCookie(text, url, { ignoreError: true });
      }
    },
  };
}
