import { FeedUnreadable } from '../../core/feed.ts';
import type { Release } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { fieldOf, isObject, listOf, textOf } from '../manifests/shape.ts';
import { instantOf, readJson, webAddress } from './reading.ts';

/** What NuGet's registration says of a package. https://learn.microsoft.com/nuget/api/registration-base-url-resource */
export interface NuGetRegistration {
  /** As the registry spells it; null where only pages tell. */
  readonly id: string | null;
  /** In the order of versions, the lowest first. */
  readonly pages: readonly NuGetPage[];
}

/** A part of a registration. */
export interface NuGetPage {
  /** Behind the server's base. */
  readonly path: string;
  /** Lowest and highest version on it. */
  readonly lower: string;
  readonly upper: string;
  /** Null where they have to be asked for. */
  readonly releases: readonly Release[] | null;
}

/** No package has more; a page holds 64 versions. */
const mostPages = 2000;
/** NuGet dates what it hides to 1900. */
const unlistedBefore = Date.UTC(1901, 0);

/** Where each kind of resource of a NuGet server is found, behind its base; null for one that it does not have. */
export interface NuGetService {
  readonly registration: string | null;
  readonly vulnerabilities: string | null;
}

/** Reads a server's service index (https://learn.microsoft.com/nuget/api/service-index). Throws a `FeedUnreadable`. */
export function readServiceIndex(text: string): NuGetService {
  const resources = listOf(readJson(text), 'resources').map((row) => ({
    type: textOf(row, '@type') ?? '',
    address: textOf(row, '@id'),
  }));
  if (resources.length === 0) throw new FeedUnreadable('the answer is no service index of NuGet');
  const first = (types: readonly string[]) => {
    const addresses = types.map((type) => resources.find((one) => one.type === type)?.address);
    const address = addresses.find((one) => typeof one === 'string');
    return address ? nugetPath(address) : null;
  };
  return {
    registration: first([
      'RegistrationsBaseUrl/3.6.0',
      'RegistrationsBaseUrl/Versioned',
      'RegistrationsBaseUrl/3.4.0',
      'RegistrationsBaseUrl',
    ]),
    vulnerabilities: first(['VulnerabilityInfo/6.7.0']),
  };
}

/**
 * The path of an address behind the base of the server that names it. All of NuGet's paths begin with
 * `v3`, and a mirror may stand anywhere above that. Throws a `FeedUnreadable` for any other address.
 */
export function nugetPath(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  const start = path.indexOf('/v3');
  if (start === -1) throw new FeedUnreadable(`“${oneLine(address, 80)}” is no address of NuGet`);
  return path.slice(start + 1);
}

/** Reads a registration, whose pages hold their releases or have to be asked for. Throws a `FeedUnreadable`. */
export function readRegistration(text: string): NuGetRegistration {
  const rows = listOf(readJson(text), 'items');
  if (rows.length === 0 || rows.length > mostPages) {
    throw new FeedUnreadable('the answer is no registration of NuGet');
  }
  return { id: rows.map(idOn).find((id) => id !== null) ?? null, pages: rows.map(pageOf) };
}

/** Reads a page that was asked for by itself. Throws a `FeedUnreadable`. */
export function readRegistrationPage(text: string): NuGetRegistration {
  const row = readJson(text);
  const page = pageOf(row);
  if (page.releases === null) throw new FeedUnreadable('the page of the registration is empty');
  return { id: idOn(row), pages: [page] };
}

function pageOf(row: unknown): NuGetPage {
  const [address, lower, upper] = [textOf(row, '@id'), textOf(row, 'lower'), textOf(row, 'upper')];
  if (address === null || lower === null || upper === null) {
    throw new FeedUnreadable('a page of the registration has no address or no bounds');
  }
  const items = fieldOf(row, 'items');
  return {
    path: nugetPath(address),
    lower,
    upper,
    releases: Array.isArray(items) ? items.map(releaseOf) : null,
  };
}

function idOn(page: unknown): string | null {
  return textOf(listOf(page, 'items')[0], 'catalogEntry', 'id');
}

function releaseOf(leaf: unknown): Release {
  const entry = fieldOf(leaf, 'catalogEntry');
  const version = textOf(entry, 'version');
  if (version === null || version.length > 256) {
    throw new FeedUnreadable('a release of the registration has no version');
  }
  const publishedAt = instantOf(textOf(entry, 'published'));
  const hidden = publishedAt !== null && publishedAt < unlistedBefore;
  const url = webAddress(textOf(entry, 'projectUrl'));
  return {
    version,
    releasedAt: hidden ? null : publishedAt,
    security: false,
    withdrawn: hidden || fieldOf(entry, 'listed') === false,
    unsupported: deprecationOf(fieldOf(entry, 'deprecation')),
    ...(url === null ? {} : { url }),
  };
}

/** The maker's words: `deprecated: Legacy; use Microsoft.Data.SqlClient; …`. */
function deprecationOf(deprecation: unknown): string | null {
  if (!isObject(deprecation)) return null;
  const reasons = listOf(deprecation, 'reasons').filter((reason) => typeof reason === 'string');
  const instead = textOf(deprecation, 'alternatePackage', 'id');
  const message = textOf(deprecation, 'message');
  const parts = [
    reasons.length === 0 ? 'deprecated' : `deprecated: ${reasons.join(', ')}`,
    instead === null ? null : `use ${instead}`,
    message,
  ];
  return oneLine(parts.filter((part) => part !== null).join('; '), 300);
}
