import type { DetectionProbe, Marker } from '../../core/platform-module.ts';
import {
  cookie,
  foreignAddress,
  generator,
  header,
  ownAddress,
  pageText,
  withStatus,
} from '../markers.ts';

const version = String.raw`(?<version>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?:-[\w.]{1,20})?)`;
const folders =
  /\/wp-(?:content\/(?:themes|plugins|mu-plugins|uploads)|includes\/(?:js|css|blocks|images))\//;

/** Traces of WordPress, as its core prints them: `rest_output_link_header`, `the_generator`, asset paths. */
export const markers: readonly Marker[] = [
  header('link', /rel="https:\/\/api\.w\.org\/"/, 90),
  header('x-redirect-by', /^WordPress$/, 70),
  header('x-pingback', /\/xmlrpc\.php$/, 70),
  // Plug-ins add generators of their own beside it.
  generator(new RegExp(`^WordPress(?: ${version})?`), 80),
  pageText(
    'link rel="https://api.w.org/"',
    /<link\s[^>]{0,300}rel=["']https:\/\/api\.w\.org\/["']/i,
    90,
  ),
  ownAddress('wp-content or wp-includes', folders, 60),
  foreignAddress('wp-content or wp-includes', folders, 20),
  cookie('wordpress_…', /^wordpress_(?:test_cookie|logged_in)/, 70),
];

/** The REST API answers under `?rest_route=` whatever the permalinks are; the feed names the version. */
export const probes: readonly DetectionProbe[] = [
  {
    path: '/?rest_route=/&_fields=namespaces',
    markers: [
      pageText(
        'namespace wp/v2 of the REST API',
        // What precedes the object is a warning that PHP printed.
        /^[^{]{0,2000}\{[^[]{0,2000}"namespaces"\s{0,5}:\s{0,5}\[[^\]]{0,20000}"wp\\?\/v2"/,
        100,
      ),
      // What core and security plug-ins answer to strangers: rest_not_logged_in, rest_cannot_access …
      withStatus(401, pageText('error of the REST API', /^\s{0,50}\{"code":"rest_\w{1,60}"/, 90)),
      withStatus(403, pageText('error of the REST API', /^\s{0,50}\{"code":"rest_\w{1,60}"/, 90)),
    ],
  },
  {
    path: '/?feed=rss2',
    namesVersion: true,
    markers: [
      pageText(
        'generator of the feed',
        new RegExp(`<generator>https?://wordpress\\.org/\\?v=${version}</generator>`),
        85,
      ),
    ],
  },
];
