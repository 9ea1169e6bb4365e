// Commits pages to the store that is named, one after the other, and prints the number of each when
// the store has acknowledged it. Every third is durable; each belongs together with its incident.
import { takeAgentLock } from '../../../src/store/agent-lock.ts';
import { openStore } from '../../../src/store/open.ts';
import { draft, entry, incident, record, tracker } from './values.ts';

const file = String(process.argv[2]);
const first = Number(process.argv[3]);
const clock = { now: () => Date.now() };
const store = openStore(file, { clock, lock: takeAgentLock(file, clock) });
for (let number = first; ; number++) {
  const id = `I-${number}`;
  await store.commit(
    {
      results: [record(Date.UTC(2026, 0, 1) + number * 1000, 'failed')],
      trackers: [tracker({ incident: id })],
      incidents: [incident(id, { openings: number })],
      timeline: [entry(id)],
      steps: [{ incident: id, dueAt: number }],
      outbox: [draft(`key-${number}`, id)],
    },
    number % 3 === 0 ? 'durable' : 'batched',
  );
  process.stdout.write(`${number}\n`);
  // Output leaves the process only between two turns of its loop.
  if (number % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
}
