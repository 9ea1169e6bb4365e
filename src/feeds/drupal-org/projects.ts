import type { Component } from '../../core/component.ts';

/** The project on drupal.org that ships a component, in lower case; that of Drupal itself is `drupal`. */
export function projectOf({ project, slug }: Component): string {
  const name = (project ?? slug).toLowerCase().replace(/^drupal\//, '');
  return name === 'core' ? 'drupal' : name;
}

/** Whether drupal.org may have a project of that name. */
export function isProjectName(name: string): boolean {
  return /^[a-z0-9_][a-z0-9_-]{0,99}$/.test(name);
}

/** Whether a version is one of Drupal 7, whose projects are kept apart from those of later versions. */
export function isDrupal7({ version }: Component): boolean {
  return version !== null && /^7\.(?:x-|\d)/.test(version) && !isSemantic(version);
}

/** Core's `7.103` has two numbers, a contributed `7.0.1` of today three. */
function isSemantic(version: string): boolean {
  return /^\d{1,9}\.\d{1,9}\.\d/.test(version);
}
