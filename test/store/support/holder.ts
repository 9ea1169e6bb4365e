// Holds the lock of the store that is named, says so, and stays.
import { takeAgentLock } from '../../../src/store/agent-lock.ts';

takeAgentLock(String(process.argv[2]), { now: () => Date.now() });
console.log('held');
setInterval(() => {}, 60_000);
