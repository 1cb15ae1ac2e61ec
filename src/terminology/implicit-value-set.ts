/**
 * Value sets that no resource defines: all codes of a code system, by the url that `CodeSystem.valueSet` gives it
 * (https://hl7.org/fhir/codesystem-definitions.html#CodeSystem.valueSet) or as `<system>?fhir_vs`.
 */
import type { Found, ResourceFinder } from '../contracts/resource-finder.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import { groupBy } from '../fhir/group-by.ts';
import type { CodeSystem, ValueSet } from '../fhir/model.ts';
import { matchesVersion } from './version-rules.ts';

const allCodesSuffix = '?fhir_vs';

/** The implicit value sets of a finder's code systems; those that `CodeSystem.valueSet` names are listed once. */
export class ImplicitValueSets {
  readonly #finder: ResourceFinder;
  #named: ReadonlyMap<string, readonly Found<CodeSystem>[]> | undefined;

  constructor(finder: ResourceFinder) {
    this.#finder = finder;
  }

  /** The implicit value set of this url, if some code system has it. */
  find(url: string, version: string | undefined): Found<ValueSet> | undefined {
    const codeSystem = url.endsWith(allCodesSuffix)
      ? pick(this.#finder.list('CodeSystem', url.slice(0, -allCodesSuffix.length)).filter(isCodeSystem), version)
      : this.#findNamed(url, version);
    if (codeSystem === undefined) return undefined;
    const isPinned = version !== undefined;
    const read = (): ValueSet => allCodesOf(codeSystem, url, isPinned);
    return { cacheKey: undefined, url, version: codeSystem.version, read };
  }

  #findNamed(url: string, version: string | undefined): Found<CodeSystem> | undefined {
    const named = (this.#named ??= groupBy(listNaming(this.#finder), found => nameOf(found) ?? '')).get(url) ?? [];
    for (const found of named) {
      // Of several versions the one comes first that answers a reference without version.
      const versions = this.#finder.list('CodeSystem', found.url).filter(item => nameOf(item) === url);
      const match = pick(versions, version);
      if (match !== undefined) return match;
    }
    return undefined;
  }
}

/** Of the versions, in their order, the first that is allowed: its value set has the same, or one of its own. */
function pick(versions: readonly Found<CodeSystem>[], version: string | undefined): Found<CodeSystem> | undefined {
  if (version === undefined) return versions[0];
  return versions.find(item => {
    const own = item.valueSet === undefined ? undefined : parseCanonical(item.valueSet).version;
    return matchesVersion(version, own ?? item.version) || matchesVersion(version, item.version);
  });
}

function listNaming(finder: ResourceFinder): readonly Found<CodeSystem>[] {
  return [...finder.listAll('CodeSystem')].filter(found => nameOf(found) !== undefined);
}

/** Url of the value set of all its codes. */
function nameOf(found: Found<CodeSystem>): string | undefined {
  return found.valueSet === undefined || !isCodeSystem(found) ? undefined : parseCanonical(found.valueSet).url;
}

function isCodeSystem({ content }: Found<CodeSystem>): boolean {
  return content !== 'supplement';
}

/** Where no version was asked for, the version parameters of the request choose it. */
function allCodesOf({ url: system, version }: Found<CodeSystem>, url: string, isPinned: boolean): ValueSet {
  return {
    resourceType: 'ValueSet',
    url,
    ...(version !== undefined && { version }),
    status: 'active',
    compose: { include: [{ system, ...(isPinned && version !== undefined && { version }) }] },
  };
}
