/**
 * The concepts of a CodeSystem resource (https://hl7.org/fhir/codesystem.html) laid out flat: dense ids in depth-first
 * order, a map from code to id, and what each concept carries. The resource's tree is not kept.
 */
import type { ConceptId, ConceptProperty, Designation } from '../../../contracts/code-system-provider.ts';
import type {
  CodeSystem,
  CodeSystemConcept,
  CodeSystemConceptDesignation,
  CodeSystemConceptProperty,
  Extension,
} from '../../../fhir/model.ts';
import { codeKey } from '../../concept-tables/code-index.ts';
import { valueOfProperty } from '../concept-properties.ts';

/** What a supplement may add to a concept, and what few concepts have anyway. */
export interface ConceptExtras {
  readonly designations: Map<ConceptId, readonly Designation[]>;
  readonly properties: Map<ConceptId, readonly ConceptProperty[]>;
  readonly extensions: Map<ConceptId, readonly Extension[]>;
}

export interface ConceptTable extends ConceptExtras {
  readonly codes: readonly string[];
  readonly displays: readonly (string | undefined)[];
  readonly definitions: readonly (string | undefined)[];
  /** Id by code, or by lower-case code where the code system ignores case. */
  readonly ids: ReadonlyMap<string, ConceptId>;
  readonly isCaseSensitive: boolean;
  /** Each nesting of one concept in another, as pairs parent, child; a code that stands twice has two parents. */
  readonly nestings: readonly (readonly [parent: ConceptId, child: ConceptId])[];
}

export function emptyExtras(): ConceptExtras {
  return { designations: new Map(), properties: new Map(), extensions: new Map() };
}

/** Concepts to read between two pauses. */
const conceptsPerStep = 2_000;

/**
 * The flat table of the resource's concepts, depth first, with pauses between pieces of work of a few milliseconds. A
 * code that stands again adds a nesting and nothing else.
 */
export function* readConceptTable(codeSystem: CodeSystem): Generator<undefined, ConceptTable> {
  const table = new TableBuilder(codeSystem.caseSensitive !== false);
  const pending: CodeSystemConcept[] = [];
  /** Ids of the concepts that the pending ones stand in. */
  const parents: ConceptId[] = [];
  addReversed(codeSystem.concept, noConcept, pending, parents);
  let count = 0;
  for (let concept = pending.pop(); concept !== undefined; concept = pending.pop()) {
    if (++count % conceptsPerStep === 0) yield undefined;
    const id = table.add(concept, parents.pop() ?? noConcept);
    addReversed(concept.concept, id, pending, parents);
  }
  return table.finish();
}

/** In place of the parent of a concept at the top. */
const noConcept = -1;

/** The first of them will be the next to be taken. */
function addReversed(
  concepts: readonly CodeSystemConcept[] | undefined,
  parent: ConceptId,
  pending: CodeSystemConcept[],
  parents: ConceptId[],
): void {
  if (concepts === undefined) return;
  for (let at = concepts.length - 1; at >= 0; at--) {
    const concept = concepts[at];
    if (concept === undefined) continue;
    pending.push(concept);
    parents.push(parent);
  }
}

class TableBuilder {
  readonly #isCaseSensitive: boolean;
  readonly #ids = new Map<string, ConceptId>();
  readonly #codes: string[] = [];
  readonly #displays: (string | undefined)[] = [];
  readonly #definitions: (string | undefined)[] = [];
  readonly #nestings: (readonly [ConceptId, ConceptId])[] = [];
  readonly #extras = emptyExtras();

  constructor(isCaseSensitive: boolean) {
    this.#isCaseSensitive = isCaseSensitive;
  }

  /** Gives the concept's id. */
  add(concept: CodeSystemConcept, parent: ConceptId): ConceptId {
    const key = codeKey(concept.code, this.#isCaseSensitive);
    const known = this.#ids.get(key);
    const id = known ?? this.#codes.length;
    if (parent !== noConcept && parent !== id) this.#nestings.push([parent, id]);
    if (known !== undefined) return id;
    this.#ids.set(key, id);
    this.#codes.push(concept.code);
    this.#displays.push(concept.display);
    this.#definitions.push(concept.definition);
    addExtras(this.#extras, id, concept);
    return id;
  }

  finish(): ConceptTable {
    return {
      ...{ codes: this.#codes, displays: this.#displays, definitions: this.#definitions, ids: this.#ids },
      ...{ isCaseSensitive: this.#isCaseSensitive, nestings: this.#nestings },
      ...this.#extras,
    };
  }
}

/** Adds what the concept carries to what is known of `id`; `source` names the supplement that it comes from. */
export function addExtras(extras: ConceptExtras, id: ConceptId, concept: CodeSystemConcept, source?: string): void {
  const { designation, property, extension } = concept;
  if (designation !== undefined) {
    append(
      extras.designations,
      id,
      designation.map(item => toDesignation(item, source)),
    );
  }
  if (property !== undefined) append(extras.properties, id, propertiesOf(property, source));
  if (extension !== undefined) append(extras.extensions, id, extension);
}

function append<Item>(map: Map<ConceptId, readonly Item[]>, id: ConceptId, items: readonly Item[]): void {
  if (items.length === 0) return;
  const known = map.get(id);
  map.set(id, known === undefined ? items : [...known, ...items]);
}

function toDesignation(item: CodeSystemConceptDesignation, source: string | undefined): Designation {
  const { language, use, value, extension } = item;
  // The wire types allow `undefined` as a value; parsed JSON has none.
  return { language, use, value, extension, ...(source !== undefined && { source }) } as Designation;
}

function propertiesOf(
  properties: readonly CodeSystemConceptProperty[],
  source: string | undefined,
): readonly ConceptProperty[] {
  const own: ConceptProperty[] = [];
  for (const property of properties) {
    const value = valueOfProperty(property);
    if (value !== undefined) own.push({ code: property.code, ...value, ...(source !== undefined && { source }) });
  }
  return own;
}
