import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Clock } from '../core/clock.ts';
import { corrected } from './corrections.ts';
import type { HolidayRequest } from './request.ts';

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const program = fileURLToPath(new URL(`./list-holidays${extension}`, import.meta.url));
const deadlineMs = 30_000;
const yearsAhead = 10;
/** Of the environment, which may hold secrets, what Node needs to start. */
const inherited = ['LD_LIBRARY_PATH', 'SystemRoot'];

/**
 * Answers with the public holidays of a country or region as dates, from last year to ten years
 * ahead; an answer is kept for the year. The library that knows them takes a quarter of a second and
 * 50 MB, of which a thread would leave most behind: so it runs in a process that ends with its answer.
 */
export function publicHolidaysBy(
  clock: Pick<Clock, 'now'>,
): (country: string, region: string | null) => Promise<readonly string[]> {
  const known = new Map<string, Promise<readonly string[]>>();
  return (country, region) => {
    const year = new Date(clock.now()).getUTCFullYear();
    const request = { country, region, firstYear: year - 1, lastYear: year + yearsAhead };
    const key = JSON.stringify(request);
    const answer = known.get(key) ?? listHolidays(request);
    known.set(key, answer);
    // What failed may be asked for again.
    answer.catch(() => known.delete(key));
    return answer;
  };
}

async function listHolidays(request: HolidayRequest): Promise<readonly string[]> {
  const env = Object.fromEntries(inherited.map((name) => [name, process.env[name]]));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, JSON.stringify(request)],
    { env, timeout: deadlineMs },
  ).catch((error: Error & { readonly killed?: boolean }) => {
    const why = error.killed
      ? `it took longer than ${deadlineMs / 1000} s`
      : (error.message.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? 'no answer');
    throw new Error(`${request.country}: ${why}`);
  });
  return corrected(request, JSON.parse(stdout) as readonly string[]);
}
