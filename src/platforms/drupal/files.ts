import { isComposerLock, readComposerLock } from '../../analysis/manifests/composer-lock.ts';
import { conflictLine } from '../../analysis/manifests/merge-conflict.ts';
import { isObject } from '../../analysis/manifests/shape.ts';
import { toolJson } from '../../analysis/manifests/tool-json.ts';
import type { Component } from '../../core/component.ts';
import type { InventoryRoute, RouteHaul } from '../../core/platform-module.ts';
import { savedFilesRoute } from '../saved-files.ts';
import { auditHaul } from './audit.ts';
import { componentOfPackage } from './components.ts';
import { listComponents, securityAdvisories, statusComponents } from './drush.ts';

const source = 'files';

/** Reads what Drush and Composer printed, and a `composer.lock` that came alone. */
export const files: InventoryRoute = savedFilesRoute({
  expects:
    'output of drush core:status, drush pm:list or composer audit as JSON, or a composer.lock',
  read: (text, { before }) => {
    const json = toolJson(text);
    const line = json === undefined ? conflictLine(text) : null;
    if (line !== null) {
      return { reason: `has merge-conflict markers from line ${line}; resolve the merge` };
    }
    return ofStatus(json) ?? ofLock(text, json) ?? ofList(json) ?? ofAudit(json, before.components);
  },
});

function ofStatus(json: unknown): RouteHaul | null {
  const components = statusComponents(json, source);
  if (components === null) return null;
  return {
    components,
    complete: components.length > 1 ? ['core', 'runtime'] : ['core'],
  };
}

function ofList(json: unknown): RouteHaul | null {
  const components = listComponents(json, source);
  return components && { components, complete: ['module', 'theme', 'profile'] };
}

function ofLock(text: string, json: unknown): RouteHaul | null {
  if (!isComposerLock(json)) return null;
  const lock = readComposerLock(text);
  if (!lock.ok) return null;
  const components: readonly Component[] = lock.packages.flatMap(
    (one) => componentOfPackage(one, { source, confidence: 80, required: null }) ?? [],
  );
  return { components, complete: ['core', 'module', 'theme', 'profile', 'package'] };
}

function ofAudit(json: unknown, components: readonly Component[]): RouteHaul | null {
  const audit = auditHaul(json, source, components);
  if (audit) return { components: [], complete: [], ...audit };
  const advisories = isObject(json) ? securityAdvisories(json, source) : null;
  return advisories && advisories.length > 0 ? { components: [], complete: [], advisories } : null;
}
