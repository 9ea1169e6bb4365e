import { type NuGetService, readServiceIndex } from '../analysis/feeds/nuget-registration.ts';
import type { Kept } from '../analysis/feeds/reading.ts';
import { packageKey } from '../core/component.ts';
import type { Feed, FeedAnswer } from '../core/feed.ts';
import { askRegistration } from './nuget/registration.ts';
import { askVulnerabilities } from './nuget/vulnerabilities.ts';
import { unansweredFor } from './reading/unanswered.ts';

const title = 'NuGet';

/** Packages of .NET: their releases by name, and the list of all known vulnerabilities, which is read whole. */
export default {
  id: 'nuget',
  title,
  about: 'Releases of NuGet packages, which of them are deprecated, and their vulnerabilities.',
  docs: 'https://learn.microsoft.com/nuget/api/overview',
  discloses: 'names',
  key: 'none',
  base: 'https://api.nuget.org',
  maxAgeMs: 6 * 3_600_000,
  covers: ({ registry }) => registry === 'nuget',
  async ask(components, context) {
    const reading = await context.document<Kept<NuGetService>>({
      name: 'index.json',
      path: 'v3/index.json',
      maxBytes: 1024 * 1024,
      read: readServiceIndex,
    });
    const service = reading.value;
    if (service === null) {
      return { unanswered: components.map((one) => unansweredFor(one, title, reading)) };
    }
    const byPackage = Map.groupBy(components, (one) => packageKey(one));
    const answers: readonly FeedAnswer[] = await Promise.all([
      askVulnerabilities(components, service, context),
      ...[...byPackage.values()].map((same) => askRegistration(same, service, context)),
    ]);
    return {
      packages: answers.flatMap(({ packages = [] }) => packages),
      advisories: answers.flatMap(({ advisories = [] }) => advisories),
      unanswered: answers.flatMap(({ unanswered = [] }) => unanswered),
    };
  },
} satisfies Feed;
