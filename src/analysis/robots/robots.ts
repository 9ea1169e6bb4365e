import { type Directive, isSpace, readDirective } from './directive.ts';
import { robotsLines } from './lines.ts';
import { folderPattern, matches, type PathPattern, readPath, readPattern } from './pattern.ts';
import { urlPath } from './url-path.ts';

/** A rule with the agents it is for. */
interface GroupRule {
  readonly directive: Directive;
  readonly group: Group;
  readonly patterns: readonly PathPattern[];
}

/** Who the lines of a group are for. */
interface Group {
  readonly everybody: boolean;
  /** In lower case. */
  readonly agents: ReadonlySet<string>;
}

/** A robots.txt that was read. */
export interface Robots {
  readonly directives: readonly Directive[];
  readonly groups: readonly Group[];
  readonly rules: readonly GroupRule[];
}

/** What a robots.txt says of one URL. */
export interface RobotsVerdict {
  readonly verdict: 'allow' | 'disallow';
  /** The line that decided; null where none speaks of the URL. */
  readonly directive: Directive | null;
}

/** Reads a robots.txt; never throws, since each line that makes no sense is passed over. */
export function readRobots(body: Uint8Array): Robots {
  const directives = robotsLines(body)
    .map((text, index) => readDirective(text, index + 1))
    .filter((directive) => directive !== null);
  const groups: Group[] = [];
  const rules: GroupRule[] = [];
  let agents = new Set<string>();
  let group: { everybody: boolean; agents: Set<string> } | null = null;
  let hasRules = false;
  for (const directive of directives) {
    const { kind, value } = directive;
    if (kind === 'user-agent') {
      if (group === null || hasRules) {
        agents = new Set();
        group = { everybody: false, agents };
        groups.push(group);
        hasRules = false;
      }
      if (isEverybody(value)) group.everybody = true;
      else agents.add(agentName(value));
    }
    // Only these two end the list of agents (RFC 9309, 2.1): a sitemap in between does not.
    if ((kind === 'allow' || kind === 'disallow') && group !== null) {
      hasRules = true;
      rules.push({ directive, group, patterns: patternsOf(directive) });
    }
  }
  return { directives, groups, rules };
}

/** The same of text that somebody has decoded already. */
export function readRobotsText(text: string): Robots {
  return readRobots(new TextEncoder().encode(text));
}

/**
 * Whether an agent may ask for a URL, as Google’s open-source matcher judges: the groups that name the
 * agent are joined, the group for everybody holds where there is none; the longest path that matches
 * decides, `allow` where two are equally long.
 */
export function robotsVerdict(robots: Robots, agent: string, url: string): RobotsVerdict {
  const path = readPath(urlPath(url));
  const name = agent.toLowerCase();
  const isNamed = robots.groups.some(({ agents }) => agents.has(name));
  const best = { allow: nothing, disallow: nothing };
  for (const { directive, group, patterns } of robots.rules) {
    if (isNamed ? !group.agents.has(name) : !group.everybody) continue;
    const pattern = patterns.find((one) => matches(one, path));
    const kind = directive.kind === 'allow' ? 'allow' : 'disallow';
    if (pattern && pattern.priority > best[kind].priority) {
      best[kind] = { priority: pattern.priority, directive };
    }
  }
  const wins = best.disallow.priority > best.allow.priority ? best.disallow : best.allow;
  const isBarred = wins === best.disallow && wins.priority > 0;
  return { verdict: isBarred ? 'disallow' : 'allow', directive: wins.directive };
}

/** The sitemaps that a robots.txt names, as they are written. */
export function sitemapsOf({ directives }: Robots): readonly string[] {
  return directives.filter(({ kind }) => kind === 'sitemap').map(({ value }) => value);
}

const nothing: { readonly priority: number; readonly directive: Directive | null } = {
  priority: -1,
  directive: null,
};

function patternsOf({ kind, value }: Directive): readonly PathPattern[] {
  const folder = kind === 'allow' ? folderPattern(value) : null;
  return folder === null ? [readPattern(value)] : [readPattern(value), folder];
}

/** An asterisk alone, or with anything behind white space. */
function isEverybody(value: string): boolean {
  return value.startsWith('*') && (value.length === 1 || isSpace(value.charCodeAt(1)));
}

/** A product token ends with the first character that may not be in one (RFC 9309, 2.2.1). */
function agentName(value: string): string {
  return (/^[a-z_-]*/i.exec(value)?.[0] ?? '').toLowerCase();
}
