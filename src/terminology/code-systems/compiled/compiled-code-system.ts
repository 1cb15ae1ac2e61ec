/**
 * A code system of any size over tables that were laid out before (contracts/code-system-tables.ts): nothing is built
 * when it is opened, and a concept becomes objects only when it is shown. One serves every request of both FHIR versions.
 */
import { addUses } from '../../../contracts/cache-use.ts';
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
import type { CodeSystemTables } from '../../../contracts/code-system-tables.ts';
import type { AnyResource, Extension } from '../../../fhir/model.ts';
import { placeOf } from '../../ascending-ids.ts';
import { ConceptBits } from '../../concept-set.ts';
import { codeKey, findInSlots } from '../../concept-tables/code-index.ts';
import { Hierarchy } from '../../concept-tables/hierarchy.ts';
import { numberAt } from '../../concept-tables/number-at.ts';
import { Texts } from '../../concept-tables/text-column.ts';
import { TextIndex } from '../../concept-tables/text-index.ts';
import { CachedFilters } from '../../filters/cached-filters.ts';
import { passesFilter, understandsFilter } from '../../filters/filter-concepts.ts';
import type { FilterSubject, PropertyValues } from '../../filters/filter-operator.ts';
import { allSteps } from '../../run-steps.ts';
import { undeclaredProperties } from '../concept-properties.ts';
import { flagValues, neighbourValues } from './concept-values.ts';
import type { Side } from './concept-values.ts';
import { Designations } from './designation-tables.ts';
import { Properties } from './properties.ts';
import { textValues } from './text-values.ts';

export class CompiledCodeSystem implements CodeSystemProvider, FilterSubject {
  readonly url: string;
  readonly version: string | undefined;
  readonly definition: Readonly<AnyResource>;
  readonly content: CodeSystemProvider['content'];
  readonly isCaseSensitive: boolean;
  readonly supplements: readonly string[] = [];
  readonly properties: readonly PropertyDefinition[];
  readonly size: number;
  readonly hasSubsumption: boolean;
  readonly #tables: CodeSystemTables;
  readonly #codes: Texts;
  readonly #displays: Texts;
  readonly #definitions: Texts;
  readonly #designations: Designations;
  readonly #properties: Properties;
  readonly #extensions: Texts;
  readonly #hierarchy: Hierarchy;
  readonly #words: TextIndex;
  readonly #all: ConceptBits;
  readonly #flagged: Readonly<Record<ConceptFlag, ConceptBits>>;
  readonly #filters: CachedFilters;

