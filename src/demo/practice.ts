import { mirrorFolder } from './mirrors.ts';

/** What the demo's `caretaker.yaml` is made from. */
export interface PracticeTerms {
  /** Where the phone is. */
  readonly phoneUrl: string;
  /** The database, absolute. */
  readonly storeFile: string;
  /** IANA zone of this machine: times in messages are those on its clock. */
  readonly timezone: string;
}

/** The people of the demo's practice, by id, as they are called. */
export const demoPeople: Readonly<Record<string, string>> = {
  jo: 'Jo Miller',
  sam: 'Sam Reed',
};

/** The file that holds the phone's secret, beside `caretaker.yaml`. */
export const secretFile = 'phone-secret';

/** The demo's `caretaker.yaml`. */
export function practiceYaml({ phoneUrl, storeFile, timezone }: PracticeTerms): string {
  return `# The practice of the demo. It is an ordinary config folder: look around.

people:
  jo:
    name: ${demoPeople.jo}
    role: application-support-engineer
    email: jo@practice.example
    timezone: ${timezone}
  sam:
    name: ${demoPeople.sam}
    role: lead
    email: sam@practice.example
    timezone: ${timezone}

# The phone is the demo's own, on this machine; it checks the signature of each message.
channels:
  phone:
    kind: webhook
    url: ${phoneUrl}
    secret: file:${secretFile}

# Jo is on standby; who has not acknowledged within five minutes has Sam called too.
escalation:
  - { after: 0m, people: [jo], channels: [phone] }
  - { after: 5m, people: [sam], channels: [phone] }

calendars:
  england:
    timezone: Europe/London
    hours:
      mon: ["09:00-17:30"]
      tue: ["09:00-17:30"]
      wed: ["09:00-17:30"]
      thu: ["09:00-17:30"]
      fri: ["09:00-17:30"]
    holidays: { country: GB, region: ENG }

store:
  file: ${JSON.stringify(storeFile)}

# What exists and what is dangerous is read from files beside this one: the demo asks nobody outside.
feeds:
  wordpress-org: { mirror: ${mirrorFolder}/wordpress-org }
  endoflife: { mirror: ${mirrorFolder}/endoflife }
  cisa-kev: { mirror: ${mirrorFolder}/known-exploited.json }

defaults:
  timezone: ${timezone}
  checks:
    uptime:
      schedule: 10s
    # Nobody has given the demo a way into its sites; the bakery's tells enough from outside.
    outdated-plugins: false
    # Some sites show too much to strangers, but their pages would drown the outage. To see it:
    # caretaker check bakery platform-hardening --config <this folder>
    platform-hardening: false
    # What a browser finds on their pages, when it is asked:
    # caretaker check bakery accessibility seo --config <this folder> --report bakery.html
    accessibility: false
    seo: false
    broken-links: false
    performance: false
`;
}
