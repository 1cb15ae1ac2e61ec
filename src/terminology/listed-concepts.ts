/**
 * The concepts that an include of a value set lists (https://hl7.org/fhir/valueset.html#include), found by code without
 * a walk through the list. Belongs to one service; an index lives as long as the include that it was made of.
 */
import type { CodeSystemProvider, ConceptId } from '../contracts/code-system-provider.ts';
import type { ValueSetComposeInclude, ValueSetComposeIncludeConcept } from '../fhir/model.ts';
import type { Steps } from './run-steps.ts';

type Listed = readonly ValueSetComposeIncludeConcept[];
type Index<Key> = ReadonlyMap<Key, ValueSetComposeIncludeConcept>;

const conceptsPerStep = 1000;

export class ListedConcepts {
  readonly #byCode = new WeakMap<Listed, Index<string>>();
  readonly #byConcept = new WeakMap<CodeSystemProvider, WeakMap<Listed, Index<ConceptId>>>();

  /** What the include lists for the concept, under its code or, where case is no matter, under one that means the same. */
  *find(
    { concept: listed }: ValueSetComposeInclude,
    provider: CodeSystemProvider,
    concept: ConceptId,
  ): Steps<ValueSetComposeIncludeConcept | undefined> {
    if (listed === undefined) return undefined;
    const byCode = this.#byCode.get(listed) ?? (yield* indexed(this.#byCode, listed, codeOf));
    const exact = byCode.get(provider.getCode(concept));
    if (exact !== undefined || provider.isCaseSensitive) return exact;
    const known = this.#conceptsOf(provider);
    const conceptOf = ({ code }: ValueSetComposeIncludeConcept) => provider.findConcept(code);
    return (known.get(listed) ?? (yield* indexed(known, listed, conceptOf))).get(concept);
  }

  #conceptsOf(provider: CodeSystemProvider): WeakMap<Listed, Index<ConceptId>> {
    const known = this.#byConcept.get(provider);
    if (known !== undefined) return known;
    const made = new WeakMap<Listed, Index<ConceptId>>();
    this.#byConcept.set(provider, made);
    return made;
  }
}

const codeOf = ({ code }: ValueSetComposeIncludeConcept): string => code;

/** The list's index, made in steps when it is first asked for. Of two with one key the first counts. */
function* indexed<Key>(
  known: WeakMap<Listed, Index<Key>>,
  listed: Listed,
  keyOf: (concept: ValueSetComposeIncludeConcept) => Key | undefined,
): Steps<Index<Key>> {
  const index = new Map<Key, ValueSetComposeIncludeConcept>();
  for (const [at, concept] of listed.entries()) {
    if (at % conceptsPerStep === 0) yield;
    const key = keyOf(concept);
    if (key !== undefined && !index.has(key)) index.set(key, concept);
  }
  known.set(listed, index);
  return index;
}
