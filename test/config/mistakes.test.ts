import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { renderProblem } from '../../src/config/problem.ts';
import { folderWith, modules, pingCheck, pluginsCheck } from '../support/config-folder.ts';

const checks = [pingCheck, pluginsCheck];
const targetAllowed = (url: string, allowed: readonly string[]) =>
  !/127\.0\.0\.1|localhost/.test(url) || allowed.length > 0;

async function problemsOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const cwd = await folderWith(files);
  const loaded = await loadConfig('config', {
    cwd,
    checks,
    ...modules,
    targetAllowed,
    env: { EMPTY: '', STAGE: 'prod' },
  });
  return loaded.ok ? [] : loaded.problems.map(renderProblem);
}

/** One mistake a case: the file's text, and the one line that it must give. */
type Case = readonly [mistake: string, yaml: string, problem: string];

const siteKeys =
  '`id`, `url`, `platform`, `package`, `boltOns`, `calendar`, `environment`, `transactional`, `timezone`, `tags`, `network`, `feeds`, `pages`, `checks`, `credentials`, `inventory`, `contacts`, `dependsOn`, `maintenance`';
const u = 'url: https://www.acme.example/\n';

const siteMistakes: readonly Case[] = [
  [
    'an unknown key',
    `${u}timezon: UTC`,
    `:2:1  unknown key \`timezon\`. Did you mean \`timezone\`? Valid keys here: ${siteKeys}`,
  ],
  [
    'an unknown key unlike any other',
    `${u}zzz: 1`,
    `:2:1  unknown key \`zzz\`. Valid keys here: ${siteKeys}`,
  ],
  ['a merge key', `${u}<<: {}`, `:2:1  unknown key \`<<\`. Valid keys here: ${siteKeys}`],
  [
    'an inherited name as a key',
    `${u}constructor: 1`,
    `:2:1  unknown key \`constructor\`. Valid keys here: ${siteKeys}`,
  ],
  ['__proto__', `${u}__proto__: { a: 1 }`, ':2:1  this cannot be a key. Write a plain word.'],
  ['a mapping as a key', `${u}? {a: 1}\n: 2`, ':2:3  this cannot be a key. Write a plain word.'],
  [
    'no url',
    'tags: [a]',
    ':1:1  the key `url` is missing: the address of the site. Correct the value.',
  ],
  [
    'a url without scheme',
    'url: www.acme.example',
    ':1:6  `url`: `www.acme.example` is not a URL. Write it in full: `https://www.acme.example/`.',
  ],
  [
    'another scheme',
    'url: ftp://acme.example/',
    ':1:6  `url`: a URL with the scheme `ftp` cannot be used. Use https or http.',
  ],
  [
    'a file',
    'url: file:///etc/passwd',
    ':1:6  `url`: a URL with the scheme `file` cannot be used. Use https or http.',
  ],
  [
    'credentials in the url',
    'url: https://joe:pw@acme.example/',
    ':1:6  `url`: the URL holds a user name or password. Take them out; send them as a header of the check: `headers: { authorization: "Basic ${NAME}" }`.',
  ],
  [
    'a private address',
    'url: http://127.0.0.1:8080/',
    ':1:6  `url`: `127.0.0.1` is not a public address. If this is meant, write `network: { allowPrivate: ["127.0.0.1:8080"] }`.',
  ],
  [
    'localhost on the default port',
    'url: https://localhost/',
    ':1:6  `url`: `localhost` is not a public address. If this is meant, write `network: { allowPrivate: ["localhost:443"] }`.',
  ],
  [
    'an id unlike the file name',
    `id: acne\n${u}`,
    ':1:5  `id` is `acne`, but the file name says `acme`. Delete `id`, or rename the file to `acne.yaml`.',
  ],
  [
    'an id that leads out of the folder',
    `id: ../../x\n${u}`,
    ':1:5  `id`: `../../x` is not an id. Use small letters, digits and hyphens, 63 at most.',
  ],
  [
    'an unknown platform',
    `${u}platform: wordpres`,
    ':2:11  `platform`: expected `wordpress`, `drupal`, `umbraco`, `shopify`, `dotnet` or `other`, found the text `wordpres`. Did you mean `wordpress`?',
  ],
  [
    'an unknown package',
    `${u}package: bronze`,
    ':2:10  `package`: expected `silver`, `gold`, `platinum`, `next-business-day`, `business-hours-premium`, `out-of-office-hours` or `always-on`, found the text `bronze`. Write one of these.',
  ],
  [
    'a bolt-on of another package',
    `${u}package: gold\nboltOns: [support-3]`,
    ':3:11  `support-3` is sold on `platinum` only; the package is `gold`. Correct `package` or take the bolt-on out.',
  ],
  [
    'a bolt-on of a package that has none',
    `${u}package: always-on\nboltOns: [security]`,
    ':3:11  `security` is sold on `silver`, `gold`, `platinum` only; the package is `always-on`. Correct `package` or take the bolt-on out.',
  ],
  [
    'a bolt-on without package',
    `${u}boltOns: [maintenance-1]`,
    ':2:11  `maintenance-1` is sold on `silver`, `gold`, `platinum` only; the site has no package. Correct `package` or take the bolt-on out.',
  ],
  [
    'text for a truth value',
    `${u}transactional: yes`,
    ':2:16  `transactional`: expected `true` or `false`, found the text `yes`. Write `true` or `false` without quotes.',
  ],
  [
    'text for a list',
    `${u}tags: shop`,
    ':2:7  `tags`: expected a list, found the text `shop`. Write `[a, b]`, or one item a line, each after `- `.',
  ],
  [
    'a list for a mapping',
    `${u}checks: [ping]`,
    ':2:9  `checks`: expected a mapping of keys and values, found a list. Write `key: value` lines below it, indented by two spaces.',
  ],
  [
    'a key without value',
    `${u}tags:`,
    ':2:6  `tags`: expected a list, found nothing. Write `[a, b]`, or one item a line, each after `- `.',
  ],
  [
    'an empty word',
    `${u}tags: [" "]`,
    ':2:8  `tags[0]` must not be empty. Fill it in or delete it.',
  ],
  [
    'an unknown time zone',
    `${u}timezone: Europe/Lodnon`,
    ':2:11  `timezone`: unknown time zone `Europe/Lodnon`. Did you mean `Europe/London`?',
  ],
  [
    'an offset for a time zone',
    `${u}timezone: "+01:00"`,
    ':2:11  `timezone`: unknown time zone `+01:00`. Use an IANA name such as `Europe/London`.',
  ],
  [
    'a page that is no path',
    `${u}pages: [contact]`,
    ':2:9  `pages[0]`: `contact` is neither a path nor an http or https URL. Write a path such as `/contact`.',
  ],
  [
    'a page of another host',
    `${u}pages: [/a, "https://shop.example/"]`,
    ':2:13  `pages[1]` belongs to another host than `url`. Write a path such as `/contact`, or give the other host a site file of its own.',
  ],
  [
    'an address that cannot be allowed',
    `${u}network: { allowPrivate: [intranet] }`,
    ':2:27  `network.allowPrivate[0]`: `intranet` is not host:port, an address or a CIDR range. Write `10.0.0.5:8443`, `staging.internal:443`, `10.0.0.5` or `10.0.0.0/8`.',
  ],
  [
    'an unknown check',
    `${u}checks: { pin: false }`,
    ':2:11  unknown key `pin`. Did you mean `ping`? Valid keys here: `ping`, `plugins`',
  ],
  [
    'true for a check',
    `${u}checks: { ping: true }`,
    ':2:17  `checks.ping`: expected `false` or a mapping of keys and values, found `true`. The options of `ping` are explained in docs/checks.md.',
  ],
  [
    'an unknown option',
    `${u}checks: { ping: { retrys: 1 } }`,
    ':2:19  unknown key `retrys`. Did you mean `retries`? Valid keys here: `timeout`, `retries`, `method`, `words`, `headers`, `low`, `high`, `schedule`',
  ],
  [
    'an impossible cron',
    `${u}checks: { ping: { schedule: 0 3 30 2 * } }`,
    ':2:29  `checks.ping.schedule`: `0 3 30 2 *` never comes: no such day (30) in the month (2). Examples: `60s`, `6h`, `0 3 * * 1` (Mondays at 03:00).',
  ],
  [
    'an option of the wrong type',
    `${u}checks: { ping: { retries: many } }`,
    ':2:28  `checks.ping.retries`: expected a number, found the text `many`. Write a number without quotes.',
  ],
  [
    'an option that is too large',
    `${u}checks: { ping: { retries: 9 } }`,
    ':2:28  `checks.ping.retries`: expected a number of at most 5, found the number 9. The options of `ping` are explained in docs/checks.md.',
  ],
  [
    'an option with a fraction',
    `${u}checks: { ping: { retries: 1.5 } }`,
    ':2:28  `checks.ping.retries`: expected a whole number, found the number 1.5. Write a whole number without quotes.',
  ],
  [
    'an option that the check refuses',
    `${u}checks: { ping: { timeout: soon } }`,
    ':2:28  `checks.ping.timeout` is no duration; write 10s (found the text `soon`). The options of `ping` are explained in docs/checks.md.',
  ],
  [
    'options that disagree with a default',
    `${u}checks: { ping: { low: 10 } }`,
    ':2:17  `checks.ping.high` must be above low (found the number 9). The options of `ping` are explained in docs/checks.md.',
  ],
  [
    'a check of another platform',
    `${u}platform: drupal\nchecks: { plugins: {} }`,
    ':3:11  the check `plugins` is for the platforms wordpress; the site’s is `drupal`. Correct `platform` or delete the check.',
  ],
  [
    'a secret in the file',
    `${u}credentials: { wordpress: { token: abc } }`,
    ':2:36  the secret `credentials.wordpress.token` stands in the file. Write `${NAME}` and set the variable, or `file:/path/of/the/secret`.',
  ],
  [
    'a secret as a default',
    `${u}credentials: { wordpress: { token: "\${STAGE:-abc}" } }`,
    ':2:36  the secret `credentials.wordpress.token` has a default that stands in the file. Write `${NAME}` and set the variable, or `file:/path/of/the/secret`.',
  ],
  [
    'a variable that is not set',
    `${u}tags: ["\${NO_SUCH}"]`,
    ':2:8  the environment variable `NO_SUCH` is not set. Set it where caretaker starts, or write `${NO_SUCH:-default}`.',
  ],
  [
    'a variable that is empty',
    `${u}tags: ["\${EMPTY}"]`,
    ':2:8  the environment variable `EMPTY` is empty. Set it where caretaker starts, or write `${EMPTY:-default}`.',
  ],
  [
    'a reference without name',
    `${u}tags: ["a \${1}"]`,
    ':2:8  this `${…}` does not name a variable. Write `${NAME}` or `${NAME:-default}`, and `$${` for a plain `${`.',
  ],
  [
    'a reference without end',
    `${u}tags: ["\${STAGE"]`,
    ':2:8  this `${…}` does not name a variable. Write `${NAME}` or `${NAME:-default}`, and `$${` for a plain `${`.',
  ],
  [
    'a secret file that is missing',
    `${u}tags: [file:/no/such]`,
    ':2:8  no secret in `file:/no/such`: there is no such file. Create it or correct the path.',
  ],
  [
    'a device as a secret file',
    `${u}tags: [file:/dev/zero]`,
    ':2:8  no secret in `file:/dev/zero`: this is not a file. Put a regular file in its place.',
  ],
  [
    'a wrong word from a variable',
    `${u}environment: "\${STAGE}"`,
    ':2:14  `environment`: expected `production`, `staging` or `test`; the value of `${STAGE}` is something else. Correct what `${STAGE}` stands for.',
  ],
  [
    'a client without name',
    `${u}contacts: [{ email: a@b.example }]`,
    ':2:12  the key `contacts[0].name` is missing. Add `name`: text.',
  ],
  [
    'a dependency that is unknown',
    `${u}dependsOn: [acmee]`,
    ':2:13  no site has the id `acmee`. Sites are named by their file, without `.yaml`.',
  ],
  [
    'a site that depends on itself',
    `${u}dependsOn: [acme]`,
    ':2:13  sites depend on each other: `acme` → `acme`. Take one of them out.',
  ],
  [
    'the 31st for maintenance',
    `${u}maintenance: { day: 31 }`,
    ':2:21  `maintenance.day`: expected a number of at most 28, found the number 31. Correct the value.',
  ],
  [
    'a key twice',
    `${u}${u}`,
    ':2:1  `url` is written twice, first on line 1. Keep one of the two.',
  ],
  [
    'a second document',
    `${u}---\n${u}`,
    ':2:1  a second document starts here. Remove the line `---`.',
  ],
  [
    'a tab',
    `checks:\n\tping: false`,
    ':2:1  not valid YAML: Tabs are not allowed as indentation. Check indentation, quotes and colons on this line and the one above.',
  ],
  [
    'an open quote',
    `url: "https://`,
    ':1:15  not valid YAML: Missing closing "quote. Check indentation, quotes and colons on this line and the one above.',
  ],
  [
    'a tag',
    `${u}tags: !!js/function []`,
    ':2:7  not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function. Check indentation, quotes and colons on this line and the one above.',
  ],
  [
    'an alias without anchor',
    `${u}tags: *no`,
    ':2:7  no anchor `&no` above this alias. Write the value out.',
  ],
  [
    'an alias inside its own anchor',
    `${u}tags: &x [*x]`,
    ':2:11  nested too deeply. Config files are short: remove what is repeated.',
  ],
  [
    'a list instead of keys',
    '- url',
    ':1:1  expected a mapping of keys and values, found a list. Write `key: value` lines below it, indented by two spaces.',
  ],
  ['an empty file', '', '  the file is empty. Fill it in; config/examples has one per platform.'],
  [
    'comments alone',
    '# soon\n',
    '  the file is empty. Fill it in; config/examples has one per platform.',
  ],
];

