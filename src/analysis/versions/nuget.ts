import { type Order, orderOf, orderOfNumbers, type VersionRules } from './rules.ts';

interface NuGetVersion {
  readonly numbers: readonly number[];
  /** None for a full release. */
  readonly labels: readonly string[];
}

const labels = '[0-9A-Za-z-]{1,128}(?:\\.[0-9A-Za-z-]{1,128}){0,31}';
const form = new RegExp(`^(\\d{1,15}(?:\\.\\d{1,15}){0,3})(?:-(${labels}))?(?:\\+${labels})?$`);
/** Where .NET's `int` ends. */
const mostInt = 2 ** 31 - 1;

/**
 * NuGet: up to four numbers, what is missing is 0; labels by Semantic Versioning but regardless of
 * case; build metadata ignored. https://learn.microsoft.com/nuget/concepts/package-versioning
 */
export const nuget: VersionRules = {
  compare(a, b) {
    const [left, right] = [parse(a), parse(b)];
    return left && right && compareParsed(left, right);
  },
  read(version) {
    const text = version.trim();
    const parsed = parse(text);
    return (
      parsed && { text, numbers: parsed.numbers, prerelease: parsed.labels.length > 0, line: '' }
    );
  },
};

function parse(version: string): NuGetVersion | null {
  const [, dotted, pre] = form.exec(version) ?? [];
  if (dotted === undefined) return null;
  const numbers = dotted.split('.').map(Number);
  if (numbers.some((number) => number > mostInt)) return null;
  return { numbers, labels: pre?.split('.') ?? [] };
}

function compareParsed(a: NuGetVersion, b: NuGetVersion): Order {
  const order = orderOfNumbers(a.numbers, b.numbers);
  if (order !== 0) return order;
  if (a.labels.length === 0 || b.labels.length === 0) {
    return orderOf(Number(a.labels.length === 0), Number(b.labels.length === 0));
  }
  const shared = Math.min(a.labels.length, b.labels.length);
  for (let index = 0; index < shared; index += 1) {
    const one = compareLabels(a.labels[index] ?? '', b.labels[index] ?? '');
    if (one !== 0) return one;
  }
  return orderOf(a.labels.length, b.labels.length);
}

/** Numbers by value and before words; words regardless of case. */
function compareLabels(a: string, b: string): Order {
  const [left, right] = [intOf(a), intOf(b)];
  if (left !== null && right !== null) return orderOf(left, right);
  if (left === null && right === null) return orderOf(a.toUpperCase(), b.toUpperCase());
  return left === null ? 1 : -1;
}

function intOf(label: string): number | null {
  const number = /^-?\d{1,64}$/.test(label) ? Number(label) : Number.NaN;
  return number >= -mostInt - 1 && number <= mostInt ? number : null;
}
