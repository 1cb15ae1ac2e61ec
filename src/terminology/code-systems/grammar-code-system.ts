/**
 * A code system whose codes are the sentences of a grammar, so that they have no end. Each request has a provider of its
 * own, which gives ids to the codes that the request names. What is said of a code is asked of the grammar.
 */
import type {
  CodeSystemProvider,
  ConceptFilter,
  ConceptId,
  ConceptProperty,
  Designation,
  PropertyDefinition,
} from '../../contracts/code-system-provider.ts';
import type { SourcedCodeSystem } from '../../contracts/code-system-source.ts';
import type { AnyResource, CodeSystem, Extension, ValueSet } from '../../fhir/model.ts';
import { ConceptBits } from '../concept-set.ts';
import { passesFilter } from '../filters/filter-concepts.ts';
import { isConceptProperty, unsupportedFilter } from '../filters/filter-operator.ts';
import { conceptSubject } from '../filters/values-subject.ts';
import type { ValueReader } from '../filters/values-subject.ts';
import { notEnumerable } from '../not-enumerable.ts';
import { matchesTerms, searchKey, searchTerms } from '../text-search.ts';
import { propertyText } from './concept-properties.ts';

/** A code that was read: its own form, and what it means. */
export interface ReadCode<Meaning> {
  /** The code in the form that is its own, where several are understood. */
  readonly code: string;
  readonly meaning: Meaning;
}

export interface Grammar<Meaning> {
  /** Without concepts; `filter` names the filters that are understood, beside those on the code. */
  readonly definition: CodeSystem;
  /** Undefined for what is not in the language. Takes time in proportion to the length and never throws. */
  read(code: string): ReadCode<Meaning> | undefined;
  getDisplay(read: ReadCode<Meaning>): string | undefined;
  getDesignations?(read: ReadCode<Meaning>): readonly Designation[];
  getProperties?(read: ReadCode<Meaning>): readonly ConceptProperty[];
  /** `deprecated` … where the code is no longer to be used. */
  getStatus?(read: ReadCode<Meaning>): string | undefined;
  /** Whether one code means what the other means, or something wider; absent where nothing is said of that. */
  subsumes?(ancestor: Meaning, descendant: Meaning): boolean;
  /** Answers a filter that is not a comparison with the values of a property; undefined for others. */
  passesFilter?(filter: ConceptFilter, meaning: Meaning): boolean | undefined;
  /** Value sets that the code system's rules define by their urls. */
  findValueSet?(url: string): ValueSet | undefined;
}

/** Operators that may be used on the code itself in any grammar. */
const codeOperators: ReadonlySet<string> = new Set(['=', 'in', 'not-in', 'regex']);

/** Most characters of a code that is looked at. */
const maxCodeLength = 2000;

/** The grammar as a code system of a source. */
export function grammarCodeSystem<Meaning>(grammar: Grammar<Meaning>): SourcedCodeSystem {
  const { definition } = grammar;
  const { url = '', version, valueSet } = definition;
  return {
    cacheKey: `grammar ${url} ${version ?? ''}`,
    url,
    version,
    content: 'complete',
    ...(valueSet !== undefined && { valueSet }),
    definition,
    open: () => new GrammarCodeSystem(grammar),
    findValueSet: canonical => grammar.findValueSet?.(canonical),
  };
}

class GrammarCodeSystem<Meaning> implements CodeSystemProvider {
  readonly url: string;
  readonly version: string | undefined;
  readonly definition: Readonly<AnyResource>;
  readonly content = 'complete';
  readonly isEnumerable = false;
  readonly isCaseSensitive: boolean;
  readonly supplements: readonly string[] = [];
  readonly properties: readonly PropertyDefinition[];
  readonly hasSubsumption: boolean;
  readonly #grammar: Grammar<Meaning>;
  readonly #codes: ReadCode<Meaning>[] = [];
  readonly #ids = new Map<string, ConceptId>();

