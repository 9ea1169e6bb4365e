import type { Gathered } from './artifacts/failure.ts';
import type { HttpExchange, HttpExchangeParams } from './artifacts/http-exchange.ts';
import type { InventoryRemark, ServiceNotice } from './artifacts/inventory.ts';
import type { PlatformDetection } from './artifacts/platform-detection.ts';
import type { Component, ComponentKind } from './component.ts';
import type { Advisory, PackageRecord } from './package-record.ts';
import type { Platform, Site } from './site.ts';
import type { InventoryAccess } from './site-access.ts';

/** What is known about one platform: how it is recognised, and how to learn what is installed. Found by its directory. */
export interface PlatformModule {
  /** Equals the file name. */
  readonly id: Platform;
  readonly title: string;
  readonly markers: readonly Marker[];
  /** A few cheap paths that are asked where the home page alone does not decide; their markers count like the others. */
  readonly probes: readonly DetectionProbe[];
  /** Components that a complete inventory has. */
  readonly kinds: readonly ComponentKind[];
  /** Best first. */
  readonly routes: readonly InventoryRoute[];
  /** Names of credentials that config may give, with their meaning. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Programs that a route may start, with their meaning: keys of `inventory.commands`. */
  readonly commands: Readonly<Record<string, string>>;
}

/** One trace of a platform in an answer. */
export interface Marker {
  /** Where it was found, for a person to check. */
  readonly name: string;
  /** 0-100: how surely it means the platform when it is the only one. */
  readonly weight: number;
  /** What was found, or null. */
  readonly find: (exchange: HttpExchange) => MarkerFind | null;
}

/** What a marker found. */
export interface MarkerFind {
  /** In the site's own words, cut short. */
  readonly seen: string;
  /** Where the trace names one. */
  readonly version?: string;
}

/** A path that a platform answers in its own way. */
export interface DetectionProbe {
  readonly path: string;
  readonly markers: readonly Marker[];
  /** True where its answer names the version: worth asking though the platform is certain. */
  readonly namesVersion?: boolean;
}

/** One way to learn what is installed. */
export interface InventoryRoute {
  /** The same id means the same kind of way on every platform: `rest`, `command`, `folder`, `files`, `black-box`, `admin-api`. */
  readonly id: string;
  readonly title: string;
  /** What config has to give before it can be tried, in words; null where it can be. */
  missing(access: RouteAccess): string | null;
  take(ports: RoutePorts): Promise<RouteOutcome>;
}

/** What config gives a route. Holds secrets. */
export interface RouteAccess extends InventoryAccess {
  /** Of the platform. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** What a route may use: everything is bounded in time and bytes, and nothing leaves the site's own rules. */
export interface RoutePorts {
  readonly site: Site;
  readonly access: RouteAccess;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Requests a path or URL of the site by its egress rules. */
  readonly request: (
    url: string,
    overrides?: Partial<HttpExchangeParams>,
  ) => Promise<Gathered<HttpExchange>>;
  readonly detection: () => Promise<Gathered<PlatformDetection>>;
  /** Runs a program of `inventory.commands` with further arguments: no shell, no input. */
  readonly run: (program: string, args: readonly string[]) => Promise<CommandOutcome>;
  /** The site's files; null where config names no folder. */
  readonly folder: SiteFolder | null;
  /** Saved output, in the order of config. */
  readonly files: readonly SavedFile[];
}

/** What came of a program. */
export type CommandOutcome =
  | {
      readonly ok: true;
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly ok: false; readonly reason: string };

/** Reading below one folder only: links that lead out of it are not followed. */
export interface SiteFolder {
  /** Names in a folder below, sorted; null where there is none. At most 5,000. */
  list(path: string): Promise<readonly FolderEntry[] | null>;
  /** The beginning of a file as UTF-8, without its byte order mark; null where there is none. */
  text(path: string, maxBytes: number): Promise<FileText | null>;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly folder: boolean;
}

/** What was read of a file. */
export interface FileText {
  readonly text: string;
  /** True where the file goes on. */
  readonly cut: boolean;
}

/** A file that config names. */
export interface SavedFile {
  readonly path: string;
  /** When it was written last, epoch milliseconds. */
  readonly modifiedAt: number;
  text(maxBytes: number): Promise<FileText | null>;
}

/** What a route brought, or why it brought nothing. */
export type RouteOutcome =
  | ({ readonly ok: true } & RouteHaul)
  | {
      readonly ok: false;
      /** A sentence without its full stop: what was tried, what came back, what to do. No secrets. */
      readonly reason: string;
    };

/** What a route brought. */
export interface RouteHaul {
  readonly components: readonly Component[];
  /** Kinds of which nothing is missing, so that no further route has to look. */
  readonly complete: readonly ComponentKind[];
  readonly remarks?: readonly InventoryRemark[];
  readonly packages?: readonly PackageRecord[];
  readonly advisories?: readonly Advisory[];
  readonly notices?: readonly ServiceNotice[];
}
