/**
 * The parameters that choose among a code system's versions: `force-system-version` overrides what is stated,
 * `system-version` fills where nothing is, `check-system-version` verifies what was found
 * (https://hl7.org/fhir/valueset-operation-expand.html).
 */
import { parseCanonical } from '../fhir/canonical.ts';
import type { VersionRule } from './request-scope.ts';
import type { TerminologyRequest } from './terminology-request.ts';

export interface AppliedRule {
  readonly name: VersionRule;
  /** `url|version`, as the parameter states it. */
  readonly canonical: string;
}

export interface VersionDecision {
  /** What to look for: exact, with wildcards, or undefined for the one that answers without version. */
  readonly version: string | undefined;
  readonly rule: AppliedRule | undefined;
  /** Pattern that the version found must match. */
  readonly required: string | undefined;
}

/** What the request's version parameters make of the version that is stated for the system. */
export function decideSystemVersion(
  request: TerminologyRequest,
  system: string,
  stated: string | undefined,
): VersionDecision {
  const unruled: VersionDecision = { version: stated, rule: undefined, required: undefined };
  const { forceSystemVersion, systemVersion, checkSystemVersion } = request;
  if ((forceSystemVersion ?? systemVersion ?? checkSystemVersion) === undefined) return unruled;
  const checked = findRule('check-system-version', checkSystemVersion, system);
  const filled = findRule('system-version', systemVersion, system) ?? checked;
  const forced = findRule('force-system-version', forceSystemVersion, system);
  const decision = forced ?? (stated === undefined ? filled : undefined) ?? unruled;
  return { ...decision, required: checked?.version };
}

function findRule(
  name: VersionRule,
  canonicals: readonly string[] | undefined,
  system: string,
): VersionDecision | undefined {
  const canonical = canonicals?.find(text => parseCanonical(text).url === system);
  const version = canonical === undefined ? undefined : parseCanonical(canonical).version;
  if (canonical === undefined || version === undefined) return undefined;
  return { version, rule: { name, canonical }, required: undefined };
}

/** Whether the text has wildcards, so that it may mean several versions. */
export function isPattern(version: string): boolean {
  return /(?:^|\.)[xX*](?:\.|$)/.test(version);
}

/** Whether a version pattern such as `1.x.x` or `1.x` allows the version; one without wildcards allows itself. */
export function matchesVersion(pattern: string, version: string | undefined): boolean {
  if (version === undefined || pattern === version || !isPattern(pattern)) return pattern === version;
  const [wanted, parts] = [pattern.split('.'), version.split('.')];
  const isOpen = wanted.length < parts.length && isWildcard(wanted.at(-1));
  if (wanted.length !== parts.length && !isOpen) return false;
  return wanted.every((part, at) => isWildcard(part) || part === parts[at]);
}

function isWildcard(part: string | undefined): boolean {
  return part === 'x' || part === 'X' || part === '*';
}
