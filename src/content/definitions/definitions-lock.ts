/**
 * What the packages of HL7's definitions must contain: version, definitions by type (examples left out), and a hash over
 * the files read. The npm copies are third-party re-uploads, so that the builder takes nothing else.
 */
interface LockedPackage {
  readonly version: string;
  /** When HL7 built the package. */
  readonly date: string;
  readonly counts: Readonly<Record<string, number>>;
  /** As `PackageContent.digest`. */
  readonly digest: string;
}

export type DefinitionsLock = Readonly<Record<string, LockedPackage>>;

export const definitionsLock: DefinitionsLock = {
  'hl7.terminology.r4': {
    version: '7.0.1',
    date: '2025-12-12T04:56:12.000Z',
    counts: {
      CodeSystem: 897,
      NamingSystem: 660,
      StructureDefinition: 9,
      ValueSet: 2499,
    },
    digest: '75fb3a2ce8cafd179d0b31aece8b5cfd2a36fc8e99e9b1805c42a2d55d5b3622',
  },
  'hl7.fhir.uv.extensions.r4': {
    version: '5.3.0-ballot-tc1',
    date: '2025-08-02T20:28:00.000Z',
    counts: {
      CodeSystem: 62,
      SearchParameter: 19,
      StructureDefinition: 680,
      ValueSet: 93,
    },
    digest: 'de27c73709574f3642b00501ddfea3128ffb80b6f9b39e7f8b38da3327175f37',
  },
  'hl7.fhir.r4.core': {
    version: '4.0.1',
    date: '2019-10-31T22:29:23.356Z',
    counts: {
      CapabilityStatement: 5,
      CodeSystem: 1059,
      CompartmentDefinition: 5,
      ConceptMap: 76,
      OperationDefinition: 46,
      SearchParameter: 1397,
      StructureDefinition: 648,
      ValueSet: 1310,
    },
    digest: 'a016f6123787227edf3236210ffe10713645d354c0fc1f8d868394163a471556',
  },
  'hl7.terminology.r5': {
    version: '7.0.1',
    date: '2025-12-12T04:56:12.000Z',
    counts: {
      CodeSystem: 897,
      NamingSystem: 660,
      StructureDefinition: 9,
      ValueSet: 2499,
    },
    digest: '74500596c3997d29b5ed51acc6e37c58e29f32fac89b6dd1aea1ccdfc89206db',
  },
  'hl7.fhir.uv.extensions.r5': {
    version: '5.3.0-ballot-tc1',
    date: '2025-08-02T20:28:00.000Z',
    counts: {
      CodeSystem: 47,
      SearchParameter: 19,
      StructureDefinition: 680,
      ValueSet: 76,
    },
    digest: 'b6756aae7ed40e2e9bd99aa809912de613c87d2612109042d968221b4a515228',
  },
  'hl7.fhir.r5.core': {
    version: '5.0.0',
    date: '2023-03-26T04:21:02.000Z',
    counts: {
      CapabilityStatement: 4,
      CodeSystem: 442,
      CompartmentDefinition: 5,
      ConceptMap: 86,
      OperationDefinition: 59,
      SearchParameter: 1240,
      StructureDefinition: 300,
      ValueSet: 780,
    },
    digest: 'f46edc4fbbf045611831971df0d500e4397a2c6c59fb3c022ad7da552617f272',
  },
  'hl7.fhir.uv.cpg': {
    version: '2.0.0',
    date: '2024-11-26T06:42:34.000Z',
    counts: {
      CodeSystem: 1,
      StructureDefinition: 1,
      ValueSet: 1,
    },
    digest: '9f22955f61e46f107a798d6cae82a2d48b53252a4dfcfd3b747882a45a2fe283',
  },
};
