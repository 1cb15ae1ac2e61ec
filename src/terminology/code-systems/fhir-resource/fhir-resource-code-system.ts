/**
 * A code system that is a CodeSystem resource (https://hl7.org/fhir/codesystem.html), as an immutable snapshot. One
 * table of concepts serves every request.
 */
import type {
  CodeSystemProvider,
  ConceptFilter,
  ConceptId,
  ConceptProperty,
  Designation,
  PropertyDefinition,
} from '../../../contracts/code-system-provider.ts';
import type { AnyResource, CodeSystem, Extension } from '../../../fhir/model.ts';
import { ConceptBits } from '../../concept-set.ts';
import { filterConcepts, filterInSteps, passesFilter } from '../../filters/filter-concepts.ts';
import type { FilterSubject } from '../../filters/filter-operator.ts';
import { matchesTerms, searchKey, searchTerms } from '../../text-search.ts';
import { conceptFlags } from './concept-flags.ts';
import type { ConceptFlags } from './concept-flags.ts';
import { codesMeaning, propertyText } from './concept-properties.ts';
import { codeKey, readConceptTable } from './concept-table.ts';
import type { ConceptTable } from './concept-table.ts';
import { Hierarchy } from './hierarchy.ts';
import { PropertyIndex } from './property-index.ts';

export class FhirResourceCodeSystem implements CodeSystemProvider, FilterSubject {
  readonly url: string;
  readonly version: string | undefined;
  readonly definition: Readonly<AnyResource>;
  readonly content: CodeSystemProvider['content'];
  readonly isCaseSensitive: boolean;
  readonly supplements: readonly string[] = [];
  readonly properties: readonly PropertyDefinition[];
  readonly size: number;
  readonly hasSubsumption: boolean;
  readonly #table: ConceptTable;
  readonly #hierarchy: Hierarchy;
  /** -1 for a concept at the top. */
  readonly #nestedIn: Int32Array;
  readonly #flags: ConceptFlags;
  readonly #index: PropertyIndex;
  readonly #all: ConceptBits;
  #searchKeys: readonly string[] | undefined;

  private constructor(parts: SnapshotParts) {
    const { codeSystem, table, hierarchy } = parts;
    this.url = codeSystem.url ?? '';
    this.version = codeSystem.version;
    this.definition = parts.definition;
    this.content = codeSystem.content;
    this.isCaseSensitive = table.isCaseSensitive;
    this.properties = (codeSystem.property ?? []) as readonly PropertyDefinition[];
    this.size = table.codes.length;
    this.hasSubsumption = hierarchy.hasEdges && codeSystem.hierarchyMeaning === 'is-a';
    this.#table = table;
    this.#hierarchy = hierarchy;
    this.#nestedIn = firstNesting(table);
    this.#flags = conceptFlags(this.properties, table);
    this.#index = new PropertyIndex(this);
    this.#all = ConceptBits.full(this.size);
  }

  /** The snapshot of a CodeSystem in the model. The resource's concepts are not kept. */
  static from(codeSystem: CodeSystem): FhirResourceCodeSystem {
    const table = readConceptTable(codeSystem);
    const definition = { ...codeSystem };
    delete definition.concept;
    delete definition.text;
    return new FhirResourceCodeSystem({
      codeSystem: definition,
      definition: definition as unknown as AnyResource,
      table,
      hierarchy: new Hierarchy(table.codes.length, edgesOf(definition, table)),
    });
  }

  findConcept(code: string): ConceptId | undefined {
    return this.#table.ids.get(codeKey(code, this.isCaseSensitive));
  }

  getCode(concept: ConceptId): string {
    return this.#table.codes[concept] ?? '';
  }

  getDisplay(concept: ConceptId): string | undefined {
    return this.#table.displays[concept];
  }

  getDefinition(concept: ConceptId): string | undefined {
    return this.#table.definitions[concept];
  }

  getDesignations(concept: ConceptId): readonly Designation[] {
    return this.#table.designations.get(concept) ?? [];
  }

  getProperties(concept: ConceptId): readonly ConceptProperty[] {
    return this.#table.properties.get(concept) ?? [];
  }

  getExtensions(concept: ConceptId): readonly Extension[] {
    return this.#table.extensions.get(concept) ?? [];
  }

  isAbstract(concept: ConceptId): boolean {
    return this.#flags.abstract.has(concept);
  }

  isInactive(concept: ConceptId): boolean {
    return this.#flags.inactive.has(concept);
  }

  getStatus(concept: ConceptId): string | undefined {
    return this.#flags.status.get(concept);
  }

  getParents(concept: ConceptId): readonly ConceptId[] {
    return this.#hierarchy.parents(concept);
  }

  getChildren(concept: ConceptId): readonly ConceptId[] {
    return this.#hierarchy.children(concept);
  }

  getNestedIn(concept: ConceptId): ConceptId | undefined {
    const nest = this.#nestedIn[concept] ?? -1;
    return nest < 0 ? undefined : nest;
  }

  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    return this.#hierarchy.subsumes(ancestor, descendant);
  }

  descendants(concept: ConceptId): ConceptBits {
    return this.#hierarchy.descendants(concept);
  }

  ancestors(concept: ConceptId): ConceptBits {
    return this.#hierarchy.ancestors(concept);
  }

  propertyValues(property: string): ReadonlyMap<string, readonly ConceptId[]> | undefined {
    return this.#index.valuesOf(property);
  }

  all(): ConceptBits {
    return this.#all;
  }

  filter(filter: ConceptFilter): ConceptBits {
    return filterConcepts(this, filter);
  }

  filterInSteps(filter: ConceptFilter): Generator<undefined, ConceptBits> {
    return filterInSteps(this, filter);
  }

  passesFilter(filter: ConceptFilter, concept: ConceptId): boolean {
    return passesFilter(this, filter, concept);
  }

  search(text: string): ConceptBits {
    const terms = searchTerms(text);
    const keys = (this.#searchKeys ??= this.#buildSearchKeys());
    return this.#all.where(concept => matchesTerms(keys[concept] ?? '', terms));
  }

  #buildSearchKeys(): readonly string[] {
    return this.#table.codes.map((code, concept) => {
      const designations = this.getDesignations(concept).map(designation => designation.value);
      return searchKey(code, this.getDisplay(concept), ...designations);
    });
  }
}

interface SnapshotParts {
  /** Without concepts. */
  readonly codeSystem: CodeSystem;
  readonly definition: Readonly<AnyResource>;
  readonly table: ConceptTable;
  readonly hierarchy: Hierarchy;
}

/** By concept, the one that it is nested in where it stands first. */
function firstNesting({ codes, nestings }: ConceptTable): Int32Array {
  const nestedIn = new Int32Array(codes.length).fill(-1);
  for (const [parent, child] of nestings.toReversed()) nestedIn[child] = parent;
  return nestedIn;
}

/** Nested concepts, and properties that mean parent or child, as pairs parent, child. */
function edgesOf(codeSystem: CodeSystem, table: ConceptTable): (readonly [ConceptId, ConceptId])[] {
  const declared = codeSystem.property ?? [];
  const [parentCodes, childCodes] = [codesMeaning('parent', declared), codesMeaning('child', declared)];
  const edges = [...table.nestings];
  for (const [concept, properties] of table.properties) {
    for (const { code, value } of properties) {
      const other = table.ids.get(codeKey(propertyText(value), table.isCaseSensitive));
      if (other === undefined) continue;
      if (parentCodes.has(code)) edges.push([other, concept]);
      if (childCodes.has(code)) edges.push([concept, other]);
    }
  }
  return edges;
}
