/**
 * A code system that is a CodeSystem resource (https://hl7.org/fhir/codesystem.html), as an immutable snapshot. One
 * table of concepts serves every request.
 */
import { addUses, unusedCache } from '../../../contracts/cache-use.ts';
import type { CacheUse } from '../../../contracts/cache-use.ts';
import type {
  CodeSystemProvider,
  ConceptFilter,
  ConceptFlag,
  ConceptId,
  ConceptProperty,
  ConceptSet,
  Designation,
  PropertyDefinition,
} from '../../../contracts/code-system-provider.ts';
import type { AnyResource, CodeSystem, Extension } from '../../../fhir/model.ts';
import { ConceptBits } from '../../concept-set.ts';
import { buildHierarchy } from '../../concept-tables/build-hierarchy.ts';
import { Hierarchy } from '../../concept-tables/hierarchy.ts';
import { codeKey } from '../../concept-tables/code-index.ts';
import { TextIndex, TextIndexBuilder } from '../../concept-tables/text-index.ts';
import { Uint32List } from '../../concept-tables/uint32-list.ts';
import { CachedFilters } from '../../filters/cached-filters.ts';
import { SharedSteps } from '../../filters/shared-steps.ts';
import { passesFilter, understandsFilter } from '../../filters/filter-concepts.ts';
import type { FilterSubject, PropertyValues } from '../../filters/filter-operator.ts';
import { allSteps } from '../../run-steps.ts';
import { conceptFlags } from '../concept-flags.ts';
import type { ConceptFlags } from '../concept-flags.ts';
import { codesMeaning, propertyText } from '../concept-properties.ts';
import { readConceptTable } from './concept-table.ts';
import type { ConceptTable } from './concept-table.ts';
import { PropertyIndex } from './property-index.ts';

/** What is built when first asked for: many a snapshot comes with one request, which asks one thing. */
interface Built {
  hierarchy?: Hierarchy;
  /** -1 for a concept at the top. */
  nestedIn?: Int32Array;
  flags?: ConceptFlags;
  flagged?: Readonly<Record<ConceptFlag, ConceptBits>>;
  all?: ConceptBits;
}

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
  readonly #edges: EdgeLists;
  readonly #index: PropertyIndex;
  readonly #filters: CachedFilters;
  readonly #built: Built = {};

  readonly #words: SharedSteps<TextIndex>;

  private constructor(codeSystem: CodeSystem, table: ConceptTable, edges: EdgeLists) {
    this.url = codeSystem.url ?? '';
    this.version = codeSystem.version;
    this.definition = codeSystem as unknown as AnyResource;
    this.content = codeSystem.content;
    this.isCaseSensitive = table.isCaseSensitive;
    this.properties = (codeSystem.property ?? []) as readonly PropertyDefinition[];
    this.size = table.codes.length;
    this.#table = table;
    this.#edges = edges;
    this.hasSubsumption = this.#edges.parents.length > 0 && codeSystem.hierarchyMeaning === 'is-a';
    this.#index = new PropertyIndex(this);
    this.#filters = new CachedFilters(this);
    this.#words = new SharedSteps(() => this.#indexWords());
  }

  /** The snapshot of a CodeSystem in the model. The resource's concepts are not kept. */
  static from(codeSystem: CodeSystem): FhirResourceCodeSystem {
    return allSteps(FhirResourceCodeSystem.inSteps(codeSystem));
  }

  /** The same with pauses between pieces of work of a few milliseconds. */
  static *inSteps(codeSystem: CodeSystem): Generator<undefined, FhirResourceCodeSystem> {
    const table = yield* readConceptTable(codeSystem);
    const definition = { ...codeSystem };
    delete definition.concept;
    delete definition.text;
    return new FhirResourceCodeSystem(definition, table, yield* edgesOf(codeSystem, table));
  }

  /** How filters and words of texts that are kept are used, in bytes. */
  get filterUse(): CacheUse {
    return addUses([this.#filters.use, this.#words.result?.use ?? unusedCache]);
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
    return this.#flags().abstract.has(concept);
  }

  isInactive(concept: ConceptId): boolean {
    return this.#flags().inactive.has(concept);
  }

  getStatus(concept: ConceptId): string | undefined {
    return this.#flags().status.get(concept);
  }

  getParents(concept: ConceptId): readonly ConceptId[] {
    return this.#hierarchy().parents(concept);
  }

  getChildren(concept: ConceptId): readonly ConceptId[] {
    return this.#hierarchy().children(concept);
  }

  getNestedIn(concept: ConceptId): ConceptId | undefined {
    const nest = (this.#built.nestedIn ??= firstNesting(this.#table))[concept] ?? -1;
    return nest < 0 ? undefined : nest;
  }

  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    return this.#hierarchy().subsumes(ancestor, descendant);
  }

  descendants(concept: ConceptId): ConceptBits {
    return this.#hierarchy().descendants(concept);
  }

  descendantsInSteps(concept: ConceptId): Generator<undefined, ConceptBits> {
    return this.#hierarchy().descendantsInSteps(concept);
  }

  withChildren(): ConceptBits {
    return this.#hierarchy().withChildren();
  }

  ancestors(concept: ConceptId): ConceptBits {
    return this.#hierarchy().ancestors(concept);
  }

  propertyValues(property: string): PropertyValues | undefined {
    return this.#index.valuesOf(property);
  }

  all(): ConceptBits {
    return (this.#built.all ??= ConceptBits.full(this.size));
  }

  flagged(flag: ConceptFlag): ConceptBits {
    const { abstract, inactive } = this.#flags();
    this.#built.flagged ??= {
      abstract: ConceptBits.of(this.size, abstract),
      inactive: ConceptBits.of(this.size, inactive),
    };
    return this.#built.flagged[flag];
  }

  filter(filter: ConceptFilter): ConceptBits {
    return this.#filters.filter(filter);
  }

  filterInSteps(filter: ConceptFilter): Generator<undefined, ConceptBits> {
    return this.#filters.filterInSteps(filter);
  }

  passesFilter(filter: ConceptFilter, concept: ConceptId): boolean {
    return passesFilter(this, filter, concept);
  }

  understandsFilter(filter: ConceptFilter): boolean {
    return understandsFilter(this, filter);
  }

  search(text: string): ConceptBits {
    return allSteps(this.searchInSteps(text));
  }

  *searchInSteps(text: string, among: ConceptSet = this.all()): Generator<undefined, ConceptBits> {
    const words = yield* this.#words.run();
    return yield* words.searchInSteps(text, among);
  }

  #flags(): ConceptFlags {
    return (this.#built.flags ??= conceptFlags(this.properties, this.#table));
  }

  #hierarchy(): Hierarchy {
    const { parents, children } = this.#edges;
    return (this.#built.hierarchy ??= new Hierarchy(
      buildHierarchy(this.size, { parents: parents.finish(), children: children.finish() }),
    ));
  }

  *#indexWords(): Generator<undefined, TextIndex> {
    const builder = new TextIndexBuilder();
    for (const [concept, code] of this.#table.codes.entries()) {
      const designations = this.getDesignations(concept).map(({ value }) => value);
      builder.add([code, this.getDisplay(concept) ?? '', ...designations]);
      if (concept % conceptsPerStep === 0) yield undefined;
    }
    return new TextIndex(this.size, yield* builder.finishInSteps());
  }
}

