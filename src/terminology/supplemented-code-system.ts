/**
 * Any code system with CodeSystem supplements (https://hl7.org/fhir/codesystem.html#supplements) laid over it: they add
 * designations, properties and extensions to its concepts, and change neither codes nor hierarchy.
 */
import type {
  CodeSystemProvider,
  ConceptFilter,
  ConceptFlag,
  ConceptId,
  ConceptProperty,
  ConceptSet,
  Designation,
  PropertyDefinition,
} from '../contracts/code-system-provider.ts';
import { formatCanonical } from '../fhir/canonical.ts';
import type { AnyResource, CodeSystem, CodeSystemConcept, Extension } from '../fhir/model.ts';
import { conceptFlags } from './code-systems/concept-flags.ts';
import type { ConceptFlags } from './code-systems/concept-flags.ts';
import { propertyText } from './code-systems/concept-properties.ts';
import { addExtras, emptyExtras } from './code-systems/fhir-resource/concept-table.ts';
import type { ConceptExtras } from './code-systems/fhir-resource/concept-table.ts';
import { ConceptBits, toBits } from './concept-set.ts';
import { filterConcepts, filterInSteps, passesFilter, understandsFilter } from './filters/filter-concepts.ts';
import type { FilterSubject } from './filters/filter-operator.ts';
import { conceptSubject, valuesSubject } from './filters/values-subject.ts';
import type { ValueReader } from './filters/values-subject.ts';
import { matchesTerms, searchKey, searchTerms } from './text-search.ts';

/** The provider with the supplements over it; without any it is the provider itself. */
export function withSupplements(provider: CodeSystemProvider, supplements: readonly CodeSystem[]): CodeSystemProvider {
  return supplements.length === 0 ? provider : new SupplementedCodeSystem(provider, supplements);
}

/** Properties that the operators read from the concept itself; a supplement can't add to them. */
const ownProperties: ReadonlySet<string> = new Set(['concept', 'code', 'display', 'definition', 'parent', 'child']);

class SupplementedCodeSystem implements CodeSystemProvider {
  readonly url: string;
  readonly version: string | undefined;
  readonly definition: Readonly<AnyResource>;
  readonly content: CodeSystemProvider['content'];
  readonly isCaseSensitive: boolean;
  readonly hasSubsumption: boolean;
  readonly supplements: readonly string[];
  readonly properties: readonly PropertyDefinition[];
  declare readonly isEnumerable?: false;
  readonly #base: CodeSystemProvider;
  readonly #extras: ConceptExtras;
  readonly #flags: ConceptFlags;
  /** Properties of which some concept has more values than the base knows. */
  readonly #extended: ReadonlySet<string>;

  constructor(base: CodeSystemProvider, supplements: readonly CodeSystem[]) {
    this.#base = base;
    this.url = base.url;
    this.version = base.version;
    this.definition = base.definition;
    this.content = base.content;
    this.isCaseSensitive = base.isCaseSensitive;
    this.hasSubsumption = base.hasSubsumption;
    if (base.isEnumerable === false) this.isEnumerable = false;
    this.supplements = [...base.supplements, ...supplements.map(nameOf)];
    const declared = supplements.flatMap(({ property = [] }) => property as readonly PropertyDefinition[]);
    this.properties = [...base.properties, ...declared];
    this.#extras = readExtras(base, supplements);
    this.#flags = conceptFlags(this.properties, this.#extras);
    this.#extended = extendedProperties(this.#extras, declared);
  }

  get size(): number {
    return this.#base.size;
  }

  findConcept(code: string): ConceptId | undefined {
    return this.#base.findConcept(code);
  }

  getCode(concept: ConceptId): string {
    return this.#base.getCode(concept);
  }

  getDisplay(concept: ConceptId): string | undefined {
    return this.#base.getDisplay(concept);
  }

  getDefinition(concept: ConceptId): string | undefined {
    return this.#base.getDefinition(concept);
  }

  getDesignations(concept: ConceptId): readonly Designation[] {
    return this.#extras.designations.get(concept) ?? this.#base.getDesignations(concept);
  }

  getProperties(concept: ConceptId): readonly ConceptProperty[] {
    return this.#extras.properties.get(concept) ?? this.#base.getProperties(concept);
  }

  getExtensions(concept: ConceptId): readonly Extension[] {
    return this.#extras.extensions.get(concept) ?? this.#base.getExtensions(concept);
  }

  isAbstract(concept: ConceptId): boolean {
    return this.#flags.abstract.has(concept) || this.#base.isAbstract(concept);
  }

  isInactive(concept: ConceptId): boolean {
    return this.#flags.inactive.has(concept) || this.#base.isInactive(concept);
  }

  getStatus(concept: ConceptId): string | undefined {
    return this.#base.getStatus(concept) ?? this.#flags.status.get(concept);
  }