  constructor(grammar: Grammar<Meaning>) {
    const { definition } = grammar;
    this.url = definition.url ?? '';
    this.version = definition.version;
    this.definition = definition as unknown as AnyResource;
    this.isCaseSensitive = definition.caseSensitive !== false;
    this.properties = (definition.property ?? []) as readonly PropertyDefinition[];
    this.hasSubsumption = grammar.subsumes !== undefined;
    this.#grammar = grammar;
  }

  get size(): number {
    return this.#codes.length;
  }

  findConcept(code: string): ConceptId | undefined {
    const known = this.#ids.get(code);
    if (known !== undefined) return known;
    const read = code.length > maxCodeLength ? undefined : this.#grammar.read(code);
    if (read === undefined) return undefined;
    const concept = this.#ids.get(read.code) ?? this.#codes.push(read) - 1;
    this.#ids.set(read.code, concept);
    this.#ids.set(code, concept);
    return concept;
  }

  getCode(concept: ConceptId): string {
    return this.#codes[concept]?.code ?? '';
  }

  getDisplay(concept: ConceptId): string | undefined {
    const read = this.#codes[concept];
    return read === undefined ? undefined : this.#grammar.getDisplay(read);
  }

  getDefinition(): undefined {
    return undefined;
  }

  getDesignations(concept: ConceptId): readonly Designation[] {
    const read = this.#codes[concept];
    return read === undefined ? [] : (this.#grammar.getDesignations?.(read) ?? []);
  }

  getProperties(concept: ConceptId): readonly ConceptProperty[] {
    const read = this.#codes[concept];
    return read === undefined ? [] : (this.#grammar.getProperties?.(read) ?? []);
  }

  getExtensions(): readonly Extension[] {
    return [];
  }

  isAbstract(): boolean {
    return false;
  }

  isInactive(): boolean {
    return false;
  }

  getStatus(concept: ConceptId): string | undefined {
    const read = this.#codes[concept];
    return read === undefined ? undefined : this.#grammar.getStatus?.(read);
  }

  getParents(): readonly ConceptId[] {
    return [];
  }

  getChildren(): readonly ConceptId[] {
    return [];
  }

  subsumes(ancestor: ConceptId, descendant: ConceptId): boolean {
    if (ancestor === descendant) return true;
    const [above, below] = [this.#codes[ancestor], this.#codes[descendant]];
    if (above === undefined || below === undefined) return false;
    return this.#grammar.subsumes?.(above.meaning, below.meaning) === true;
  }

  all(): never {
    throw notEnumerable(this);
  }

  filter(filter: ConceptFilter): never {
    this.#assertUnderstood(filter);
    throw notEnumerable(this);
  }

  passesFilter(filter: ConceptFilter, concept: ConceptId): boolean {
    this.#assertUnderstood(filter);
    const read = this.#codes[concept];
    const answer = read === undefined ? false : this.#grammar.passesFilter?.(filter, read.meaning);
    return answer ?? passesFilter(conceptSubject(this, concept, this.#readValues), filter, concept);
  }

  search(text: string): ConceptBits {
    const terms = searchTerms(text);
    return ConceptBits.full(this.size).where(concept => {
      const designations = this.getDesignations(concept).map(({ value }) => value);
      return matchesTerms(searchKey(this.getCode(concept), this.getDisplay(concept), ...designations), terms);
    });
  }

  /** Filters are those of the definition, and comparisons of the code itself. */
  #assertUnderstood(filter: ConceptFilter): void {
    if (isConceptProperty(filter.property) && codeOperators.has(filter.op)) return;
    const declared = (this.#grammar.definition.filter ?? []).find(({ code }) => code === filter.property);
    if (declared?.operator.some(operator => operator === filter.op) === true) return;
    throw unsupportedFilter(this, filter);
  }

  readonly #readValues: ValueReader = property => {
    if (isConceptProperty(property)) return concept => [this.getCode(concept)];
    return concept =>
      this.getProperties(concept)
        .filter(({ code }) => code === property)
        .map(({ value }) => propertyText(value));
  };
}
