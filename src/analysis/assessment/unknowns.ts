import type { Component } from '../../core/component.ts';
import { readVersion } from '../versions/compare.ts';
import { affects } from './affected.ts';
import { registryNames } from './registry-names.ts';
import { isLineAlone, type Subject } from './subject.ts';
import type { Trouble, UnknownCause } from './trouble.ts';

/** Why it cannot be said how a component stands, or not in full; null where it can. */
export function unknownTrouble(subject: Subject): Trouble | null {
  const { component, record, releases, lifecycles, unanswered } = subject;
  const versionTrouble = unknownVersion(component);
  if (versionTrouble) return versionTrouble;
  if (component.registry === null) {
    return unknown('unpublished', `It is published nowhere that is known${remarkOf(component)}`);
  }
  if (record?.published === false) {
    const registry = registryNames[component.registry];
    return unknown('unpublished', `${registry} has no ${component.kind} of this name`);
  }
  if (unanswered.length > 0) return unknown('unanswered', unanswered.join('; '));
  if (record === null && lifecycles.length === 0) {
    return unknown('unanswered', 'No feed that was asked knows its releases');
  }
  if (releases.length === 0 && lifecycles.length === 0 && record?.closed === null) {
    return unknown('unanswered', 'The registry names no release of it');
  }
  const unclear = subject.advisories.filter(
    (advisory) => affects(component, component.version ?? '', advisory) === null,
  );
  const ids = unclear.map(({ id }) => id).join(', ');
  return ids === '' ? null : unknown('unanswered', `Nobody can tell which versions ${ids} affects`);
}

function unknownVersion(component: Component): Trouble | null {
  const { version, scheme } = component;
  const why = remarkOf(component);
  if (version === null || version.trim() === '') {
    return unknown('version-missing', `No source says which version is installed${why}`);
  }
  if (isLineAlone(component)) {
    return unknown('version-missing', `Which patch of ${version} runs is not known${why}`);
  }
  if (readVersion(scheme, version) !== null) return null;
  return /(?:^|[.-])dev(?:$|-)|^trunk$/i.test(version)
    ? unknown('development-version', `${version} is a branch in development, and no release${why}`)
    : unknown('version-unreadable', `“${version}” is no version by the rules of ${scheme}${why}`);
}

function remarkOf({ remark }: Component): string {
  return remark === undefined ? '' : ` (${remark.replace(/\.$/, '')})`;
}

function unknown(cause: UnknownCause, words: string): Trouble {
  return { kind: 'unknown', cause, reason: words.endsWith('.') ? words : `${words}.` };
}
