import type { AssessedComponent } from '../../src/core/assessed-component.ts';

/** What is safe to be copied into a shell as it is: names and versions come from the site. */
const plainWord = /^[A-Za-z0-9][\w.@/+-]{0,127}$/;

/** What to run or press to get a component to its target; null where nothing is known to go to. */
export function updateStep(component: AssessedComponent): string | null {
  const { target, slug, project, name } = component;
  if (target === null) return null;
  const isPlain = [slug, project ?? slug, target].every((word) => plainWord.test(word));
  return (isPlain ? commandOf(component, target) : null) ?? `Update ${name} to ${target}.`;
}

/** How to be rid of a plugin or theme that nobody uses; null for one that is in use, or may be. */
export function removalStep({ registry, kind, slug, active }: AssessedComponent): string | null {
  const isWordpress = registry === 'wordpress-org' && (kind === 'plugin' || kind === 'theme');
  if (active !== false || !isWordpress || !plainWord.test(slug)) return null;
  return `Nobody uses it: delete it, by \`wp ${kind} delete ${slug}\` or under ${menuOf(kind)}.`;
}

function menuOf(kind: 'plugin' | 'theme'): string {
  return kind === 'theme' ? 'Appearance' : 'Plugins';
}

function commandOf(component: AssessedComponent, target: string): string | null {
  const { registry, kind, slug, project = slug, direct, behind } = component;
  switch (registry) {
    case 'wordpress-org':
      if (kind === 'core')
        return `Run \`wp core update --version=${target}\`, then \`wp core update-db\`.`;
      return kind === 'theme' || kind === 'plugin'
        ? `Run \`wp ${kind} update ${slug} --version=${target}\`, or press Update under ${menuOf(kind)}.`
        : null;
    case 'drupal-org':
      return kind === 'core'
        ? `Run \`composer require drupal/core-recommended:~${target} --update-with-all-dependencies\`, then \`drush updatedb\`.`
        : `Run \`composer require drupal/${project}:^${composerForm(target)}\`, then \`drush updatedb\`.`;
    case 'packagist':
      return `Run \`composer require ${slug}:^${target} --update-with-all-dependencies\`.`;
    case 'nuget':
      return direct === false
        ? `Update the package that brings it; until then \`dotnet add package ${slug} --version ${target}\` lifts it.`
        : `Run \`dotnet add package ${slug} --version ${target}\`, build, test and deploy.${behind === 'major' ? ' A major version: read its release notes first.' : ''}`;
    case 'dotnet':
      return `Install the .NET runtime ${target} on the server; an app that carries its own has to be published again.`;
    case 'php':
      return `Have the host move the site to PHP ${target}, after a test on staging.`;
    case 'shopify':
      return kind === 'api' ? `Move the app’s calls to API version ${target}.` : null;
    default:
      return null;
  }
}

/** `8.x-1.12` is `1.12` to Composer. */
function composerForm(version: string): string {
  return version.replace(/^\d{1,2}\.x-/, '');
}
