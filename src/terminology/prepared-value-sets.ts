/**
 * What is known of value sets whatever the request: that their definitions are sound, and what they name. It holds for
 * requests that choose no versions and bring nothing along, and lives as long as the value set that it was made of.
 */
import type { CodeSystemProvider } from '../contracts/code-system-provider.ts';
import type { ValueSet } from '../fhir/model.ts';

/** A value set whose definition is sound. */
export interface PreparedValueSet {
  /** Includes of version `*` are one for each version here. */
  readonly valueSet: ValueSet;
  /** `url|version` for messages. */
  readonly name: string;
  /** Canonicals of the value sets that it names, each once. */
  readonly imports: ReadonlySet<string>;
}

export class PreparedValueSets {
  readonly byValueSet = new WeakMap<ValueSet, PreparedValueSet>();
  /** Value sets of all codes of code systems. */
  readonly ofCodeSystems = new WeakMap<CodeSystemProvider, ValueSet>();
}
