import type { PlatformModule } from '../core/platform-module.ts';
import { markers, probes } from './wordpress/detection.ts';
import { routes } from './wordpress/routes.ts';

/** WordPress: core, plugins, themes and PHP. */
export default {
  id: 'wordpress',
  title: 'WordPress',
  markers,
  probes,
  kinds: ['core', 'plugin', 'theme', 'runtime'],
  routes,
  credentials: {
    username: 'Login name of an account that may list plugins and themes.',
    applicationPassword:
      'Application Password of that account, as its profile page in WordPress shows it once.',
  },
  commands: {
    wp: 'WP-CLI, with all that leads to the site: `ssh host wp --path=/var/www/html`, `docker exec web wp`.',
  },
} satisfies PlatformModule;
