/** What must be known of some of HL7's search parameters beyond their definitions, each with its reason. */

/** Parameters whose expression looks answerable and is not. */
export const lackingParameters: ReadonlyMap<string, string> = new Map([
  ['_in', 'it asks for members of groups and lists, which are not served'],
]);

/** HL7's expressions that do not name the element on the wire, with the one that does. */
export const errataOfExpressions: ReadonlyMap<string, string> = new Map([
  // R4 means the version of FHIR, but names the statement's own.
  ['CapabilityStatement.fhirversion CapabilityStatement.version', 'CapabilityStatement.fhirVersion'],
  // R4 leaves open which type of the choice it means.
  [
    'PlanDefinition.definition PlanDefinition.action.definition',
    'PlanDefinition.action.definition as canonical | PlanDefinition.action.definition as uri',
  ],
]);

/** Where the code system of a bare code stands: in this element of the node at this depth of the path. */
export interface SystemOfCode {
  readonly depth: number;
  readonly element: string;
}

/** Codes of the content itself: the element around them, not a binding, says of which system they are. */
export const systemsOfCodes: ReadonlyMap<string, SystemOfCode> = new Map([
  ['CodeSystem.code', { depth: 0, element: 'url' }],
  ['ValueSet.code', { depth: 2, element: 'system' }],
  ['ConceptMap.source-code', { depth: 1, element: 'source' }],
  ['ConceptMap.target-code', { depth: 1, element: 'target' }],
]);
