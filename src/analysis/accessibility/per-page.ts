import type { Page } from './page.ts';

/** Reads something of a page once for all rules that ask for it; it is forgotten together with the page. */
export function perPage<Value extends object>(read: (page: Page) => Value): (page: Page) => Value {
  const known = new WeakMap<Page, Value>();
  return (page) => {
    const value = known.get(page) ?? read(page);
    known.set(page, value);
    return value;
  };
}
