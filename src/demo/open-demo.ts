import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { makeFolder, removeFolder, removeLeftOvers, writeFiles } from './folder.ts';
import { mirrorFiles } from './mirrors.ts';
import { type Phone, type Ring, startPhone } from './phone.ts';
import { practiceYaml, secretFile } from './practice.ts';
import type { StreetTimes } from './scene.ts';
import { openStreet, type Street } from './street.ts';

/** What a demo depends on. */
export interface DemoTerms {
  readonly clock: Clock;
  readonly times: StreetTimes;
  /** IANA zone of this machine. */
  readonly timezone: string;
  /** Hears of each message that reaches the street's phone. */
  readonly onRing: (ring: Ring) => void;
}

/** A street that is open, and the config folder by which it is watched. */
export interface Demo {
  readonly folder: string;
  readonly street: Street;
  /** Closes everything and leaves no file. */
  close(): Promise<void>;
}

/** Opens the street, and writes a config for it into a folder of its own. */
export async function openDemo({ clock, times, timezone, onRing }: DemoTerms): Promise<Demo> {
  await removeLeftOvers();
  const secret = randomBytes(24).toString('hex');
  const folder = await makeFolder();
  const [street, phone] = await Promise.all([
    openStreet(times, clock),
    startPhone(secret, clock, onRing),
  ]);
  const midnight = Temporal.Instant.fromEpochMilliseconds(clock.now())
    .toZonedDateTimeISO(timezone)
    .startOfDay()
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  await writeFiles(folder, {
    [secretFile]: secret,
    'caretaker.yaml': practiceYaml({
      phoneUrl: phone.url,
      storeFile: join(folder, 'data', 'caretaker.db'),
      timezone,
    }),
    ...siteFiles(street, midnight),
    ...mirrorFiles,
  });
  return { folder, street, close: () => close(folder, street, phone) };
}

function siteFiles(street: Street, midnight: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    street.sites.map(({ site, url, address }) => [
      `sites/${site.id}.yaml`,
      site.yaml({ url, address, midnight }),
    ]),
  );
}

async function close(folder: string, street: Street, phone: Phone): Promise<void> {
  await Promise.all([street.close(), phone.close()]);
  await removeFolder(folder);
}