/** By concept, the one that it is nested in where it stands first. */
function firstNesting({ codes, nestings }: ConceptTable): Int32Array {
  const nestedIn = new Int32Array(codes.length).fill(-1);
  for (const [parent, child] of nestings.toReversed()) nestedIn[child] = parent;
  return nestedIn;
}

/** Edge `i` leads from `parents[i]` down to `children[i]`. */
interface EdgeLists {
  readonly parents: Uint32List;
  readonly children: Uint32List;
}

/** Concepts to look at between two pauses. */
const conceptsPerStep = 2_000;

/** Nested concepts, and properties that mean parent or child. */
function* edgesOf(codeSystem: CodeSystem, table: ConceptTable): Generator<undefined, EdgeLists> {
  const declared = codeSystem.property ?? [];
  const [parentCodes, childCodes] = [codesMeaning('parent', declared), codesMeaning('child', declared)];
  const edges = { parents: new Uint32List(), children: new Uint32List() };
  const add = (parent: ConceptId, child: ConceptId): void => {
    if (parent === child) return;
    edges.parents.push(parent);
    edges.children.push(child);
  };
  for (const [parent, child] of table.nestings) add(parent, child);
  const addOf = (concept: ConceptId, { code, value }: ConceptProperty): void => {
    const [isParent, isChild] = [parentCodes.has(code), childCodes.has(code)];
    if (!isParent && !isChild) return;
    const other = table.ids.get(codeKey(propertyText(value), table.isCaseSensitive));
    if (other === undefined) return;
    if (isParent) add(other, concept);
    if (isChild) add(concept, other);
  };
  for (const [concept, properties] of table.properties) {
    if (concept % conceptsPerStep === 0) yield undefined;
    for (const property of properties) addOf(concept, property);
  }
  return edges;
}
