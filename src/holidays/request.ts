/** What the child process is asked for. */
export interface HolidayRequest {
  readonly country: string;
  /** `ENG`, or `BY.A` for a part of a part; null for the whole country. */
  readonly region: string | null;
  readonly firstYear: number;
  readonly lastYear: number;
}
