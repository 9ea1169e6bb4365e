const names = (type: 'language' | 'region' | 'script') =>
  new Intl.DisplayNames('en', { type, fallback: 'none' });
const known = { language: names('language'), region: names('region'), script: names('script') };

/** Known to libraries as old or private names, but no countries of ISO 3166-1. */
const notCountries: Readonly<Record<string, string>> = {
  UK: 'the United Kingdom is GB',
  EU: 'the European Union is no country',
  UN: 'the United Nations are no country',
  SU: 'the Soviet Union is no country any more',
  ZZ: 'there is no country ZZ',
  AN: 'the Netherlands Antilles are no country any more',
};

/**
 * Why a value of `hreflang` means nothing to search engines, or null where it does: a language of ISO
 * 639-1, then a script of ISO 15924 and a country of ISO 3166-1 where they are wanted, or `x-default`
 * (https://developers.google.com/search/docs/specialty/international/localized-versions).
 */
export function hreflangFault(value: string): string | null {
  if (value.toLowerCase() === 'x-default') return null;
  const parts = /^([a-z]{2})(?:-([a-z]{4}))?(?:-([a-z]{2}))?$/i.exec(value);
  if (!parts) {
    return value.includes('_') ? 'it has an underscore for a hyphen' : 'it is no language code';
  }
  const [, language = '', script, region] = parts;
  if (!isKnown('language', language.toLowerCase())) return `there is no language ${language}`;
  if (script && !isKnown('script', titleCase(script))) return `there is no script ${script}`;
  if (!region) return null;
  const country = region.toUpperCase();
  const wrong = notCountries[country];
  if (wrong) return wrong;
  return isKnown('region', country) ? null : `there is no country ${country}`;
}

function isKnown(type: keyof typeof known, code: string): boolean {
  return known[type].of(code) !== undefined;
}

function titleCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}
