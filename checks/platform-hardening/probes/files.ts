import { type HttpExchange, headerOf } from '../../../src/core/artifacts/http-exchange.ts';
import type { Platform } from '../../../src/core/site.ts';
import {
  count,
  type Exposure,
  fileText,
  type HardeningProbe,
  masked,
  probe,
  someOf,
} from '../probe.ts';

/** The beginning of a file is enough to know it by; nobody's backup is downloaded. */
const beginning = { maxBodyBytes: 2048, headers: { range: 'bytes=0-2047' } };

/** Files that no platform wants to be read, wherever they are. */
export const fileProbes: readonly HardeningProbe[] = [
  probe({ path: '/.git/HEAD', platforms: 'any', maxBodyBytes: 1024 }, (answer) => {
    const head = /^(?:ref: refs\/heads\/[\w./-]{1,200}|[0-9a-f]{40})\s{0,3}$/.exec(
      fileText(answer) ?? '',
    )?.[0];
    return head === undefined
      ? null
      : { rule: 'repository-exposed', evidence: `it says “${head.trim()}”` };
  }),
  probe({ path: '/.env', platforms: 'any', maxBodyBytes: 16 * 1024 }, environmentFile),
  probe({ path: '/backup.zip', platforms: 'any', ...beginning }, (answer) =>
    fileText(answer)?.startsWith('PK\u0003\u0004')
      ? { rule: 'backup-exposed', evidence: `a ZIP archive${sizeOf(answer)}` }
      : null,
  ),
  probe({ path: '/backup.sql', platforms: 'any', ...beginning }, (answer) =>
    /^-- (?:MySQL|MariaDB|PostgreSQL|phpMyAdmin)|^\s{0,200}CREATE TABLE\b|^INSERT INTO\b/m.test(
      fileText(answer) ?? '',
    )
      ? { rule: 'backup-exposed', evidence: `a dump of a database${sizeOf(answer)}` }
      : null,
  ),
  probe({ path: '/composer.lock', platforms: ['wordpress', 'drupal'], ...beginning }, (answer) =>
    /"content-hash"\s{0,3}:\s{0,3}"[0-9a-f]{32}"/.test(fileText(answer) ?? '')
      ? { rule: 'package-list-exposed', evidence: `a lock file of Composer${sizeOf(answer)}` }
      : null,
  ),
];

/** Copies that editors and hands leave beside a PHP settings file: the server sends them as text. */
export function settingsCopies(
  file: string,
  platforms: readonly Platform[],
  endings: readonly string[],
): readonly HardeningProbe[] {
  return endings.map((ending) =>
    probe({ path: `${file}${ending}`, platforms, maxBodyBytes: 64 * 1024 }, phpSettings),
  );
}

function environmentFile(answer: HttpExchange): Exposure | null {
  const lines = (fileText(answer) ?? '').matchAll(
    /^(?:export )?([A-Z][A-Z0-9_]{1,60})=(.{0,500})$/gm,
  );
  const settings = lines.map(([, name = '', value = '']) => masked(name, value.trim())).toArray();
  if (settings.length === 0) return null;
  return { rule: 'environment-file-exposed', evidence: `it sets ${someOf(settings)}` };
}

function phpSettings(answer: HttpExchange): Exposure | null {
  const text = fileText(answer);
  if (text === null || !/^\s{0,200}<\?php\b/.test(text)) return null;
  const constants = text.matchAll(
    /^\s{0,20}define\(\s{0,5}['"]((?:DB_|AUTH_|SECURE_|LOGGED_)\w{1,40})['"]\s{0,5},\s{0,5}['"]([^'"\r\n]{1,200})/gm,
  );
  const entries = text.matchAll(
    /['"](password|username|database|hash_salt)['"]\]?\s{0,5}=>?\s{0,5}['"]([^'"\r\n]{1,200})/g,
  );
  const secrets = [...constants, ...entries].map(([, name = '', value = '']) =>
    masked(name, value),
  );
  if (secrets.length === 0) return null;
  return {
    rule: 'configuration-exposed',
    evidence: `PHP source with ${someOf([...new Set(secrets)])}`,
  };
}

/** How much there is, by the headers: `, 2 MB`. Empty where they do not say. */
function sizeOf({ headers }: HttpExchange): string {
  const range = /\/(\d{1,15})$/.exec(headerOf(headers, 'content-range') ?? '')?.[1];
  const bytes = Number(range ?? headerOf(headers, 'content-length') ?? Number.NaN);
  return Number.isFinite(bytes) ? `, ${count(bytes, 'byte')}` : '';
}