const practiceMistakes: readonly Case[] = [
  [
    'an unknown key',
    'allowComands: true',
    ':1:1  unknown key `allowComands`. Did you mean `allowCommands`? Valid keys here: `people`, `calendars`, `channels`, `escalation`, `web`, `store`, `browser`, `witnesses`, `feeds`, `allowCommands`, `defaults`',
  ],
  [
    'an id in capitals',
    'people: { Jo: { name: Jo, role: tester } }',
    ':1:11  `people.Jo`: `Jo` is not an id. Use small letters, digits and hyphens, 63 at most.',
  ],
  [
    'an unknown role',
    'people: { jo: { name: Jo, role: testr } }',
    ':1:33  `people.jo.role`: expected `application-support-engineer`, `developer`, `senior-developer`, `tester`, `account-manager` or `lead`, found the text `testr`. Did you mean `tester`?',
  ],
  [
    'a telephone number as a number',
    'people: { jo: { name: Jo, role: tester, phone: 0771 } }',
    ':1:48  `people.jo.phone`: expected text, found the number 771. Put the value in quotes.',
  ],
  [
    'a national telephone number',
    'people: { jo: { name: Jo, role: tester, phone: "0771 234567" } }',
    ':1:48  `people.jo.phone`: `0771 234567` is not an international telephone number. Write it in quotes: `"+44 20 7946 0000"`.',
  ],
  [
    'no e-mail address',
    'people: { jo: { name: Jo, role: tester, email: jo } }',
    ':1:48  `people.jo.email`: `jo` is not an e-mail address. Write it as `jo@practice.example`.',
  ],
  [
    'hours in another form',
    'calendars: { uk: { timezone: UTC, hours: { mon: [9-5] } } }',
    ':1:50  `calendars.uk.hours.mon[0]`: `9-5` are no hours. Write `"09:00-17:30"`.',
  ],
  [
    'hours that end first',
    'calendars: { uk: { timezone: UTC, hours: { mon: ["22:00-06:00"] } } }',
    ':1:50  `calendars.uk.hours.mon[0]`: `22:00-06:00` ends before it starts. Hours over midnight: two days, `24:00` between.',
  ],
  [
    'a day that does not exist',
    'calendars: { uk: { timezone: UTC, hours: {}, closed: [2026-02-30] } }',
    ':1:55  `calendars.uk.closed[0]`: there is no date `2026-02-30`. Write it as `2026-12-25`.',
  ],
  [
    'a calendar without zone',
    'calendars: { uk: { hours: {} } }',
    ':1:18  the key `calendars.uk.timezone` is missing. Add `timezone`: text.',
  ],
  [
    'a witness without TLS',
    'witnesses: ["http://up.example/"]',
    ':1:13  `witnesses[0]`: a URL with the scheme `http` cannot be used. Use https.',
  ],
  [
    'no witness',
    'witnesses: []',
    ':1:12  `witnesses`: expected at least 1 items, found a list. Correct the value.',
  ],
  [
    'a port alone',
    'web: { listen: ":8080" }',
    ':1:16  `web.listen`: `:8080` is not host:port. Write it as `127.0.0.1:8080`.',
  ],
  [
    'a url as a default',
    'defaults: { url: https://x.example/ }',
    ':1:13  unknown key `url`. Valid keys here: `package`, `boltOns`, `calendar`, `environment`, `transactional`, `timezone`, `tags`, `network`, `feeds`, `checks`, `maintenance`',
  ],
  [
    'a wrong option as a default',
    'defaults: { checks: { ping: { retries: 9 } } }',
    ':1:40  `defaults.checks.ping.retries`: expected a number of at most 5, found the number 9. The options of `ping` are explained in docs/checks.md.',
  ],
];

