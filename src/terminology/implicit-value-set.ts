/**
 * Value sets that no resource defines: all codes of a code system, by the url that `CodeSystem.valueSet` gives it
 * (https://hl7.org/fhir/codesystem-definitions.html#CodeSystem.valueSet) or as `<system>?fhir_vs`.
 */
import type { Found, ResourceFinder } from '../contracts/resource-finder.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { CodeSystem, ValueSet } from '../fhir/model.ts';

const allCodesSuffix = '?fhir_vs';

/** The implicit value set of this url, if some code system has it. */
export function findImplicitValueSet(
  finder: ResourceFinder,
  url: string,
  version: string | undefined,
): Found<ValueSet> | undefined {
  const codeSystem = url.endsWith(allCodesSuffix)
    ? finder.list('CodeSystem', url.slice(0, -allCodesSuffix.length)).find(isCodeSystem)
    : findByValueSet(finder, url, version);
  if (codeSystem === undefined) return undefined;
  return { cacheKey: undefined, url, version: codeSystem.version, read: () => allCodesOf(codeSystem, url) };
}

function findByValueSet(
  finder: ResourceFinder,
  url: string,
  version: string | undefined,
): Found<CodeSystem> | undefined {
  const isNamed = (found: Found<CodeSystem>): boolean =>
    found.valueSet !== undefined && parseCanonical(found.valueSet).url === url && isCodeSystem(found);
  for (const found of finder.listAll('CodeSystem')) {
    if (!isNamed(found)) continue;
    // Of several versions the one comes first that answers a reference without version.
    const versions = finder.list('CodeSystem', found.url).filter(isNamed);
    const match = versions.find(item => version === undefined || item.version === version);
    if (match !== undefined) return match;
  }
  return undefined;
}

function isCodeSystem({ content }: Found<CodeSystem>): boolean {
  return content !== 'supplement';
}

function allCodesOf({ url: system, version }: Found<CodeSystem>, url: string): ValueSet {
  const include = [{ system, ...(version !== undefined && { version }) }];
  return {
    resourceType: 'ValueSet',
    url,
    ...(version !== undefined && { version }),
    status: 'active',
    compose: { include },
  };
}
