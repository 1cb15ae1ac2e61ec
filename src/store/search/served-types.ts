/** Resource types that each FHIR version's endpoint serves: terminology, guidance, evidence and what describes them. */
import type { FhirVersion } from '../../fhir/fhir-version.ts';

const inBothVersions = [
  'ActivityDefinition',
  'CapabilityStatement',
  'CodeSystem',
  'ConceptMap',
  'Evidence',
  'EvidenceVariable',
  'ImplementationGuide',
  'Library',
  'NamingSystem',
  'OperationDefinition',
  'PlanDefinition',
  'Questionnaire',
  'SearchParameter',
  'StructureDefinition',
  'ValueSet',
] as const;

export const servedTypes: Readonly<Record<FhirVersion, readonly string[]>> = {
  R4: [...inBothVersions, 'EffectEvidenceSynthesis', 'RiskEvidenceSynthesis'].sort(),
  R5: [...inBothVersions, 'Citation', 'EvidenceReport'].sort(),
};
