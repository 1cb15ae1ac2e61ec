/** What CodeSystem supplements add to the concepts of the code system that they supplement. */
import type { ConceptId } from '../../../contracts/code-system-provider.ts';
import { formatCanonical } from '../../../fhir/canonical.ts';
import type { CodeSystem, CodeSystemConcept } from '../../../fhir/model.ts';
import { addExtras, codeKey } from './concept-table.ts';
import type { ConceptExtras, ConceptTable } from './concept-table.ts';

/** `url|version` of a supplement. */
export function supplementName(supplement: CodeSystem): string {
  return formatCanonical(supplement.url ?? '', supplement.version);
}

/** The table's own extras with those of the supplements after them, in the supplements' order. */
export function supplementExtras(table: ConceptTable, supplements: readonly CodeSystem[]): ConceptExtras {
  const extras: ConceptExtras = {
    designations: new Map(table.designations),
    properties: new Map(table.properties),
    extensions: new Map(table.extensions),
  };
  for (const supplement of supplements) {
    for (const concept of allConcepts(supplement)) {
      const id = table.ids.get(codeKey(concept.code, table.isCaseSensitive));
      if (id !== undefined) addFrom(extras, id, concept, supplement);
    }
  }
  return extras;
}

/** A supplement's display is one more designation: it may not replace the code system's own. */
function addFrom(extras: ConceptExtras, id: ConceptId, concept: CodeSystemConcept, supplement: CodeSystem): void {
  const { display, ...rest } = concept;
  const asDesignation =
    display === undefined
      ? []
      : [{ value: display, ...(supplement.language !== undefined && { language: supplement.language }) }];
  const designation = [...asDesignation, ...(concept.designation ?? [])];
  addExtras(extras, id, { ...rest, designation }, supplementName(supplement));
}

function* allConcepts(supplement: CodeSystem): Generator<CodeSystemConcept> {
  const pending = [...(supplement.concept ?? [])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    for (const below of next.concept ?? []) pending.push(below);
  }
}
