/**
 * Lays a code system of any size out as tables, concept by concept in the order of definition. What the tables say is
 * what FhirResourceCodeSystem says of the same concepts; what is wrong with them is told, and left to the caller.
 */
import type { ConceptId, ConceptProperty, PropertyDefinition } from '../../../contracts/code-system-provider.ts';
import type { BuiltTables, TableCompiler, UnknownReference } from '../../../contracts/code-system-compiler.ts';
import type {
  CodeSystemTables,
  FlagTables,
  HierarchyTables,
  SparseTexts,
} from '../../../contracts/code-system-tables.ts';
import type { CodeSystem, CodeSystemConcept, CodeSystemConceptProperty, Extension } from '../../../fhir/model.ts';
import { wordsFor } from '../../concept-set.ts';
import { buildHierarchy, findCircle } from '../../concept-tables/build-hierarchy.ts';
import { CodeIndexBuilder } from '../../concept-tables/code-index.ts';
import { numberAt } from '../../concept-tables/number-at.ts';
import { TextColumnBuilder } from '../../concept-tables/text-column.ts';
import { TextIndexBuilder } from '../../concept-tables/text-index.ts';
import { Uint32List } from '../../concept-tables/uint32-list.ts';
import { flagReader } from '../concept-flags.ts';
import { codesMeaning, valueOfProperty } from '../concept-properties.ts';
import { DesignationTablesBuilder } from './designation-tables.ts';
import { PropertyTablesBuilder } from './property-tables.ts';

const referencesTold = 100;

export class TableBuilder implements TableCompiler {
  readonly #definition: CodeSystem;
  readonly #isCaseSensitive: boolean;
  readonly #codes = new TextColumnBuilder();
  readonly #index: CodeIndexBuilder;
  readonly #displays = new TextColumnBuilder();
  readonly #definitions = new TextColumnBuilder();
  readonly #designations = new DesignationTablesBuilder();
  readonly #properties = new PropertyTablesBuilder();
  readonly #extended = new Uint32List();
  readonly #extensions = new TextColumnBuilder();
  readonly #nestedIn = new Uint32List();
  readonly #words = new TextIndexBuilder();
  readonly #flags: FlagsBuilder;

  /** The definition's own concepts are left out. */
  constructor(codeSystem: CodeSystem) {
    const definition = { ...codeSystem };
    delete definition.concept;
    delete definition.text;
    this.#definition = definition;
    this.#isCaseSensitive = codeSystem.caseSensitive !== false;
    this.#index = new CodeIndexBuilder(this.#isCaseSensitive, concept => this.#codes.get(concept));
    this.#flags = new FlagsBuilder((codeSystem.property ?? []) as readonly PropertyDefinition[]);
  }

  get size(): number {
    return this.#codes.length;
  }

  codeOf(concept: ConceptId): string {
    return this.#codes.get(concept);
  }

  /** The concept that has the code already, if there is one; else the concept is added under the next id. */
  add(concept: CodeSystemConcept, nestedIn: ConceptId | undefined): ConceptId | undefined {
    const { code, display, definition, designation = [], property = [], extension = [] } = concept;
    const known = this.#index.find(code);
    if (known !== undefined) return known;
    const id = this.size;
    this.#codes.add(code);
    this.#index.enter(code);
    this.#displays.add(display);
    this.#definitions.add(definition);
    this.#designations.add(designation);
    const properties = property.flatMap(toProperty);
    this.#properties.add(properties);
    if (extension.length > 0) {
      this.#extended.push(id);
      this.#extensions.add(JSON.stringify(extension));
    }
    this.#nestedIn.push(nestedIn === undefined ? 0 : nestedIn + 1);
    this.#words.add([code, display ?? '', ...designation.map(({ value }) => value)]);
    this.#flags.add(properties, extension);
    return undefined;
  }

