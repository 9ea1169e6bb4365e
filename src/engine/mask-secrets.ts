import { redactor } from '../core/redaction.ts';
import type { PlannedCheck } from './visit.ts';

/** Shorter ones are found in pages by chance, and masking them would change what is judged. */
const shortestSecret = 8;

/**
 * Makes checks see secrets masked in their artifacts before they judge. A site may repeat what it
 * was sent, and a secret that evidence cuts in half would not be recognised afterwards.
 */
export function maskSecrets(secrets: readonly string[]): (planned: PlannedCheck) => PlannedCheck {
  const long = secrets.filter((secret) => secret.length >= shortestSecret);
  if (long.length === 0) return (planned) => planned;
  const redact = redactor(long);
  return ({ check, options }) => ({
    check: {
      ...check,
      evaluate: (answers, given, context) => check.evaluate(redact.deep(answers), given, context),
    },
    options,
  });
}
