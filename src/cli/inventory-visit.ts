import type { App, PlannedCheck, VisitOptions } from '../app.ts';
import type { InventoryRemark, RouteReport } from '../core/artifacts/inventory.ts';
import type { Answers, ArtifactRequest } from '../core/check.ts';
import type { FeedState } from '../core/feed.ts';
import type { CheckResult } from '../core/result.ts';
import type { Plan } from './check-plan.ts';

/** The check that looks at what is installed. */
export const inventoryCheck = 'outdated-plugins';

/** What is installed at a site, and how that was found out. */
export interface TakenInventory {
  readonly result: CheckResult;
  readonly routes: readonly RouteReport[];
  readonly remarks: readonly InventoryRemark[];
  readonly feeds: readonly FeedState[];
}

/** What the check asks for, by the names that it gives to its answers. */
interface Asked extends Readonly<Record<string, ArtifactRequest>> {
  readonly inventory: ArtifactRequest<'inventory'>;
  readonly catalogue: ArtifactRequest<'catalogue'>;
}

/** Looks at what is installed at a site now. `plan` has that one check. */
export async function takeInventory(
  app: Pick<App, 'visit' | 'maskSecrets'>,
  { site, checks, access, secrets }: Omit<Plan, 'store' | 'browserPath'>,
  options: Omit<VisitOptions, 'access'>,
): Promise<TakenInventory> {
  const heard: { answers?: Answers<Asked> } = {};
  const planned = checks
    .map((check) => overheard(check, (answers) => Object.assign(heard, { answers })))
    .map(app.maskSecrets(secrets));
  const [result] = await app.visit(site, planned, { ...options, access });
  if (!result) throw new Error(`a visit without ${inventoryCheck}`);
  const { inventory, catalogue } = heard.answers ?? {};
  return {
    result,
    routes: inventory?.ok ? inventory.value.routes : [],
    remarks: inventory?.ok ? inventory.value.remarks : [],
    feeds: catalogue?.ok ? catalogue.value.feeds : [],
  };
}

/** A check whose answers somebody else hears as well: a result says nothing of the ways to it. */
function overheard(
  { check, options }: PlannedCheck,
  hear: (answers: Answers<Asked>) => void,
): PlannedCheck {
  return {
    check: {
      ...check,
      evaluate: (answers, given, context) => {
        hear(answers as Answers<Asked>);
        return check.evaluate(answers, given, context);
      },
    },
    options,
  };
}
