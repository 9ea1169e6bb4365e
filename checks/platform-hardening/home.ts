import { findFailureSignature } from '../../src/analysis/failure-signatures.ts';
import { isPasswordPage, shownTheme } from '../../src/analysis/shopify-storefront.ts';
import { type HttpExchange, headerOf } from '../../src/core/artifacts/http-exchange.ts';
import type { Site } from '../../src/core/site.ts';
import { oneLine } from '../../src/core/text.ts';
import { count, type Exposure } from './probe.ts';
import { errorPage } from './probes/error-page.ts';
import { listing } from './probes/listing.ts';

/** What the home page itself gives away. */
export function judgeHome(home: HttpExchange, site: Site): readonly Exposure[] {
  return [
    maintenance(home),
    listing(home),
    errorPage(home),
    cacheDebugging(home),
    passwordPage(home, site),
    previewTheme(home),
  ].filter((exposure) => exposure !== null);
}

function maintenance(home: HttpExchange): Exposure | null {
  const cause = findFailureSignature(home);
  if (cause?.kind !== 'maintenance') return null;
  const { meaning: title, text: evidence, advice } = cause;
  return { rule: 'maintenance-mode-on', title, evidence: `“${evidence}”`, advice };
}

function cacheDebugging({ headers }: HttpExchange): Exposure | null {
  const tags = headerOf(headers, 'x-drupal-cache-tags');
  if (tags === undefined) return null;
  return {
    rule: 'cache-tags-exposed',
    evidence: `X-Drupal-Cache-Tags with ${count(tags.split(/\s+/).length, 'tag')}`,
  };
}

/** A shop that is being built has its password on; one that sells should not. */
function passwordPage(home: HttpExchange, { environment }: Site): Exposure | null {
  if (environment !== 'production' || !isPasswordPage(home)) return null;
  return { rule: 'password-page-on', evidence: `the home page leads to ${home.finalUrl}` };
}

function previewTheme(home: HttpExchange): Exposure | null {
  const theme = shownTheme(home);
  if (theme?.role == null || theme.role === 'main') return null;
  const evidence = `the theme “${oneLine(theme.name, 80)}” has the role ${oneLine(theme.role, 40)}`;
  return { rule: 'preview-theme-shown', evidence };
}
