/**
 * The concepts of a CodeSystem resource (https://hl7.org/fhir/codesystem.html) laid out flat: dense ids in depth-first
 * order, a map from code to id, and what each concept carries. The resource's tree is not kept.
 */
import type { ConceptId, ConceptProperty, Designation } from '../../../contracts/code-system-provider.ts';
import type { CodeSystem, CodeSystemConcept, CodeSystemConceptDesignation, Extension } from '../../../fhir/model.ts';
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

/** The flat table of the resource's concepts. A code that stands again adds a nesting and nothing else. */
export function readConceptTable(codeSystem: CodeSystem): ConceptTable {
  const isCaseSensitive = codeSystem.caseSensitive !== false;
  const ids = new Map<string, ConceptId>();
  const [codes, displays, definitions]: [string[], (string | undefined)[], (string | undefined)[]] = [[], [], []];
  const nestings: (readonly [ConceptId, ConceptId])[] = [];
  const extras = emptyExtras();
  for (const [concept, parent] of depthFirst(codeSystem.concept ?? [], ids, isCaseSensitive)) {
    const key = codeKey(concept.code, isCaseSensitive);
    const known = ids.get(key);
    const id = known ?? codes.length;
    if (parent !== undefined && parent !== id) nestings.push([parent, id]);
    if (known !== undefined) continue;
    ids.set(key, id);
    codes.push(concept.code);
    displays.push(concept.display);
    definitions.push(concept.definition);
    addExtras(extras, id, concept);
  }
  return { codes, displays, definitions, ids, isCaseSensitive, nestings, ...extras };
}

/** Every concept with the id of the one above it, which the reader has entered in `ids` by then. */
function* depthFirst(
  roots: readonly CodeSystemConcept[],
  ids: ReadonlyMap<string, ConceptId>,
  isCaseSensitive: boolean,
): Generator<[CodeSystemConcept, ConceptId | undefined]> {
  const pending: [CodeSystemConcept, ConceptId | undefined][] = roots.map(concept => [concept, undefined]);
  pending.reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    const id = ids.get(codeKey(next[0].code, isCaseSensitive));
    for (const child of (next[0].concept ?? []).toReversed()) pending.push([child, id]);
  }
}

/** Adds what the concept carries to what is known of `id`; `source` names the supplement that it comes from. */
export function addExtras(extras: ConceptExtras, id: ConceptId, concept: CodeSystemConcept, source?: string): void {
  append(
    extras.designations,
    id,
    (concept.designation ?? []).map(item => toDesignation(item, source)),
  );
  append(extras.properties, id, propertiesOf(concept, source));
  append(extras.extensions, id, concept.extension ?? []);
}

function append<Item>(map: Map<ConceptId, readonly Item[]>, id: ConceptId, items: readonly Item[]): void {
  if (items.length > 0) map.set(id, [...(map.get(id) ?? []), ...items]);
}

function toDesignation(item: CodeSystemConceptDesignation, source: string | undefined): Designation {
  const { language, use, value, extension } = item;
  // The wire types allow `undefined` as a value; parsed JSON has none.
  return { language, use, value, extension, ...(source !== undefined && { source }) } as Designation;
}

function propertiesOf(concept: CodeSystemConcept, source: string | undefined): readonly ConceptProperty[] {
  return (concept.property ?? []).flatMap(property => {
    const value = valueOfProperty(property);
    if (value === undefined) return [];
    return [{ code: property.code, ...value, ...(source !== undefined && { source }) }];
  });
}
