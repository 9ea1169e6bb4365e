import { type FailureCode, failureCodes, failureMeaning } from '../../src/core/failure-codes.ts';
import { code, drawnNotice, page, table, text } from './markdown.ts';

const faults = {
  target: 'the site',
  agent: 'caretaker or its machine',
  policy: 'nobody: it was forbidden',
} as const;

/** docs/failure-codes.md: every reason for which nothing could be gathered. */
export function failureCodesPage(): string {
  const codes = Object.keys(failureCodes) as FailureCode[];
  return page([
    '# Failure codes',
    drawnNotice,
    'Why an artifact could not be gathered. Where the site is at fault, the check fails; where caretaker is, the run is errored and says nothing about the site.',
    table(
      ['code', 'meaning', 'at fault', 'may pass if repeated', 'what to do'],
      codes.map((id) => {
        const { meaning, fault, retryable, remedy } = failureMeaning(id);
        return [code(id), text(meaning), faults[fault], retryable ? 'yes' : 'no', text(remedy)];
      }),
    ),
  ]);
}
