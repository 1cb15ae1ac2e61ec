/**
 * CodeSystem/$validate-code as a question to the value set of all the code system's codes
 * (https://hl7.org/fhir/codesystem-operation-validate-code.html).
 */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { parseCanonical } from '../../fhir/canonical.ts';
import type { ValueSet } from '../../fhir/model.ts';
import { at, report } from './check-context.ts';
import type { CheckContext, GivenCoding } from './check-context.ts';
import { findCheckedCodeSystem, isAbsoluteUri, reportMissingSystem } from './code-system-lookup.ts';
import { reportMissingVersion } from './include-version.ts';
import { nameOfCodeSystem } from './coded-input.ts';

/** All codes of the code system that is named, else of the first coding's; undefined after a report if there is none. */
export function implyValueSet(context: CheckContext, first: GivenCoding): ValueSet | undefined {
  const path = pathOfCoding(context);
  const named = nameCodeSystem(context, first);
  if (named === undefined) {
    report(context, 'Coding_has_no_system__cannot_validate', [], path === '' ? {} : { expression: path });
    return undefined;
  }
  const { system, version } = named;
  const provider = findCheckedCodeSystem(context, system, version, path);
  if (provider !== undefined) {
    reportMissingVersion(context, provider, version ?? first.version, path);
    return allCodesOf(provider, context);
  }
  if (!isAbsoluteUri(system)) report(context, 'Terminology_TX_System_Relative', [], at(path, 'system'));
  reportMissingSystem(context, { system, version }, path);
  return undefined;
}

interface NamedCodeSystem {
  readonly system: string;
  readonly version: string | undefined;
}

function nameCodeSystem({ request }: CheckContext, first: GivenCoding): NamedCodeSystem | undefined {
  const { codeSystem } = request;
  const canonical = nameOfCodeSystem(codeSystem) ?? first.system;
  if (canonical === undefined) return undefined;
  const { url, version } = parseCanonical(canonical);
  return { system: url, version: codeSystem?.version ?? codeSystem?.resource?.version ?? version ?? first.version };
}

/** One value set for each code system, so that what is known of it is known for the next request too. */
function allCodesOf(provider: CodeSystemProvider, { scope }: CheckContext): ValueSet {
  const made = scope.prepared?.ofCodeSystems.get(provider);
  if (made !== undefined) return made;
  const { url: system, version } = provider;
  const include = { system, ...(version !== undefined && { version }) };
  const compose = { include: [include] };
  const valueSet: ValueSet = { resourceType: 'ValueSet', status: 'active', url: `${system}?fhir_vs`, compose };
  scope.prepared?.ofCodeSystems.set(provider, valueSet);
  return valueSet;
}

function pathOfCoding({ mode }: CheckContext): string {
  if (mode === 'code') return '';
  return mode === 'coding' ? 'Coding' : 'CodeableConcept.coding[0]';
}
