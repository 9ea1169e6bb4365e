import type { DetectionProbe, Marker } from '../../core/platform-module.ts';
import {
  foreignAddress,
  generator,
  header,
  ownAddress,
  pageText,
  scriptText,
  tagText,
} from '../markers.ts';

/** Core prints the major version alone, on purpose: `ResponseGeneratorSubscriber`, `system_meta_generator`. */
const named = /^Drupal\b(?: (?<version>\d{1,2})(?![\d.]))?/;

/** Traces of Drupal: its headers, and the settings element that its JavaScript reads. */
export const markers: readonly Marker[] = [
  header('x-generator', named, 95),
  header('x-drupal-cache', /./, 85),
  header('x-drupal-dynamic-cache', /./, 85),
  header('x-drupal-cache-tags', /./, 85),
  // The birthday of Drupal's founder, which core sends to keep pages out of caches.
  header('expires', /^Sun, 19 Nov 1978/, 75),
  generator(named, 95),
  tagText('script', 'data-drupal-selector="drupal-settings-json"', 90),
  // Drupal 7.
  scriptText('jQuery.extend(Drupal.settings', /jQuery\.extend\(Drupal\.settings,/, 80),
  ownAddress('/core/misc/drupal.js', /\/core\/misc\/drupal\.js$/, 70),
  ownAddress('/sites/default/files/', /\/sites\/default\/files\//, 40),
  foreignAddress('/sites/default/files/', /\/sites\/default\/files\//, 15),
  foreignAddress('/jsonapi/node/', /\/jsonapi\/node\//, 20),
];

/** A file of core that no setting moves or hides. */
export const probes: readonly DetectionProbe[] = [
  {
    path: '/core/misc/drupal.js',
    markers: [
      pageText('Drupal.behaviors in the script', /window\.Drupal\b|\bDrupal\.behaviors\b/, 80),
    ],
  },
];
