import { z } from 'zod';
import { defaultStoreFile, defaultWitnesses } from '../core/practice-defaults.ts';
import { channelsSchema, escalationSchema } from './channels.ts';
import { feedsSchema } from './feeds.ts';
import * as fields from './fields.ts';
import type { Modules } from './modules.ts';
import { siteDefaults } from './site-schema.ts';

/** The roles of a practice's people. */
const roles = [
  'application-support-engineer',
  'developer',
  'senior-developer',
  'tester',
  'account-manager',
  'lead',
] as const;

const person = z
  .strictObject({
    name: fields.words().describe('Name as it is shown on rotas and in messages.'),
    role: z.enum(roles).describe('What this person does in the practice.'),
    email: fields.email().optional().describe('Address for e-mail.'),
    phone: fields.phone().optional().describe('Number for SMS and calls, international.'),
    timezone: fields.timezone().optional().describe('IANA time zone; the practice’s if left out.'),
    push: fields
      .words()
      .optional()
      .describe('Key or topic for push messages; use ${NAME} for secrets.'),
  })
  .describe('One of the practice’s own people.');

const day = z.array(fields.hours()).describe('Working hours: ["09:00-17:30"]; none if left out.');

const week = z
  .strictObject({
    mon: day.optional(),
    tue: day.optional(),
    wed: day.optional(),
    thu: day.optional(),
    fri: day.optional(),
    sat: day.optional(),
    sun: day.optional(),
  })
  .describe('Working hours of each day of the week.');

const publicHolidays = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'expected an ISO 3166-1 code such as `GB`' })
    .describe('ISO 3166-1 code such as GB.'),
  region: fields
    .words()
    .optional()
    .describe(
      'Part of the country, such as ENG; BY.A for a part of a part. If left out, only what the whole country keeps.',
    ),
});

const calendar = z
  .strictObject({
    timezone: fields.timezone().describe('IANA time zone in which the hours are meant.'),
    hours: week,
    holidays: z
      .union([z.array(fields.date()), publicHolidays])
      .default([])
      .describe(
        'Public holidays: a country and region, or a list of dates. Where a country announces its holidays year by year, compare them, or list the dates.',
      ),
    closed: z.array(fields.date()).default([]).describe('Further days without working hours.'),
    open: z
      .array(z.strictObject({ date: fields.date().describe('The day.'), hours: day }))
      .default([])
      .describe('Days with hours of their own; outranks holidays and closed.'),
  })
  .describe('Working hours, time zone and holidays, by which response and fix are due.');

const web = z
  .strictObject({
    listen: fields.hostAndPort().default('127.0.0.1:8080').describe('Address of the dashboard.'),
    publicUrl: fields.httpUrl().optional().describe('URL under which people reach it.'),
    token: fields
      .words()
      .optional()
      .describe(
        'What whoever acts signs in with, as ${NAME} or file:path; made by caretaker if left out.',
      ),
  })
  .describe('The dashboard.');

const store = z
  .strictObject({
    file: fields
      .words()
      .default(defaultStoreFile)
      .describe('The database file; created if missing.'),
  })
  .describe('Where results are kept.');

const browser = z
  .strictObject({
    executablePath: fields
      .words()
      .optional()
      .describe('Path of Chromium; CHROME_PATH and the usual places are tried if left out.'),
  })
  .describe('The browser for page checks.');

/** `caretaker.yaml`, strictly. */
export function practiceSchema({ checks, channels, feeds }: Omit<Modules, 'platforms'>) {
  return z
    .strictObject({
      people: z.record(fields.id(), person).default({}).describe('The practice’s people, by id.'),
      calendars: z.record(fields.id(), calendar).default({}).describe('Calendars, by id.'),
      channels: channelsSchema(channels),
      escalation: escalationSchema,
      web: web.prefault({}),
      store: store.prefault({}),
      browser: browser.prefault({}),
      witnesses: z
        .array(fields.httpUrl(['https:']))
        .min(1)
        .default([...defaultWitnesses])
        .describe('Public URLs that are asked whether the agent itself is online.'),
      feeds: feedsSchema(feeds),
      allowCommands: z
        .boolean()
        .default(false)
        .describe('Whether commands named in config may be run on this machine.'),
      defaults: siteDefaults(checks).default({}),
    })
    .describe('caretaker.yaml: the practice.');
}

/** `caretaker.yaml` with built-in defaults filled in. */
export type PracticeFile = z.output<ReturnType<typeof practiceSchema>>;

/** The practice as config describes it; channels and escalation are in `Config`. */
export type Practice = Omit<PracticeFile, 'defaults' | 'channels' | 'escalation'>;
