import type { HolidayRequest } from './request.ts';

/** Dates that a government has announced otherwise than they can be computed. */
interface Correction {
  readonly country: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Where the dates were announced. */
  readonly source: string;
}

const corrections: readonly Correction[] = [
  {
    country: 'SG',
    // Hari Raya Puasa, Hari Raya Haji and Vesak Day of 2027.
    add: ['2027-03-10', '2027-05-17', '2027-05-20'],
    remove: ['2027-03-09', '2027-05-16'],
    source: 'https://www.mom.gov.sg/employment-practices/public-holidays',
  },
];

/** The dates that were computed for a request, with what was announced otherwise; in order. */
export function corrected(
  { country, firstYear, lastYear }: HolidayRequest,
  computed: readonly string[],
): readonly string[] {
  const known = corrections.filter((each) => each.country === country);
  const wrong = known.flatMap(({ remove }) => remove);
  const added = known
    .flatMap(({ add }) => add)
    .filter((date) => {
      const year = Number(date.slice(0, 4));
      return firstYear <= year && year <= lastYear;
    });
  const right = computed.filter((date) => !wrong.includes(date));
  return [...new Set([...right, ...added])].toSorted();
}
