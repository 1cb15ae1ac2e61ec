/**
 * The one model that the engines speak: R5-shaped, because R5 is the superset for terminology and canonical
 * resources. `fhir/versions/` reads wire resources of R4 and R5 into it and writes it back.
 */
export type {
  ActivityDefinition,
  Bundle,
  CodeSystem,
  CodeSystemConcept,
  CodeSystemConceptDesignation,
  CodeSystemConceptProperty,
  CodeSystemProperty,
  CodeableConcept,
  Coding,
  ConceptMap,
  ConceptMapGroup,
  ConceptMapGroupElement,
  ConceptMapGroupElementTarget,
  Extension,
  OperationOutcome,
  OperationOutcomeIssue,
  Parameters,
  ParametersParameter,
  PlanDefinition,
  ValueSet,
  ValueSetCompose,
  ValueSetComposeInclude,
  ValueSetComposeIncludeConcept,
  ValueSetComposeIncludeFilter,
  ValueSetExpansion,
  ValueSetExpansionContains,
  ValueSetExpansionParameter,
} from './r5.ts';

/** Any resource in the model, before its type is looked at. */
export interface AnyResource {
  resourceType: string;
  id?: string;
  [element: string]: unknown;
}
