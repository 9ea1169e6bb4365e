import type { PlatformDetector } from '../core/platform-markers.ts';
import { generator, header, text } from './markers.ts';

/** Drupal, by its headers and the settings element that its JavaScript reads. */
export default {
  id: 'drupal',
  title: 'Drupal',
  markers: [
    header('x-generator', /^Drupal\b/, 95),
    header('x-drupal-cache', /./, 85),
    header('x-drupal-dynamic-cache', /./, 85),
    // The birthday of Drupal's founder, which core sends to keep pages out of caches.
    header('expires', /^Sun, 19 Nov 1978/, 75),
    generator(/^Drupal\b/, 95),
    text('data-drupal-selector="drupal-settings-json"', 90),
    text('/sites/default/files/', 40),
    text('/core/misc/drupal.js', 70),
  ],
} satisfies PlatformDetector;
