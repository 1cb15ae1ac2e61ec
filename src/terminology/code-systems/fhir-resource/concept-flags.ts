/**
 * What a concept's properties say of its use: not selectable, inactive, its status
 * (https://hl7.org/fhir/codesystem-concept-properties.html).
 */
import type { ConceptId, ConceptProperty, PropertyDefinition } from '../../../contracts/code-system-provider.ts';
import type { CodeSystemProperty } from '../../../fhir/model.ts';
import { findStandardsStatus } from '../../standing.ts';
import { codesMeaning, propertyText } from './concept-properties.ts';
import type { ConceptExtras } from './concept-table.ts';

export interface ConceptFlags {
  readonly abstract: ReadonlySet<ConceptId>;
  readonly inactive: ReadonlySet<ConceptId>;
  readonly status: ReadonlyMap<ConceptId, string>;
}

/** Statuses of a concept that take it out of use; `deprecated` still may be used. */
const inactiveStatuses: ReadonlySet<string> = new Set(['inactive', 'retired', 'withdrawn']);

/** The flags of every concept that has any. */
export function conceptFlags(declared: readonly PropertyDefinition[], extras: ConceptExtras): ConceptFlags {
  const properties = declared as readonly CodeSystemProperty[];
  const codes = {
    notSelectable: codesMeaning('notSelectable', properties),
    inactive: codesMeaning('inactive', properties),
    status: codesMeaning('status', properties),
  };
  const [abstract, inactive, status] = [new Set<ConceptId>(), new Set<ConceptId>(), new Map<ConceptId, string>()];
  for (const [concept, own] of extras.properties) {
    if (isTrue(own, codes.notSelectable)) abstract.add(concept);
    if (isTrue(own, codes.inactive)) inactive.add(concept);
    const stated = own.find(property => codes.status.has(property.code));
    if (stated !== undefined) status.set(concept, propertyText(stated.value));
  }
  addStandardsStatus(status, extras);
  for (const [concept, stated] of status) if (inactiveStatuses.has(stated)) inactive.add(concept);
  return { abstract, inactive, status };
}

/** HL7's standards-status extension states the status of a concept that has no such property. */
function addStandardsStatus(status: Map<ConceptId, string>, extras: ConceptExtras): void {
  for (const [concept, extensions] of extras.extensions) {
    const stated = findStandardsStatus(extensions);
    if (stated !== undefined && !status.has(concept)) status.set(concept, stated);
  }
}

function isTrue(properties: readonly ConceptProperty[], codes: ReadonlySet<string>): boolean {
  return properties.some(({ code, value }) => codes.has(code) && (value === true || value === 'true'));
}
