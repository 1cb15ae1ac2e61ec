/** HL7's own definitions and examples must pass the gate; those that break their own rules are listed. */
import { basename } from 'node:path';
import { createSchemaGate } from '../../src/validation/schema-gate.ts';
import { createValueSetCodes } from '../../src/validation/value-set-codes.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import {
  packageDefinitions,
  packageTerminology,
  readJson,
  resourceFiles,
} from '../fixtures/definitions/package-definitions.ts';

const largest = 300_000;

/** Published resources with faults: file name → the fault. */
const faulty: Record<FhirVersion, readonly { files: RegExp; reason: RegExp; why: string }[]> = {
  R4: [
    { files: /^Questionnaire-qs1\.json$/, reason: /requires the element 'linkId'/, why: 'items without linkId (1..1)' },
    {
      files: /^SearchParameter-(codesystem|valueset)-extensions-/,
      reason: /requires the element 'base'/,
      why: 'search parameters on extensions without base (1..*)',
    },
    {
      files: /^SearchParameter-questionnaireresponse-extensions-/,
      reason: /is not a valid id/,
      why: 'an id of more than 64 characters',
    },
  ],
  R5: [],
};

function isListed(version: FhirVersion, file: string, reason: string): boolean {
  return faulty[version].some(row => row.files.test(basename(file)) && row.reason.test(reason));
}

// Search parameters and v2/v3 code tables are many and alike: every fourth says as much.
const rows: [FhirVersion, string, number][] = [
  ['R4', 'SearchParameter', 4],
  ['R4', 'ValueSet', 4],
  ['R4', 'CodeSystem', 4],
  ['R4', 'StructureDefinition', 4],
  ['R4', '', 1],
  ['R5', 'SearchParameter', 4],
  ['R5', 'ValueSet', 4],
  ['R5', 'CodeSystem', 4],
  ['R5', 'StructureDefinition', 4],
  ['R5', '', 1],
];
const many = new Set(rows.map(([, type]) => type));

test.each(rows)('%s %s: what HL7 published passes, or is listed with its fault', (version, type, step) => {
  const findValueSetCodes = createValueSetCodes(packageTerminology(version));
  const gate = createSchemaGate(version, { ...packageDefinitions(version), findValueSetCodes });
  const files = resourceFiles(version, name => (type === '' ? !many.has(name) : name === type), largest);
  const findings = files
    .filter((_, at) => at % step === 0)
    .flatMap(file => gate.check(readJson(file)).map(finding => ({ file, ...finding })))
    .filter(({ file, reason }) => !isListed(version, file, reason));
  expect(findings).toEqual([]);
});
