import { html } from 'hono/html';
import type { Incident } from '../../core/incident.ts';
import { stretch } from '../assets/relative.js';
import type { Html } from './text.ts';
import { iso, ticking, wallTime, zoneName } from './time.ts';

/** What the clocks of an incident are drawn with. */
export interface ClockContext {
  /** IANA zone of the site's people. */
  readonly zone: string;
  readonly now: number;
}

/** What the contract wants until when, and how that stands; empty where nothing is owed. */
export function clocks(incident: Incident, context: ClockContext): Html | null {
  const { respondBy, resolveBy, acknowledgedAt, resolvedAt } = incident;
  const both = [
    clock('Respond by', respondBy, acknowledgedAt ?? resolvedAt, context),
    clock('Fix by', resolveBy, resolvedAt, context),
  ].filter((each) => each !== null);
  return both.length === 0 ? null : html`<dl class="clocks">${both}</dl>`;
}

function clock(
  label: string,
  dueAt: number | null,
  stoppedAt: number | null,
  { zone, now }: ClockContext,
): Html | null {
  if (dueAt === null) return null;
  const due = html`<time datetime="${iso(dueAt)}">${wallTime(dueAt, zone, now)}</time> <span class="zone">${zoneName(dueAt, zone)}</span>`;
  const kind = stoppedAt === null ? running(dueAt, now) : stopped(dueAt, stoppedAt);
  const state = stoppedAt === null ? ticking('left', dueAt, now) : stoppedText(dueAt, stoppedAt);
  return html`<div class="clock ${kind}"><dt>${label}</dt><dd>${due} <span class="aside">${state}</span></dd></div>`;
}

function running(dueAt: number, now: number): string {
  return now > dueAt ? 'overdue' : 'running';
}

function stopped(dueAt: number, stoppedAt: number): string {
  return stoppedAt > dueAt ? 'missed' : 'kept';
}

function stoppedText(dueAt: number, stoppedAt: number): string {
  const away = stretch(Math.abs(stoppedAt - dueAt));
  return stoppedAt > dueAt ? `missed by ${away}` : `kept, ${away} to spare`;
}