describe('one mistake in a site, one line', () => {
  it.each(siteMistakes)('%s', async (_, yaml, problem) => {
    const problems = await problemsOf({
      'config/caretaker.yaml': '{}',
      'config/sites/acme.yaml': yaml,
    });
    expect(problems).toEqual([`config/sites/acme.yaml${problem}`]);
  });
});

describe('one mistake in the practice, one line, however many sites inherit it', () => {
  it.each(practiceMistakes)('%s', async (_, yaml, problem) => {
    const problems = await problemsOf({
      'config/caretaker.yaml': yaml,
      'config/sites/one.yaml': u,
      'config/sites/two.yaml': u,
    });
    expect(problems).toEqual([`config/caretaker.yaml${problem}`]);
  });
});

describe('many mistakes', () => {
  it('are told all at once, the practice first, then file by file, top down', async () => {
    const problems = await problemsOf({
      'config/caretaker.yaml': 'allowComands: true',
      'config/sites/b.yaml':
        'url: nowhere\nplatfrom: other\nchecks:\n  ping: { retries: 9, method: PUT }\n',
      'config/sites/a.yaml': 'transactional: 1\n',
    });
    expect(problems.map((line) => line.split('  ')[0])).toEqual([
      'config/caretaker.yaml:1:1',
      'config/sites/a.yaml:1:1',
      'config/sites/a.yaml:1:16',
      'config/sites/b.yaml:1:6',
      'config/sites/b.yaml:2:1',
      'config/sites/b.yaml:4:20',
      'config/sites/b.yaml:4:31',
    ]);
  });

  it('between sites name both files', async () => {
    const problems = await problemsOf({
      'config/caretaker.yaml': '{}',
      'config/sites/acme.yaml': u,
      'config/sites/acme.yml': u,
      'config/sites/a.yaml': `${u}dependsOn: [b]`,
      'config/sites/b.yaml': `${u}dependsOn: [a]`,
      'config/sites/Shop Two.yaml': u,
    });
    expect(problems).toEqual([
      'config/sites/Shop Two.yaml  `Shop Two` cannot be the id of a site. Rename the file: small letters, digits and hyphens, such as `acme-shop.yaml`.',
      'config/sites/acme.yml  site id `acme` is taken by config/sites/acme.yaml. Delete or rename one of the two files.',
      'config/sites/b.yaml:2:13  sites depend on each other: `a` → `b` → `a`. Take one of them out.',
    ]);
  });
});
