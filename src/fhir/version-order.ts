/**
 * Which of two business versions is newer (https://hl7.org/fhir/resource.html#versions). FHIR names five algorithms;
 * without one, an order is used that agrees with semantic versions, dates and plain numbers alike.
 */

/** Codes of http://hl7.org/fhir/version-algorithm. */
export type VersionAlgorithm = 'semver' | 'integer' | 'alpha' | 'date' | 'natural';

type Compare = (left: string, right: string) => number;

/**
 * Less than 0 if `left` is older, greater than 0 if it is newer, 0 if they are equal. An absent version is older than
 * any. The order is total, so it can sort a list of versions that mix styles.
 */
export function compareVersions(
  left: string | undefined,
  right: string | undefined,
  algorithm: VersionAlgorithm = 'natural',
): number {
  if (left === right) return 0;
  if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
  return comparisons[algorithm](left, right) || compareText(left, right);
}

/** A resource's version, with the algorithm that it names for comparing them. */
export interface OrderedVersion {
  readonly version?: string | undefined;
  readonly versionAlgorithm?: VersionAlgorithm | undefined;
}

/** For sorting: what is newer comes first, by the algorithm that one of the two names. */
export function newestVersionFirst(left: OrderedVersion, right: OrderedVersion): number {
  return compareVersions(right.version, left.version, right.versionAlgorithm ?? left.versionAlgorithm);
}

/** R4 has the element as HL7's cross-version extension. */
const algorithmExtension = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-CanonicalResource.versionAlgorithm';

/** The algorithm that a resource names, in the model or in the wire form of either version; one unknown is none. */
export function versionAlgorithmOf(resource: Readonly<Record<string, unknown>>): VersionAlgorithm | undefined {
  const { extension, versionAlgorithmCoding, versionAlgorithmString } = resource;
  const extensions = (Array.isArray(extension) ? extension : []) as readonly Readonly<Record<string, unknown>>[];
  const carried = extensions.find(item => item['url'] === algorithmExtension);
  const coding = (versionAlgorithmCoding ?? carried?.['valueCoding']) as { readonly code?: unknown } | undefined;
  const named = coding?.code ?? versionAlgorithmString ?? carried?.['valueString'];
  return typeof named === 'string' && Object.hasOwn(comparisons, named) ? (named as VersionAlgorithm) : undefined;
}

const compareText: Compare = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

const comparisons: Readonly<Record<VersionAlgorithm, Compare>> = {
  alpha: compareText,
  integer: (left, right) => compareDigits(left.trim(), right.trim()),
  semver: (left, right) => compareNatural(stripBuild(left), stripBuild(right)),
  date: compareNatural,
  natural: compareNatural,
};

/** Build metadata has no part in precedence (https://semver.org/#spec-item-10). */
function stripBuild(version: string): string {
  return version.replace(/\+.*$/s, '');
}

/** Runs of digits compare as numbers, other runs as text; `-beta` makes a version older, as semantic versions do. */
function compareNatural(left: string, right: string): number {
  const leftParts = splitVersion(left);
  const rightParts = splitVersion(right);
  for (let at = 0; at < Math.max(leftParts.length, rightParts.length); at++) {
    const order = compareParts(leftParts[at], rightParts[at]);
    if (order !== 0) return order;
  }
  return 0;
}

function splitVersion(version: string): readonly string[] {
  return version.match(/\d+|-?[A-Za-z]+/g) ?? [];
}

/** Rank of what may follow: a pre-release (`-beta`), then nothing, then letters, then a number. */
function rankOf(part: string | undefined): number {
  if (part === undefined) return 1;
  if (part.startsWith('-')) return 0;
  return isDigits(part) ? 3 : 2;
}

function compareParts(left: string | undefined, right: string | undefined): number {
  const rank = rankOf(left) - rankOf(right);
  if (rank !== 0 || left === undefined || right === undefined) return rank;
  return isDigits(left) ? compareDigits(left, right) : compareText(left.toLowerCase(), right.toLowerCase());
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}

/** Compares numbers of any length without losing digits. */
function compareDigits(left: string, right: string): number {
  const [a, b] = [left.replace(/^0+(?=\d)/, ''), right.replace(/^0+(?=\d)/, '')];
  return a.length === b.length ? compareText(a, b) : a.length - b.length;
}
