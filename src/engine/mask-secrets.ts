import { redactor } from '../core/redaction.ts';
import type { PlannedCheck } from './visit.ts';

/** Shorter ones are found in pages by chance, and masking them would change what is judged. */
const shortestSecret = 8;

/**
 * The same check, with secrets masked in its artifacts before they are judged. A site may repeat
 * what it was sent, and a secret that evidence cuts in half would not be recognised afterwards.
 */
export function maskSecrets(
  { check, options }: PlannedCheck,
  secrets: readonly string[],
): PlannedCheck {
  const redact = redactor(secrets.filter((secret) => secret.length >= shortestSecret));
  return {
    check: {
      ...check,
      evaluate: (answers, given, context) => check.evaluate(redact.deep(answers), given, context),
    },
    options,
  };
}
