/** Where HL7's OperationDefinitions contradict their own prose, and what the operation table follows instead. */
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { OperationLevel, ParameterType } from './parameter-row.ts';

export interface Erratum {
  readonly fhirVersion: FhirVersion;
  /** Canonical of HL7's OperationDefinition. */
  readonly definition: string;
  readonly parameter: string;
  readonly theirType: string;
  readonly ourType: ParameterType;
  /** Where we take more than they do. */
  readonly ourMax?: '*';
  readonly reason: string;
}

export interface LevelErratum {
  /** Canonical of HL7's OperationDefinition. */
  readonly definition: string;
  /** A level that the definition lacks. */
  readonly level: OperationLevel;
  readonly reason: string;
}

export const hl7LevelErrata: readonly LevelErratum[] = [
  {
    definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
    level: 'system',
    reason: 'The resource says its type itself, and many clients call it so.',
  },
  {
    definition: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-closure',
    level: 'type',
    reason:
      'Defined at system level; terminology-service.html#closure tells clients to use [base]/ConceptMap/$closure.',
  },
];

const translate = {
  fhirVersion: 'R5',
  definition: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-translate',
  theirType: 'uri',
} as const;

const validate = {
  definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  parameter: 'profile',
  ourType: 'canonical',
  ourMax: '*',
  reason:
    'A resource claims as many profiles as it likes, so it may be held against as many; R5 types it as canonical.',
} as const;

export const hl7Errata: readonly Erratum[] = [
  { ...validate, fhirVersion: 'R4', theirType: 'uri' },
  { ...validate, fhirVersion: 'R5', theirType: 'canonical' },
  {
    ...translate,
    parameter: 'targetCode',
    ourType: 'code',
    reason: "Documented as 'The target code that is to be translated to'; its counterpart sourceCode is a code.",
  },
  {
    ...translate,
    parameter: 'targetCoding',
    ourType: 'Coding',
    reason: "Documented as 'A target coding to translate to'; its counterpart sourceCoding is a Coding.",
  },
  {
    ...translate,
    parameter: 'targetCodeableConcept',
    ourType: 'CodeableConcept',
    reason: "Documented as 'A full codeableConcept'; its counterpart sourceCodeableConcept is a CodeableConcept.",
  },
];
