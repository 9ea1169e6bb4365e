import { durationExample, parseDuration } from './duration.ts';

type Zod = typeof import('zod');

/** The schema of an option that holds a duration. The library comes in as an argument; see `CheckOptions`. */
export function durationOption({ z }: Zod, fallback: string, description: string) {
  return z
    .string()
    .refine((text) => parseDuration(text) !== null, `is no duration; write ${durationExample}`)
    .default(fallback)
    .describe(description);
}
