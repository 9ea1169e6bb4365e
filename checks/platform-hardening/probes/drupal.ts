import { count, fileText, type HardeningProbe, pageText, probe } from '../probe.ts';
import { settingsCopies } from './files.ts';
import { directoryListing } from './listing.ts';

const platforms = ['drupal'] as const;

/** What is looked at on Drupal. */
export const drupalProbes: readonly HardeningProbe[] = [
  ...settingsCopies('/sites/default/settings.php', platforms, ['~', '.bak', '.old', '.txt']),
  probe({ path: '/config/sync/core.extension.yml', platforms }, (answer) => {
    const modules =
      (fileText(answer) ?? '').match(/^ {2}[a-z][\w-]{0,60}: -?\d{1,5}\s{0,2}$/gm) ?? [];
    return modules.length > 0
      ? {
          rule: 'configuration-export-exposed',
          evidence: `it names ${count(modules.length, 'extension')}`,
        }
      : null;
  }),
  probe(
    { path: '/core/install.php', platforms },
    (answer) =>
      // An installed Drupal answers 200 as well, and says that it is installed.
      /\bid="install-(?:select|settings|configure)-[\w-]{1,40}form"/.test(pageText(answer) ?? '')
        ? { rule: 'installer-open', evidence: 'the page has the form that installs Drupal' }
        : null,
    { anywhere: true },
  ),
  probe({ path: '/update.php', platforms }, (answer) =>
    /\bhref="[^"]{0,200}update\.php(?:\/|\?op=)(?:selection|info)\b/.test(pageText(answer) ?? '')
      ? { rule: 'update-script-open', evidence: 'the page offers to begin the update' }
      : null,
  ),
  probe({ path: '/sites/default/files/.htaccess', platforms, maxBodyBytes: 4096 }, (answer) =>
    /SetHandler Drupal_Security/.test(fileText(answer) ?? '')
      ? { rule: 'access-rules-ignored', evidence: 'the rules that keep uploads from being run' }
      : null,
  ),
  probe(
    { path: '/jsonapi/user/user?page[limit]=5&fields[user--user]=drupal_internal__uid', platforms },
    (answer) => {
      const users = (fileText(answer) ?? '').match(/"type"\s{0,3}:\s{0,3}"user--user"/g) ?? [];
      return users.length > 0
        ? { rule: 'users-enumerable', evidence: `JSON:API lists at least ${users.length}` }
        : null;
    },
  ),
  probe(
    { path: '/user/1', platforms },
    (answer) =>
      /<h4 class="label">Member for<\/h4>|\bMember for\b/.test(pageText(answer) ?? '')
        ? { rule: 'users-enumerable', evidence: '/user/1 shows the profile of user 1' }
        : null,
    { anywhere: true },
  ),
  probe({ path: '/user/register', platforms }, (answer) =>
    /<form[^>]{0,500}\bid="user-register-form"/.test(pageText(answer) ?? '')
      ? { rule: 'registration-open', evidence: 'the page has the form to register' }
      : null,
  ),
  directoryListing('/sites/default/files/', platforms),
  // Version 7 names itself to the last digit; from 8 on the file says nothing of it.
  probe({ path: '/CHANGELOG.txt', platforms, maxBodyBytes: 4096 }, (answer) => {
    const version = /^Drupal (\d\.\d{1,3}), \d{4}-\d{2}-\d{2}/m.exec(fileText(answer) ?? '')?.[1];
    return version === undefined
      ? null
      : {
          rule: 'shipped-document-exposed',
          evidence: `its newest entry is Drupal ${version}`,
          severity: 'moderate',
        };
  }),
];
