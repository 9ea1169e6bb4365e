import type { PlatformModule } from '../core/platform-module.ts';
import { markers, probes } from './dotnet/detection.ts';
import { routes } from './dotnet/routes.ts';

export default {
  id: 'dotnet',
  title: '.NET',
  markers,
  probes,
  kinds: ['package', 'runtime'],
  routes,
  credentials: {},
  commands: {
    dotnet:
      'The .NET SDK, started in the folder of the solution, which lists packages and runtimes',
  },
} satisfies PlatformModule;
