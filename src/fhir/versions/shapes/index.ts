/** All shapes that differ between R4 and R5. A resource type that is not here does not become the model. */
import type { Shapes } from '../shape.ts';
import { datatypeShapes } from './datatypes.ts';
import { conceptMapShapes } from './concept-map.ts';
import {
  capabilityStatementShapes,
  operationDefinitionShapes,
  questionnaireShapes,
  searchParameterShapes,
  structureDefinitionShapes,
} from './conformance.ts';
import { exchangeShapes } from './exchange.ts';
import { implementationGuideShapes } from './implementation-guide.ts';
import { activityDefinitionShapes, libraryShapes, planDefinitionShapes } from './knowledge.ts';
import { codeSystemShapes, namingSystemShapes, terminologyCapabilitiesShapes, valueSetShapes } from './terminology.ts';

/** Resource types that become the model. The evidence family never does: it is authored for each version. */
export const convertedTypes = [
  'ActivityDefinition',
  'Bundle',
  'CapabilityStatement',
  'CodeSystem',
  'ConceptMap',
  'ImplementationGuide',
  'Library',
  'NamingSystem',
  'OperationDefinition',
  'OperationOutcome',
  'Parameters',
  'PlanDefinition',
  'Questionnaire',
  'SearchParameter',
  'StructureDefinition',
  'TerminologyCapabilities',
  'ValueSet',
] as const;

/** Collects the tables; made once for each codec. */
export function createShapes(): Shapes {
  return {
    ...datatypeShapes,
    ...codeSystemShapes,
    ...valueSetShapes,
    ...conceptMapShapes,
    ...planDefinitionShapes,
    ...activityDefinitionShapes,
    ...libraryShapes,
    ...operationDefinitionShapes,
    ...searchParameterShapes,
    ...capabilityStatementShapes,
    ...implementationGuideShapes,
    ...questionnaireShapes,
    ...structureDefinitionShapes,
    ...terminologyCapabilitiesShapes,
    ...namingSystemShapes,
    ...exchangeShapes,
  };
}
