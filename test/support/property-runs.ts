// Loaded before every test file: how many cases a property is tried with.
import { configureGlobal } from 'fast-check';

configureGlobal({ numRuns: Number(process.env.CARETAKER_PROPERTY_RUNS ?? 100) });
