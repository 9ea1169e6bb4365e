import type { Check } from '../core/check.ts';
import { builtIn, child, emptyMapping, type Mapping, merge, type Node, withValue } from './node.ts';

/** A site over the practice's defaults over the built-in defaults of every check, option by option. */
export function layeredSite(own: Node, defaults: Mapping, checks: readonly Check[]): Node {
  const merged = merge(defaults, own);
  if (merged.kind !== 'mapping') return merged;
  const sections = child(merged, 'checks') ?? emptyMapping;
  if (sections.kind !== 'mapping') return merged;
  const filled = checks.reduce<Mapping>(
    (all, check) =>
      withValue(all, check.meta.id, withBuiltIn(check, child(all, check.meta.id) ?? emptyMapping)),
    sections,
  );
  return withValue(merged, 'checks', filled);
}

/** The practice's file with built-in defaults below each check that it names, so that its options can be judged. */
export function layeredPractice(practice: Node, checks: readonly Check[]): Node {
  const defaults = child(practice, 'defaults');
  const sections = child(defaults, 'checks');
  if (practice.kind !== 'mapping' || defaults?.kind !== 'mapping' || sections?.kind !== 'mapping') {
    return practice;
  }
  const filled = checks.reduce<Mapping>((all, check) => {
    const named = child(all, check.meta.id);
    return named ? withValue(all, check.meta.id, withBuiltIn(check, named)) : all;
  }, sections);
  return withValue(practice, 'defaults', withValue(defaults, 'checks', filled));
}

/** Anything but a mapping, such as `false`, stands for itself. */
function withBuiltIn(check: Check, section: Node): Node {
  const { defaults } = check.options;
  return merge(builtIn({ schedule: check.meta.schedule, ...defaults }), section);
}
