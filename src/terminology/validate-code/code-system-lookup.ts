/** Finding the code system that a coding is judged in, with the report if it can't be found. */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { formatCanonical } from '../../fhir/canonical.ts';
import { listWithOr } from '../messages.ts';
import type { MessageKey } from '../messages.ts';
import type { CodeSystemResolution } from '../request-scope.ts';
import { at, report } from './check-context.ts';
import type { CheckContext } from './check-context.ts';

/** The code system of this version, the version parameters applied, if its content can be validated against. */
export function findCodeSystem(
  { scope }: Pick<CheckContext, 'scope'>,
  system: string,
  version: string | undefined,
): CodeSystemProvider | undefined {
  return providerOf(scope.resolveCodeSystem(system, version));
}

/** Like `findCodeSystem`, but says so if `check-system-version` does not allow the version found. */
export function findCheckedCodeSystem(
  context: CheckContext,
  system: string,
  version: string | undefined,
  path: string,
): CodeSystemProvider | undefined {
  const resolution = context.scope.resolveCodeSystem(system, version);
  if (resolution.kind === 'version-check-failed') {
    report(context, 'VALUESET_VERSION_CHECK', [resolution.version, system, resolution.required], at(path, 'version'));
  }
  return providerOf(resolution);
}

/** Content `not-present` or `example` says nothing about codes, and a supplement is no code system. */
function providerOf(resolution: CodeSystemResolution): CodeSystemProvider | undefined {
  if (resolution.kind !== 'found' && resolution.kind !== 'version-check-failed') return undefined;
  const { provider } = resolution;
  return provider?.content === 'complete' || provider?.content === 'fragment' ? provider : undefined;
}

export interface UnknownSystem {
  readonly key: MessageKey;
  readonly args: readonly string[];
  /** What is named by `x-unknown-system`. */
  readonly canonical: string;
}

/** How to say that a code system, or this version of it, is unknown. */
export function describeUnknownSystem(
  { scope }: Pick<CheckContext, 'scope'>,
  system: string,
  version: string | undefined,
): UnknownSystem {
  if (version === undefined) return { key: 'UNKNOWN_CODESYSTEM', args: [system], canonical: system };
  const known = scope.listCodeSystemVersions(system);
  if (known.length === 0) {
    return { key: 'UNKNOWN_CODESYSTEM_VERSION_NONE', args: [system, version], canonical: system };
  }
  const canonical = formatCanonical(system, version);
  return { key: 'UNKNOWN_CODESYSTEM_VERSION', args: [system, version, listWithOr(known)], canonical };
}

/** Reports an unknown code system on the coding's system, once for each. */
export function reportUnknownSystem(
  context: CheckContext,
  system: string,
  version: string | undefined,
  path: string,
): void {
  const { key, args, canonical } = describeUnknownSystem(context, system, version);
  context.unknownSystems.add(canonical);
  report(context, key, args, at(path, 'system'));
}

/** What the system is instead of a code system that we know: a value set, a supplement, or nothing known at all. */
export function reportMissingSystem(
  context: CheckContext,
  { system, version }: { readonly system: string; readonly version: string | undefined },
  path: string,
): void {
  const place = at(path, 'system');
  const { scope } = context;
  const resolution = scope.resolveCodeSystem(system, version);
  if (resolution.kind === 'supplement') {
    report(context, 'CODESYSTEM_CS_NO_SUPPLEMENT', [formatCanonical(system, resolution.version)], place);
  } else if (scope.findValueSet(system) === undefined) {
    reportUnknownSystem(context, system, version, path);
  } else report(context, 'Terminology_TX_System_ValueSet2', [system], place);
}

/** Whether a uri has a scheme, as Coding.system must. */
export function isAbsoluteUri(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(uri);
}
