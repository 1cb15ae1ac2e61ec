/**
 * HL7's packages from which the definitions of each FHIR version come, in their order of precedence: where several
 * define one url, the first answers a reference without version. THO took over the v2, v3 and terminology.hl7.org code
 * systems, and the extension pack the extensions, from core after its release.
 */
import type { FhirVersion } from '../../fhir/fhir-version.ts';

export interface DefinitionPackage {
  /** Name of the package, and of its folder below `node_modules` where no other is named. */
  readonly name: string;
  /** Folder relative to `node_modules`, for what npm does not have. */
  readonly folder?: string;
  /** Core is published together with HL7's examples, and only there does the rule of example-resources.ts apply. */
  readonly isCore: boolean;
}

/** Definitions of HL7's Clinical Practice Guidelines that our guidance uses; no npm registry has the package. */
const guidelines: DefinitionPackage = {
  name: 'hl7.fhir.uv.cpg',
  folder: '../fhir-resources/definitions/hl7.fhir.uv.cpg',
  isCore: false,
};

export const definitionPackages: Readonly<Record<FhirVersion, readonly DefinitionPackage[]>> = {
  R4: [
    { name: 'hl7.terminology.r4', isCore: false },
    { name: 'hl7.fhir.uv.extensions.r4', isCore: false },
    { name: 'hl7.fhir.r4.core', isCore: true },
    guidelines,
  ],
  R5: [
    { name: 'hl7.terminology.r5', isCore: false },
    { name: 'hl7.fhir.uv.extensions.r5', isCore: false },
    { name: 'hl7.fhir.r5.core', isCore: true },
    guidelines,
  ],
};

/** Types that become definitions; all else in the packages is an instance, which is test data and never content. */
export const definitionTypes: readonly string[] = [
  'CapabilityStatement',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'NamingSystem',
  'OperationDefinition',
  'SearchParameter',
  'StructureDefinition',
  'ValueSet',
];
