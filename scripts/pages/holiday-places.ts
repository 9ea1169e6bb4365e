import Holidays from 'date-holidays';

/** src/config/holiday-places.ts: the countries and regions whose public holidays are known. */
export function holidayPlacesModule(): string {
  const library = new Holidays();
  const lines = Object.keys(library.getCountries())
    .toSorted()
    .map((country) => `  ${country}: '${regionsOf(library, country).join(' ')}',`);
  return `// Drawn by \`npm run generate\` from date-holidays (its data: CC BY 3.0); not edited by hand.

/** Regions by country, ISO 3166-1 and 3166-2 where these have a code; \`BY.A\` is a part of a part. */
export const holidayPlaces: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
}

function regionsOf(library: Holidays, country: string): readonly string[] {
  return codesOf(library.getStates(country)).flatMap((state) => {
    const parts = codesOf(library.getRegions(country, state));
    return [state, ...parts.map((part) => `${state}.${part}`)];
  });
}

/** The library asks for capitals, so it does not find what it lists by a name. */
function codesOf(places: Readonly<Record<string, string>> | undefined): readonly string[] {
  return Object.keys(places ?? {})
    .filter((code) => /^[A-Z0-9]+$/.test(code))
    .toSorted();
}
