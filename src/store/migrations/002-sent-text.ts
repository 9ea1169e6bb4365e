import type { Migration } from '../migrate.ts';

/** Messages keep what they said, for whoever reads an incident's story afterwards. */
export const sentText: Migration = {
  number: 2,
  name: 'sent-text',
  sql: `
    ALTER TABLE outbox ADD COLUMN textJson TEXT;
    CREATE INDEX outboxTexts ON outbox (bundle) WHERE textJson IS NOT NULL;
  `,
};
