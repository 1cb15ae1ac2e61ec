/** What an expansion was made from, for `expansion.parameter` (https://hl7.org/fhir/valueset.html#expansion). */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { formatCanonical } from '../../fhir/canonical.ts';
import type { ValueSet } from '../../fhir/model.ts';
import type { AppliedRule } from '../version-rules.ts';

export class ExpansionTrace {
  /** By `url|version`. */
  readonly codeSystems = new Map<string, CodeSystemProvider>();
  readonly valueSets = new Map<string, ValueSet>();
  /** Names and canonicals of the version parameters that decided something. */
  readonly rules = new Map<string, { readonly name: string; readonly canonical: string }>();
  /** Set once codes were matched whatever their versions. */
  matchedAcrossVersions = false;
  /** How many versions of each code system there are. */
  readonly #versions = new Map<string, number>();

  useCodeSystem(provider: CodeSystemProvider): void {
    const key = formatCanonical(provider.url, provider.version);
    if (!this.codeSystems.has(key)) this.#versions.set(provider.url, (this.#versions.get(provider.url) ?? 0) + 1);
    this.codeSystems.set(key, provider);
  }

  useValueSet(valueSet: ValueSet): void {
    if (valueSet.url !== undefined) this.valueSets.set(formatCanonical(valueSet.url, valueSet.version), valueSet);
  }

  applyRule(name: AppliedRule['name'] | 'default-valueset-version', canonical: string): void {
    this.rules.set(`${name} ${canonical}`, { name, canonical });
  }

  /** Systems of which codes of more than one version came into play. */
  get inSeveralVersions(): ReadonlySet<string> {
    return new Set([...this.#versions].filter(([, count]) => count > 1).map(([url]) => url));
  }
}
