import { conflictLine } from './merge-conflict.ts';

/** What a module, theme or profile says of itself. */
export interface DrupalInfo {
  readonly name: string | null;
  /** `module`, `theme`, `profile`; null in Drupal 7, which tells by the folder. */
  readonly type: string | null;
  /** Drupal.org’s packaging writes it; null in a git checkout and in bespoke code. */
  readonly version: string | null;
  /** The same: the project that ships it. */
  readonly project: string | null;
  /** Core’s own extensions write the word VERSION where core’s version is meant. */
  readonly ofCore: boolean;
  /** Line of the first merge-conflict marker; null where there is none. */
  readonly conflictLine: number | null;
}

/**
 * Reads a `*.info.yml` (Drupal 8 and later) or `*.info` (Drupal 7, an INI file). Only plain values at
 * the top level count, so that a file with a mistake further down still tells its version; what
 * packaging appends at the end wins.
 */
export function readDrupalInfo(text: string, syntax: 'yaml' | 'ini'): DrupalInfo {
  const separator = syntax === 'yaml' ? ':' : '=';
  const line = conflictLine(text);
  const value = (key: string): string | null => {
    const lines = text.matchAll(
      new RegExp(`^${key}[ \\t]{0,20}${separator}[ \\t]{0,20}([^\\r\\n]{1,200})`, 'gm'),
    );
    return (
      [...lines].map(([, found = '']) => plain(found)).findLast((found) => found !== '') ?? null
    );
  };
  const version = value('version');
  const project = value('project');
  return {
    name: value('name'),
    type: value('type'),
    // In a conflict nobody knows which side runs.
    version: version === 'VERSION' || line !== null ? null : version,
    project,
    ofCore: version === 'VERSION' || project === 'drupal',
    conflictLine: line,
  };
}

/** Without quotes and trailing comments. */
function plain(value: string): string {
  const quoted = /^(["'])(.{0,198}?)\1/.exec(value.trim());
  return (quoted?.[2] ?? value.replace(/\s#.*$/, '')).trim();
}
