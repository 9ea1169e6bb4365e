import type { PlatformModule } from '../core/platform-module.ts';
import { markers, probes } from './drupal/detection.ts';
import { routes } from './drupal/routes.ts';

export default {
  id: 'drupal',
  title: 'Drupal',
  markers,
  probes,
  kinds: ['core', 'module', 'theme', 'profile', 'package', 'runtime'],
  routes,
  credentials: {},
  commands: {
    drush: 'Drush, which lists core, modules and themes; Drush 12 and older also what is insecure',
    composer: 'Composer, whose audit names vulnerabilities of what composer.lock holds',
  },
} satisfies PlatformModule;
