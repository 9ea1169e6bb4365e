import type { PlatformDetector } from '../core/platform-markers.ts';
import { generator, header, text } from './markers.ts';

/** WordPress, as its core prints itself: `rest_output_link_header`, `the_generator`, asset paths. */
export default {
  id: 'wordpress',
  title: 'WordPress',
  markers: [
    header('link', /rel="https:\/\/api\.w\.org\/"/, 90),
    header('x-redirect-by', /^WordPress$/, 70),
    generator(/^WordPress\b/, 80),
    text('rel="https://api.w.org/"', 60),
    text('/wp-content/', 40),
    text('/wp-includes/', 40),
  ],
} satisfies PlatformDetector;
