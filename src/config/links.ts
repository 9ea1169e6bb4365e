import { suggestion } from './nearest.ts';
import { child } from './node.ts';
import { type Position, type Problem, problemAt, problemOf } from './problem.ts';
import type { SiteTree } from './site-rules.ts';

/** Rules between sites: one file an id, and dependencies that exist and lead nowhere back. */
export function linkProblems(sites: readonly SiteTree[]): readonly Problem[] {
  return [...duplicates(sites), ...unknownDependencies(sites), ...cycles(sites)];
}

function duplicates(sites: readonly SiteTree[]): readonly Problem[] {
  const first = new Map<string, SiteTree>();
  return sites.flatMap((site) => {
    const before = first.get(site.name);
    if (!before) {
      first.set(site.name, site);
      return [];
    }
    const message = `site id \`${site.name}\` is taken by ${before.file}`;
    return [problemOf(site.file, message, 'Delete or rename one of the two files.')];
  });
}

interface Dependency {
  readonly id: string;
  readonly at: Position;
  readonly secret: boolean;
}

function dependenciesOf(site: SiteTree): readonly Dependency[] {
  const list = child(site.own, 'dependsOn');
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' && item.at && !item.secret?.missing
      ? [{ id: item.value, at: item.at, secret: item.secret !== undefined }]
      : [],
  );
}

function unknownDependencies(sites: readonly SiteTree[]): readonly Problem[] {
  const ids = new Set(sites.map((site) => site.name));
  return sites.flatMap((site) =>
    dependenciesOf(site)
      .filter(({ id }) => !ids.has(id))
      .map(({ id, at, secret }) => {
        const others = [...ids].filter((other) => other !== site.name);
        const hint = secret ? '' : suggestion(id, others);
        const remedy = hint || 'Sites are named by their file, without `.yaml`.';
        return problemAt(
          at,
          `no site has the id ${secret ? 'that is meant here' : `\`${id}\``}`,
          remedy,
        );
      }),
  );
}

/** Reports each cycle once, where the search closes it. */
function cycles(sites: readonly SiteTree[]): readonly Problem[] {
  const byId = new Map(sites.map((site) => [site.name, site]));
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (site: SiteTree, trail: readonly string[]): void => {
    if (done.has(site.name)) return;
    const here = [...trail, site.name];
    for (const { id, at } of dependenciesOf(site)) {
      const start = here.indexOf(id);
      const next = byId.get(id);
      if (start >= 0) {
        const circle = [...here.slice(start), id].map((each) => `\`${each}\``).join(' → ');
        problems.push(
          problemAt(at, `sites depend on each other: ${circle}`, 'Take one of them out.'),
        );
      } else if (next) visit(next, here);
    }
    done.add(site.name);
  };
  for (const site of sites) visit(site, []);
  return problems;
}
