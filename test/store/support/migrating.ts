// Migrates the store that is named by two steps, and is killed in the middle of the second one.
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '../../../src/store/migrate.ts';
import { migrations } from '../../../src/store/migrations/all.ts';

const file = String(process.argv[2]);
const database = new DatabaseSync(file);
database.function('die', () => {
  process.kill(process.pid, 'SIGKILL');
  return 0;
});
const number = migrations.length;
migrate(database, file, [
  ...migrations,
  { number: number + 1, name: 'one', sql: 'CREATE TABLE one (n INTEGER) STRICT' },
  {
    number: number + 2,
    name: 'two',
    sql: 'CREATE TABLE two (n INTEGER) STRICT; INSERT INTO two VALUES (1); SELECT die()',
  },
]);
console.log('survived');
