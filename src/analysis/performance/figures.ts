import { formatDuration } from '../../core/duration.ts';

/** The figures of a page that are watched from run to run. */
export const figureNames = [
  'score',
  'lcpMs',
  'cls',
  'tbtMs',
  'fcpMs',
  'speedIndexMs',
  'bytes',
] as const;
export type FigureName = (typeof figureNames)[number];

/** A value for each of them. */
export type Figures = Readonly<Record<FigureName, number>>;

const spelled: Readonly<Record<string, string>> = {
  score: 'score',
  lcpMs: 'largest contentful paint',
  cls: 'layout shift',
  tbtMs: 'blocking time',
  fcpMs: 'first contentful paint',
  speedIndexMs: 'speed index',
  inpMs: 'interaction to next paint',
  bytes: 'weight',
  requests: 'requests',
  thirdPartyBytes: 'weight of third parties',
};

/** A figure’s name in words. */
export function nameOfFigure(figure: string): string {
  return spelled[figure] ?? figure;
}

/** A figure’s value with its unit: `4.8 s`, `1.4 MB`, `0.31`, `42`. */
export function spellFigure(figure: string, value: number): string {
  if (figure.endsWith('Ms')) return formatDuration(value);
  if (figure.toLowerCase().endsWith('bytes')) return formatBytes(value);
  return figure === 'cls' ? String(Math.round(value * 1000) / 1000) : String(Math.round(value));
}

/** Bytes in the words of a browser: `580 kB`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  // Rounded first, so that 999,900 bytes are `1.0 MB` and never `1000 kB`.
  if (Math.round(bytes) < 1000) return `${Math.round(bytes)} bytes`;
  if (Math.round(bytes / 1000) < 1000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
