import type { Page } from './page.ts';
import type { Sight } from './rule.ts';

/** A sight for each fact whose element is on the page and of which there is something to say. */
export function* sightsOf<Fact>(
  page: Page,
  facts: readonly Fact[],
  path: (fact: Fact) => string,
  evidence: (fact: Fact) => string | null,
): Generator<Sight> {
  for (const fact of facts) {
    const element = page.byPath(path(fact));
    const words = evidence(fact);
    if (element && words !== null) yield { element, evidence: words };
  }
}
