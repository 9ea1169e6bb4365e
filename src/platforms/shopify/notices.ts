import type { ServiceNotice } from '../../core/artifacts/inventory.ts';
import { oneLine } from '../../core/text.ts';

const scriptTagHelp = 'https://shopify.dev/docs/apps/build/online-store/script-tag-deprecation';
const versioningHelp = 'https://shopify.dev/docs/api/usage/versioning';

/** When script tags stop, by where they run (Shopify: Script tag deprecation). */
const orderStatusEnd = '2026-08-26';
const storefrontEnd = '2027-03-01';

/** A script tag: each has to be replaced by its app, whichever scope it has. */
export function scriptTagNotice(src: string, scope: string | null, now: number): ServiceNotice {
  const onOrderStatus = scope === 'ORDER_STATUS';
  const endsOn = onOrderStatus ? orderStatusEnd : storefrontEnd;
  const stopped = Date.parse(`${endsOn}T00:00:00Z`) <= now;
  const where = onOrderStatus ? 'the order status page' : 'the storefront';
  return {
    // What a tag is called with may hold the shop’s keys, and changes.
    subject: `script tag ${oneLine(src.split(/[?#]/)[0] ?? src, 300)}`,
    message: stopped
      ? `Shopify stopped running script tags on ${where} on ${endsOn}: what this one did is gone`
      : `Shopify stops running script tags on ${where} on ${endsOn}`,
    endsOn: stopped ? null : endsOn,
    stopped,
    advice: onOrderStatus
      ? 'Ask the app’s maker for its customer account UI extension or web pixel, and switch it on.'
      : 'Ask the app’s maker for its app embed (theme app extension) or web pixel, and switch it on in the theme editor.',
    help: scriptTagHelp,
  };
}

/** A webhook in a version that Shopify has given up. */
export function webhookNotice(topic: string, version: string): ServiceNotice {
  return {
    subject: `webhook ${topic}`,
    message: `The webhook ${topic} asks for API version ${version}, which Shopify no longer supports`,
    endsOn: null,
    stopped: true,
    advice: 'Register the webhook again with a supported version, and test what receives it.',
    help: versioningHelp,
  };
}

/** Shopify answers in the oldest version that it supports where it gave up the one that was asked for. */
export function fellForwardNotice(asked: string, served: string): ServiceNotice {
  return {
    subject: `Admin API ${asked}`,
    message: `Asked for version ${asked}, Shopify answered in ${served}: ${asked} is no longer supported`,
    endsOn: null,
    stopped: true,
    advice: `Test the integration with ${served} or later, then set that version.`,
    help: versioningHelp,
  };
}

/** Fields that Shopify will take away. */
export function deprecatedNotice(reason: string): ServiceNotice {
  const what = oneLine(reason, 300);
  return {
    subject: `deprecated ${what}`,
    message: `A query uses what Shopify will take away: ${what}`,
    endsOn: null,
    stopped: false,
    advice: 'Replace it as the page of that field says, before the next version is set.',
    help: 'https://shopify.dev/docs/api/usage/versioning#deprecation-practices',
  };
}
