import { type Priority, priorities } from '../incident.ts';
import { asSold, type BoltOn, type Catalogue, type Package } from './as-sold.ts';
import type { Cover } from './cover.ts';
import type { BoltOnId, PackageId } from './package-ids.ts';
import { limitInWords, type Target } from './target.ts';

/** A part of the contract, and why it is so. */
export interface Agreed<Value> {
  readonly value: Value;
  /** A sentence that a client would accept. */
  readonly reason: string;
}

/** What holds for a client, bolt-ons included. */
export interface Terms {
  /** `Gold`, `Platinum with Support 3`: the package, and the bolt-on that changes its clocks. */
  readonly name: string;
  readonly response: Agreed<Target>;
  readonly fix: Readonly<Record<Priority, Agreed<Target>>>;
  readonly cover: Agreed<Cover>;
  /** Hours of work a month. */
  readonly retainedHours: Agreed<number>;
  /** What was bought beside clocks and hours. */
  readonly extras: readonly Agreed<BoltOnId>[];
}

/**
 * What a package with its bolt-ons amounts to; a bolt-on that is named twice counts once. Throws a
 * RangeError for a bolt-on that is not sold on the package: config is checked before.
 */
export function effectiveTerms(
  packageId: PackageId,
  boltOns: readonly BoltOnId[],
  catalogue: Catalogue = asSold,
): Terms {
  const base = catalogue.packages[packageId];
  const bought = [...new Set(boltOns)].map((id) => ({ id, boltOn: catalogue.boltOns[id] }));
  for (const { boltOn } of bought) {
    if (boltOn.on.includes(packageId)) continue;
    throw new RangeError(`${boltOn.name} is not sold on ${base.name}`);
  }
  const changing = bought.filter(({ boltOn }) => Object.keys(boltOn.terms).length > 0);
  const names = changing.map(({ boltOn }) => boltOn.name);
  const name = [base.name, ...names].join(' with ');
  const by = (key: keyof BoltOn['terms']) =>
    changing.findLast(({ boltOn }) => boltOn.terms[key] !== undefined)?.boltOn.terms;
  const { response } = { ...base, ...by('response') };
  const { fix, fixAs } = { ...base, ...by('fix') };
  const { cover } = { ...base, ...by('cover') };
  return {
    name,
    response: {
      value: response,
      reason: `${by('response') ? name : base.name} is answered ${limitInWords(response)}.`,
    },
    fix: agreedFixes(by('fix') ? name : base.name, fix, fixAs),
    cover: { value: cover, reason: `${by('cover') ? name : base.name} ${coverWords[cover]}.` },
    retainedHours: retainedHours(
      base,
      bought.map(({ boltOn }) => boltOn),
    ),
    extras: bought
      .filter(({ boltOn }) => boltOn.brings !== '')
      .map(({ id, boltOn }) => ({ value: id, reason: `${boltOn.name}: ${boltOn.brings}` })),
  };
}

const coverWords: Readonly<Record<Cover, string>> = {
  'business-hours': 'is covered in business hours',
  'out-of-office-hours': 'is covered outside business hours',
  always: 'is covered day and night',
};

function agreedFixes(name: string, fix: Package['fix'], fixAs: string): Terms['fix'] {
  const like = fixAs === '' ? '' : `, ${fixAs}`;
  const agreed = priorities.map((priority) => {
    const value = fix[priority];
    const reason = `${priority} of ${name} is to be fixed ${limitInWords(value)}${like}.`;
    return [priority, { value, reason }] as const;
  });
  return Object.fromEntries(agreed) as Record<Priority, Agreed<Target>>;
}

function retainedHours(base: Package, bought: readonly BoltOn[]): Agreed<number> {
  if (base.retainedHours === null) {
    return { value: 0, reason: `${base.name} is support alone: no hours of work are retained.` };
  }
  const adding = bought.filter(({ addedHours }) => addedHours > 0);
  const value = adding.reduce((sum, { addedHours }) => sum + addedHours, base.retainedHours);
  const parts = [
    `${base.name} holds ${base.retainedHours} hours a month`,
    ...adding.map(({ name, addedHours }) => `${name} adds ${addedHours}`),
  ];
  const total = adding.length === 0 ? '' : `: ${value} in all`;
  return { value, reason: `${parts.join(', ')}${total}.` };
}
