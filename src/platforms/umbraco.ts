import type { PlatformDetector } from '../core/platform-markers.ts';
import { cookie, generator, header, text } from './markers.ts';

/** Umbraco leaves few traces on public pages; each alone is weak. */
export default {
  id: 'umbraco',
  title: 'Umbraco',
  markers: [
    header('x-umbraco-version', /./, 90),
    generator(/^Umbraco\b/i, 80),
    cookie(/^UMB[-_]/, 80),
    text('data-udi="umb://', 70),
    text('/App_Plugins/', 40),
    text('/umbraco/surface/', 50),
    text('/umbraco/api/', 50),
    text('<title>Umbraco</title>', 60),
  ],
} satisfies PlatformDetector;