  /** The tables; the builder must not be used after it. */
  finish(): BuiltTables {
    const { hierarchy, ...references } = this.#buildHierarchy();
    const circle = findCircle(hierarchy);
    const declared = new Set((this.#definition.property ?? []).map(({ code }) => code));
    const extensions: SparseTexts = { concepts: this.#extended.finish(), values: this.#extensions.finish() };
    const findings = {
      counts: {
        edges: hierarchy.parents.list.length,
        properties: this.#properties.count,
        designations: this.#designations.count,
      },
      circle: circle === undefined ? undefined : this.codeOf(circle),
      ...references,
      undeclaredProperties: this.#properties.codes.filter(code => !declared.has(code)),
    };
    const tables: CodeSystemTables = {
      definition: this.#definition,
      size: this.size,
      isCaseSensitive: this.#isCaseSensitive,
      codes: this.#codes.finish(),
      codeSlots: this.#index.finish(),
      displays: this.#displays.finish(),
      definitions: this.#definitions.finish(),
      hierarchy,
      nestedIn: this.#nestedIn.finish(),
      designations: this.#designations.finish(),
      properties: this.#properties.finish(),
      extensions,
      flags: this.#flags.finish(),
      words: this.#words.finish(),
    };
    return { tables, ...findings };
  }

  #buildHierarchy(): Pick<BuiltTables, 'unknownReferences' | 'unknownReferenceCount'> & {
    readonly hierarchy: HierarchyTables;
  } {
    const declared = this.#definition.property ?? [];
    const [up, down] = [codesMeaning('parent', declared), codesMeaning('child', declared)];
    const [parents, children] = [new Uint32List(), new Uint32List()];
    const add = (parent: ConceptId, child: ConceptId): void => {
      parents.push(parent);
      children.push(child);
    };
    for (let concept = 0; concept < this.size; concept++) {
      const nest = this.#nestedIn.get(concept);
      if (nest > 0) add(nest - 1, concept);
    }
    const unknownReferences: UnknownReference[] = [];
    let unknownReferenceCount = 0;
    for (const use of this.#properties.uses(new Set([...up, ...down]), text => this.#index.find(text))) {
      const { concept, other, code, text } = use;
      if (other === undefined) {
        unknownReferenceCount += 1;
        if (unknownReferences.length < referencesTold) unknownReferences.push({ concept, property: code, value: text });
        continue;
      }
      if (up.has(code)) add(other, concept);
      if (down.has(code)) add(concept, other);
    }
    const hierarchy = buildHierarchy(this.size, { parents: parents.finish(), children: children.finish() });
    return { hierarchy, unknownReferences, unknownReferenceCount };
  }
}

/** Gathers the flags of concepts in the order of their ids. */
class FlagsBuilder {
  readonly #read: ReturnType<typeof flagReader>;
  readonly #abstract: ConceptId[] = [];
  readonly #inactive: ConceptId[] = [];
  readonly #status = new Uint32List();
  readonly #statuses = new Map<string, number>();

  constructor(declared: readonly PropertyDefinition[]) {
    this.#read = flagReader(declared);
  }

  add(properties: readonly ConceptProperty[], extensions: readonly Extension[]): void {
    const { isAbstract, isInactive, status } = this.#read(properties, extensions);
    const id = this.#status.length;
    if (isAbstract) this.#abstract.push(id);
    if (isInactive) this.#inactive.push(id);
    this.#status.push(status === undefined ? 0 : this.#numberOf(status));
  }

  finish(): FlagTables {
    const size = this.#status.length;
    return {
      abstract: bits(size, this.#abstract),
      inactive: bits(size, this.#inactive),
      status: this.#status.finish(),
      statuses: [...this.#statuses.keys()],
    };
  }

  /** One more than its place among the statuses. */
  #numberOf(status: string): number {
    const number = this.#statuses.get(status) ?? this.#statuses.size + 1;
    this.#statuses.set(status, number);
    return number;
  }
}

function toProperty(property: CodeSystemConceptProperty): readonly ConceptProperty[] {
  const value = valueOfProperty(property);
  return value === undefined ? [] : [{ code: property.code, ...value }];
}

function bits(size: number, concepts: readonly ConceptId[]): Uint32Array {
  const words = new Uint32Array(wordsFor(size));
  for (const concept of concepts) words[concept >>> 5] = numberAt(words, concept >>> 5) | (1 << (concept & 31));
  return words;
}
