import type { Diagnosis } from './probe.ts';

/** The oldest major version of Node that runs caretaker. */
const requiredMajor = 26;

/** Judges the Node that runs this, by its version text such as `v26.10.0`. */
export function judgeRuntime(version: string, place: string): Diagnosis {
  const major = Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
  const detail = `Node ${version.slice(1)} at ${place}`;
  if (major >= requiredMajor) return { name: 'runtime', status: 'ok', detail };
  const remedy = `start it as \`npx caretaker\`, which uses the pinned Node ${requiredMajor}, or install that version`;
  return { name: 'runtime', status: 'failed', detail, remedy };
}
