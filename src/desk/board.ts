import type { Availability } from '../core/availability.ts';
import type { Clock } from '../core/clock.ts';
import { type Incident, priorities } from '../core/incident.ts';
import type { CheckResult } from '../core/result.ts';
import type { AttachmentFile, KeptAttachment } from '../store/attachments.ts';
import type { Store } from '../store/store.ts';
import { type BoardSite, type SiteState, siteStateOf, siteStates, uptime } from './site-state.ts';

/** How many days of availability are shown. */
const shownDays = 90;
/** How long an incident that is over is still looked at, and how many of them. */
const recentMs = 30 * 86_400_000;
const mostRecent = 50;

/** Availability by day, the oldest first, and of all days together. */
export interface Days {
  readonly days: readonly Availability[];
  readonly total: Availability;
}

/** A site in one line. */
export interface SiteLine {
  readonly site: BoardSite;
  readonly state: SiteState;
  /** When the last check of it began, epoch ms; null before the first. */
  readonly checkedAt: number | null;
  /** How long the home page took at the last visit that got an answer, ms; null where none did. */
  readonly responseMs: number | null;
  readonly openIncidents: number;
}

/** Every site in one line, the worst first, and what is open. */
export interface Overview {
  readonly incidents: readonly Incident[];
  readonly lines: readonly SiteLine[];
}

/** All that is known of a site. */
export interface SiteView extends SiteLine, Days {
  /** By check, where there is one. */
  readonly results: ReadonlyMap<string, CheckResult>;
  /** By check: pictures and reports that belong to its result. */
  readonly attachments: ReadonlyMap<string, readonly KeptAttachment[]>;
  readonly incidents: readonly Incident[];
}

export type { AttachmentFile, KeptAttachment } from '../store/attachments.ts';

/** Incidents by what is to be done about them. */
export interface IncidentLists {
  /** The most urgent first. */
  readonly open: readonly Incident[];
  /** The last one first. */
  readonly resolved: readonly Incident[];
}

/** What people look at. Every method may reject with a StoreError. */
export interface Board {
  overview(): Promise<Overview>;
  /** The availability of sites by day, in their order. */
  days(sites: readonly string[]): Promise<readonly Days[]>;
  /** Null where config has no such site. */
  site(id: string): Promise<SiteView | null>;
  incidents(): Promise<IncidentLists>;
  /** A picture or a report; null where config has no such site, or nothing of this name is kept. */
  attachment(site: string, check: string, name: string): Promise<AttachmentFile | null>;
  /** Another text after every change of the store, whoever made it. */
  pulse(): Promise<string>;
}

/** What a board needs beside the store. */
export interface BoardPorts {
  readonly clock: Pick<Clock, 'now'>;
  /** Of the config in force at that moment. */
  readonly sites: () => readonly BoardSite[];
}

/** A board on a store that is open already. */
export function boardOn(store: Store, { clock, sites }: BoardPorts): Board {
  return {
    overview: () => readOverview(store, sites(), clock.now()),
    days: (ids) => readDays(store, ids),
    site: async (id) => {
      const site = sites().find((each) => each.id === id);
      return site ? readSite(store, site, clock.now()) : null;
    },
    incidents: () => readIncidents(store, clock.now()),
    attachment: async (id, check, name) =>
      sites().some((site) => site.id === id) ? store.attachments.read(id, check, name) : null,
    pulse: () => store.pulse(),
  };
}

/** Reads every site and what is open: two queries, however many sites there are. */
async function readOverview(
  store: Store,
  sites: readonly BoardSite[],
  now: number,
): Promise<Overview> {
  const incidents = await store.incidents.list({ unresolved: true });
  const latest = await store.results.allLatest();
  const bySite = Map.groupBy(latest, ({ site }) => site);
  const incidentsBySite = Map.groupBy(incidents, ({ trouble }) => trouble.site);
  const lines = sites.map((site) => {
    const results = (bySite.get(site.id) ?? []).map(({ result }) => result);
    return lineOf(site, results, incidentsBySite.get(site.id) ?? [], now);
  });
  return { incidents: incidents.toSorted(byUrgency), lines: lines.toSorted(worstFirst) };
}

/** The availability of sites by day, in their order, in one query. */
function readDays(store: Store, sites: readonly string[]): Promise<readonly Days[]> {
  return store.daysOf(uptime, sites, shownDays);
}

/** Reads all that is known of one site. */
async function readSite(store: Store, site: BoardSite, now: number): Promise<SiteView> {
  const open = await store.incidents.list({ site: site.id, unresolved: true });
  const recent = await store.incidents.list({ site: site.id, limit: mostRecent });
  const latest = await store.results.latestOf(site.id);
  const [own] = await readDays(store, [site.id]);
  const incidents = [
    ...open.toSorted(byUrgency),
    ...recent.filter((incident) => !isOpen(incident)),
  ];
  const results = new Map(latest.map((result) => [result.check, result]));
  const attachments = await store.attachments.of(site.id);
  if (!own) throw new Error(`no days of ${site.id}`);
  const { days, total } = own;
  return { ...lineOf(site, latest, open, now), days, total, results, attachments, incidents };
}

/** Reads what is open and what was resolved lately. */
async function readIncidents(store: Store, now: number): Promise<IncidentLists> {
  const open = await store.incidents.list({ unresolved: true });
  const recent = await store.incidents.list({ since: now - recentMs, limit: 4 * mostRecent });
  return {
    open: open.toSorted(byUrgency),
    resolved: recent
      .filter((incident) => !isOpen(incident))
      .toSorted((a, b) => (b.resolvedAt ?? 0) - (a.resolvedAt ?? 0))
      .slice(0, mostRecent),
  };
}

function lineOf(
  site: BoardSite,
  results: readonly CheckResult[],
  incidents: readonly Incident[],
  now: number,
): SiteLine {
  const times = results.map(({ startedAt }) => Date.parse(startedAt)).filter(Number.isFinite);
  const answer = results.find(({ check }) => check === uptime);
  return {
    site,
    state: siteStateOf({ site, results, incidents }, now),
    checkedAt: times.length === 0 ? null : Math.max(...times),
    responseMs: answer?.metrics.totalMs ?? null,
    openIncidents: incidents.length,
  };
}

function isOpen({ state }: Incident): boolean {
  return state !== 'resolved';
}

/** Nobody has it yet, then by priority, then the newest. */
function byUrgency(a: Incident, b: Incident): number {
  const rank = ({ priority }: Incident) => priorities.indexOf(priority);
  const taken = ({ state }: Incident) => (state === 'open' ? 0 : 1);
  return taken(a) - taken(b) || rank(a) - rank(b) || b.openedAt - a.openedAt;
}

function worstFirst(a: SiteLine, b: SiteLine): number {
  const rank = ({ state }: SiteLine) => siteStates.indexOf(state);
  return rank(a) - rank(b) || a.site.id.localeCompare(b.site.id);
}