  constructor(tables: CodeSystemTables) {
    const { definition, size, flags } = tables;
    this.url = definition.url ?? '';
    this.version = definition.version;
    this.definition = definition as unknown as AnyResource;
    this.content = definition.content;
    this.isCaseSensitive = tables.isCaseSensitive;
    this.properties = (definition.property ?? []) as readonly PropertyDefinition[];
    this.size = size;
    this.#tables = tables;
    this.#codes = new Texts(tables.codes);
    this.#displays = new Texts(tables.displays);
    this.#definitions = new Texts(tables.definitions);
    this.#designations = new Designations(tables.designations);
    this.#properties = new Properties(size, tables.properties);
    this.#extensions = new Texts(tables.extensions.values);
    this.#hierarchy = new Hierarchy(tables.hierarchy);
    this.hasSubsumption = this.#hierarchy.hasEdges && definition.hierarchyMeaning === 'is-a';
    this.#words = new TextIndex(size, tables.words);
    this.#all = ConceptBits.full(size);
    this.#flagged = {
      abstract: new ConceptBits(size, flags.abstract),
      inactive: new ConceptBits(size, flags.inactive),
    };
    this.#filters = new CachedFilters(this);
  }

  /** How filters and words of texts that are kept are used, in bytes. */
  get filterUse(): CacheUse {
    return addUses([this.#filters.use, this.#words.use]);
  }

  findConcept(code: string): ConceptId | undefined {
    const key = codeKey(code, this.isCaseSensitive);
    return findInSlots(this.#tables.codeSlots, key, this.isCaseSensitive, concept => this.#codes.get(concept));
  }

  getCode(concept: ConceptId): string {
    return this.#codes.get(concept);
  }

  getDisplay(concept: ConceptId): string | undefined {
    return this.#displays.get(concept) || undefined;
  }

  getDefinition(concept: ConceptId): string | undefined {
    return this.#definitions.get(concept) || undefined;
  }

  getDesignations(concept: ConceptId): readonly Designation[] {
    return this.#designations.of(concept);
  }

  getProperties(concept: ConceptId): readonly ConceptProperty[] {
    return this.#properties.of(concept);
  }

  getExtensions(concept: ConceptId): readonly Extension[] {
    const { concepts } = this.#tables.extensions;
    const at = placeOf(concepts, concept);
    return concepts[at] === concept ? (JSON.parse(this.#extensions.get(at)) as Extension[]) : [];
  }

  isAbstract(concept: ConceptId): boolean {
    return this.#flagged.abstract.has(concept);
  }

  isInactive(concept: ConceptId): boolean {
    return this.#flagged.inactive.has(concept);
  }

  getStatus(concept: ConceptId): string | undefined {
    const { status, statuses } = this.#tables.flags;
    return statuses[numberAt(status, concept) - 1];
  }

  getParents(concept: ConceptId): readonly ConceptId[] {
    return this.#hierarchy.parents(concept);
  }

  getChildren(concept: ConceptId): readonly ConceptId[] {
    return this.#hierarchy.children(concept);
  }

  getNestedIn(concept: ConceptId): ConceptId | undefined {
    const nest = numberAt(this.#tables.nestedIn, concept);
    return nest === 0 ? undefined : nest - 1;
  }

  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    return this.#hierarchy.subsumes(ancestor, descendant);
  }

  descendants(concept: ConceptId): ConceptBits {
    return this.#hierarchy.descendants(concept);
  }

  descendantsInSteps(concept: ConceptId): Generator<undefined, ConceptBits> {
    return this.#hierarchy.descendantsInSteps(concept);
  }

  withChildren(): ConceptBits {
    return this.#hierarchy.withChildren();
  }

  ancestors(concept: ConceptId): ConceptBits {
    return this.#hierarchy.ancestors(concept);
  }

  propertyValues(property: string): PropertyValues | undefined {
    const implicit = this.#implicitValues(property);
    if (implicit !== undefined) return implicit;
    const used = this.#properties.valuesOf(property);
    if (used !== undefined) return used;
    const isKnown = undeclaredProperties.has(property) || this.properties.some(({ code }) => code === property);
    return isKnown ? this.#properties.none() : undefined;
  }

  all(): ConceptBits {
    return this.#all;
  }

  flagged(flag: ConceptFlag): ConceptBits {
    return this.#flagged[flag];
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
    return allSteps(this.#words.searchInSteps(text, this.#all));
  }

  searchInSteps(text: string, among: ConceptSet = this.#all): Generator<undefined, ConceptBits> {
    return this.#words.searchInSteps(text, among);
  }

  /** Properties that every code system has. */
  #implicitValues(property: string): PropertyValues | undefined {
    switch (property) {
      case 'concept':
      case 'code':
        return textValues(this.size, { texts: this.#codes });
      case 'display':
        return textValues(this.size, { texts: this.#displays });
      case 'definition':
        return textValues(this.size, { texts: this.#definitions });
      case 'designation':
        return textValues(this.size, this.#designations.column);
      case 'parent':
        return neighbourValues(
          this,
          this.#side('parents', 'children', () => this.#hierarchy.withParents()),
        );
      case 'child':
        return neighbourValues(
          this,
          this.#side('children', 'parents', () => this.#hierarchy.withChildren()),
        );
      case 'inactive':
        return flagValues(this.#flagged.inactive, this.#all);
      default:
        return undefined;
    }
  }

  #side(way: 'parents' | 'children', back: 'parents' | 'children', havingAny: () => ConceptBits): Side {
    return {
      neighbours: concept => this.#hierarchy[way](concept),
      back: concept => this.#hierarchy[back](concept),
      havingAny,
    };
  }
}
