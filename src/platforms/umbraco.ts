import type { PlatformModule } from '../core/platform-module.ts';
import { markers, probes } from './umbraco/detection.ts';
import { routes } from './umbraco/routes.ts';

export default {
  id: 'umbraco',
  title: 'Umbraco',
  markers,
  probes,
  kinds: ['core', 'package', 'runtime'],
  routes,
  credentials: {
    clientId:
      'Client id of an API user (Umbraco 14 and later), such as umbraco-back-office-caretaker',
    clientSecret: 'Its secret',
  },
  commands: {
    dotnet:
      'The .NET SDK, started in the folder of the solution, which lists packages and runtimes',
  },
} satisfies PlatformModule;
