/**
 * Which version of a code system judges a coding: the include's, the coding's and the version parameters all have a
 * say, and disagreement is reported
 * (https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig/, "Managing versions of code systems").
 */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { compareVersions } from '../../fhir/version-order.ts';
import type { ValueSetComposeInclude } from '../../fhir/model.ts';
import { matchesVersion } from '../version-rules.ts';
import { at, report, reportIssue } from './check-context.ts';
import type { CheckContext, LookedUpCoding } from './check-context.ts';
import { findCodeSystem, reportUnknownSystem } from './code-system-lookup.ts';
import { hasDisplay, listDisplays } from './displays.ts';

/** The version to look for, and a report of every disagreement between the coding's and the include's version. */
export function decideVersion(
  context: CheckContext,
  coding: LookedUpCoding,
  included: string | undefined,
  path: string,
): string | undefined {
  const { system, version: given } = coding;
  const determined = context.scope.determineVersion(system, included);
  if (given === undefined) return determined;
  const chosen = preferGivenVersion(context, system, determined, given);
  const provider = findCodeSystem(context, system, chosen);
  if (dismatchesVersion(given, chosen, provider)) {
    const used = { chosen, included, provider };
    reportMismatch(context, { system, given }, used, path);
  }
  return chosen;
}

/** Where the code system itself is unknown there is nothing to disagree with. */
function dismatchesVersion(
  given: string,
  chosen: string | undefined,
  provider: CodeSystemProvider | undefined,
): boolean {
  if (provider !== undefined) return !matchesVersion(given, provider.version);
  return chosen !== undefined && chosen !== given;
}

/** A coding may be more exact than the wildcard that is asked for; without any, its own version is taken if known. */
function preferGivenVersion(
  { scope }: CheckContext,
  system: string,
  determined: string | undefined,
  given: string,
): string | undefined {
  if (determined !== undefined) return matchesVersion(determined, given) ? given : determined;
  return scope.listCodeSystemVersions(system).some(known => matchesVersion(given, known)) ? given : undefined;
}

interface UsedVersion {
  readonly chosen: string | undefined;
  readonly included: string | undefined;
  readonly provider: CodeSystemProvider | undefined;
}

function reportMismatch(
  context: CheckContext,
  { system, given }: { readonly system: string; readonly given: string },
  { chosen, included, provider }: UsedVersion,
  path: string,
): void {
  const place = at(path, 'version');
  if (chosen === undefined) {
    const severity = needsVersion(provider) ? 'error' : 'warning';
    const args = [system, provider?.version ?? '', given];
    report(context, 'VALUESET_VALUE_MISMATCH_DEFAULT', args, { ...place, severity });
  } else if (chosen === included || provider === undefined) {
    report(context, 'VALUESET_VALUE_MISMATCH', [system, chosen, given], place);
  } else {
    report(context, 'VALUESET_VALUE_MISMATCH_CHANGED', [system, chosen, included ?? '', given], place);
  }
  const isGivenKnown = context.scope.listCodeSystemVersions(system).some(known => matchesVersion(given, known));
  if (provider !== undefined && !isGivenKnown) reportUnknownSystem(context, system, given, path);
}

/** What needs its version can't do with another one. */
function needsVersion(provider: CodeSystemProvider | undefined): boolean {
  return provider?.definition['versionNeeded'] === true;
}

/** Some code systems mean other things by a code from version to version: they can't be used without one. */
export function reportMissingVersion(
  context: CheckContext,
  { url, definition }: CodeSystemProvider,
  version: string | undefined,
  path: string,
): void {
  if (version !== undefined || definition['versionNeeded'] !== true) return;
  const text = `Codes of '${url}' mean nothing without its version (CodeSystem.versionNeeded): a version is required`;
  reportIssue(context, { severity: 'error', code: 'required', txType: 'invalid-data', text, ...at(path, 'version') });
}

/**
 * The includes that may hold the coding, in the order to try them: where several versions of its system are included,
 * the newest first. A coding with a version that some include names exactly is judged by that include alone; one
 * without is judged by the newest version that has its code and display.
 */
export function selectIncludes(
  context: CheckContext,
  coding: LookedUpCoding,
  includes: readonly ValueSetComposeInclude[],
): readonly ValueSetComposeInclude[] {
  const relevant = includes.filter(({ system }) => system === undefined || system === coding.system);
  // One include is tried whatever its version: what disagrees is told then.
  if (relevant.length < 2 && coding.version === undefined) return relevant;
  const versions = new Set(relevant.flatMap(({ version }) => version ?? []));
  const wanted = coding.version ?? pickVersion(context, coding, [...versions].sort(newestFirst));
  const isNamed = wanted !== undefined && versions.has(wanted);
  const selected = isNamed
    ? relevant.filter(include => include.system === undefined || isOfVersion(context, include, wanted))
    : relevant;
  return sortVersions(selected);
}

/** Whether the include names the version, or names none and is answered by it. */
function isOfVersion(
  { scope }: CheckContext,
  { system = '', version }: ValueSetComposeInclude,
  wanted: string,
): boolean {
  if (version !== undefined) return version === wanted;
  const resolution = scope.resolveCodeSystem(system, version);
  return resolution.kind === 'found' && resolution.provider.version === wanted;
}

const newestFirst = (left: string, right: string): number => -compareVersions(left, right);

/** Versioned includes change places among themselves, the newest first; the others keep theirs. */
function sortVersions(includes: readonly ValueSetComposeInclude[]): readonly ValueSetComposeInclude[] {
  const sorted = includes
    .filter(({ version }) => version !== undefined)
    .sort((left, right) => newestFirst(left.version ?? '', right.version ?? ''));
  const next = sorted.values();
  return includes.map(include => (include.version === undefined ? include : (next.next().value ?? include)));
}

function pickVersion(context: CheckContext, coding: LookedUpCoding, versions: readonly string[]): string | undefined {
  if (versions.length < 2) return undefined;
  const fitting = versions.filter(version => fitsVersion(context, coding, version));
  return fitting.length === versions.length ? undefined : (fitting[0] ?? versions[0]);
}

function fitsVersion(context: CheckContext, { system, code, display }: LookedUpCoding, version: string): boolean {
  const provider = findCodeSystem(context, system, version);
  const concept = provider?.findConcept(code);
  if (provider === undefined || concept === undefined) return false;
  return display === undefined || hasDisplay(listDisplays(provider, concept), display, { languages: undefined });
}

/** The newest version of the system that the value set names, for codes that are in none of its includes. */
export function findNewestIncludedVersion(
  includes: readonly ValueSetComposeInclude[],
  system: string,
): string | undefined {
  const versions = includes.filter(include => include.system === system).flatMap(({ version }) => version ?? []);
  return versions.sort(newestFirst)[0];
}
