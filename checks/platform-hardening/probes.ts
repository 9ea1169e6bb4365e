import type { HardeningProbe } from './probe.ts';
import { dotnetProbes } from './probes/dotnet.ts';
import { drupalProbes } from './probes/drupal.ts';
import { fileProbes } from './probes/files.ts';
import { umbracoProbes } from './probes/umbraco.ts';
import { wordpressProbes } from './probes/wordpress.ts';

/** Every path that is asked for, in this order, where its platform is the site's. */
export const probes: readonly HardeningProbe[] = [
  ...fileProbes,
  ...umbracoProbes,
  ...wordpressProbes,
  ...drupalProbes,
  ...dotnetProbes,
];