  getParents(concept: ConceptId): readonly ConceptId[] {
    return this.#base.getParents(concept);
  }

  getChildren(concept: ConceptId): readonly ConceptId[] {
    return this.#base.getChildren(concept);
  }

  getNestedIn(concept: ConceptId): ConceptId | undefined {
    return this.#base.getNestedIn?.(concept);
  }

  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    return this.#base.subsumes(ancestor, descendant);
  }

  all(): ConceptSet {
    return this.#base.all();
  }

  flagged(flag: ConceptFlag): ConceptSet | undefined {
    const known = this.#base.flagged?.(flag);
    return known && toBits(known, this.size).union(ConceptBits.of(this.size, this.#flags[flag]));
  }

  filter(filter: ConceptFilter): ConceptSet {
    return this.#extended.has(filter.property) ? filterConcepts(this.#subject(), filter) : this.#base.filter(filter);
  }

  *filterInSteps(filter: ConceptFilter): Generator<undefined, ConceptSet> {
    if (this.#extended.has(filter.property)) return yield* filterInSteps(this.#subject(), filter);
    const steps = this.#base.filterInSteps?.(filter);
    return steps === undefined ? this.#base.filter(filter) : yield* steps;
  }

  passesFilter(filter: ConceptFilter, concept: ConceptId): boolean {
    if (this.#extended.has(filter.property)) {
      return passesFilter(conceptSubject(this, concept, this.#readValues), filter, concept);
    }
    return this.#base.passesFilter?.(filter, concept) ?? this.#base.filter(filter).has(concept);
  }

  understandsFilter(filter: ConceptFilter): boolean {
    if (this.#extended.has(filter.property)) {
      return understandsFilter(valuesSubject(this, ConceptBits.empty(this.size), this.#readValues), filter);
    }
    return this.#base.understandsFilter?.(filter) ?? true;
  }

  search(text: string): ConceptBits {
    const terms = searchTerms(text);
    const found = toBits(this.#base.search(text), this.size);
    const added = [...this.#extras.designations].filter(([concept, designations]) => {
      const texts = designations.map(({ value }) => value);
      return matchesTerms(searchKey(this.getCode(concept), this.getDisplay(concept), ...texts), terms);
    });
    return found.union(
      ConceptBits.of(
        this.size,
        added.map(([concept]) => concept),
      ),
    );
  }

  /** All concepts, because one that no supplement names may have the property from the base. */
  #subject(): FilterSubject {
    return valuesSubject(this, toBits(this.#base.all(), this.size), this.#readValues);
  }

  readonly #readValues: ValueReader = property => {
    if (property === 'designation') return concept => this.getDesignations(concept).map(({ value }) => value);
    if (property === 'inactive') return concept => [String(this.isInactive(concept))];
    return concept =>
      this.getProperties(concept)
        .filter(({ code }) => code === property)
        .map(({ value }) => propertyText(value));
  };
}

function nameOf({ url, version }: CodeSystem): string {
  return formatCanonical(url ?? '', version);
}

/** By concept that a supplement names: all that is known of it, the base's first. */
function readExtras(base: CodeSystemProvider, supplements: readonly CodeSystem[]): ConceptExtras {
  const extras = emptyExtras();
  for (const supplement of supplements) {
    for (const concept of allConcepts(supplement)) {
      const id = base.findConcept(concept.code);
      if (id === undefined) continue;
      if (!extras.designations.has(id)) extras.designations.set(id, base.getDesignations(id));
      if (!extras.properties.has(id)) extras.properties.set(id, base.getProperties(id));
      if (!extras.extensions.has(id)) extras.extensions.set(id, base.getExtensions(id));
      addExtras(extras, id, asAddition(concept, supplement), nameOf(supplement));
    }
  }
  return extras;
}

/** A supplement's display is one more designation: it may not replace the code system's own. */
function asAddition({ display, ...rest }: CodeSystemConcept, { language }: CodeSystem): CodeSystemConcept {
  if (display === undefined) return rest;
  const named = { value: display, ...(language !== undefined && { language }) };
  return { ...rest, designation: [named, ...(rest.designation ?? [])] };
}

function* allConcepts(supplement: CodeSystem): Generator<CodeSystemConcept> {
  const pending = [...(supplement.concept ?? [])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    for (const below of next.concept ?? []) pending.push(below);
  }
}

function extendedProperties(extras: ConceptExtras, declared: readonly PropertyDefinition[]): ReadonlySet<string> {
  const used = [...extras.properties.values()].flatMap(properties =>
    properties.filter(({ source }) => source !== undefined).map(({ code }) => code),
  );
  const all = new Set([...declared.map(({ code }) => code), ...used, 'designation', 'inactive']);
  for (const property of ownProperties) all.delete(property);
  return all;
}
