import type { HttpExchange } from '../core/artifacts/http-exchange.ts';

const searchedLength = 512 * 1024;

/** Whether the storefront asks for its password: that closes a shop to everybody who has none. */
export function isPasswordPage({ body, finalUrl }: HttpExchange): boolean {
  if (!new URL(finalUrl).pathname.endsWith('/password')) return false;
  return /\bvalue=["']storefront_password["']/.test(body.text.slice(0, searchedLength));
}

/** The theme that a storefront is drawn with, as it says itself in `Shopify.theme`. */
export interface ShownTheme {
  readonly name: string;
  /** `main` is the published one; all others are previews. Null where it does not say. */
  readonly role: string | null;
}

/** Reads the theme object of a page; null where there is none that makes sense. */
export function shownTheme({ body }: HttpExchange): ShownTheme | null {
  const text = body.text.slice(0, searchedLength);
  const spelled = /\bShopify\.theme\s{0,3}=\s{0,3}(\{[^{}]{1,2000}\})/.exec(text)?.[1];
  if (spelled === undefined) return null;
  try {
    const { name, role }: { name?: unknown; role?: unknown } = JSON.parse(spelled);
    if (typeof name !== 'string') return null;
    return { name, role: typeof role === 'string' ? role : null };
  } catch {
    return null;
  }
}
