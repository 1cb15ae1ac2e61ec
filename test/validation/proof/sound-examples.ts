/** Small instances of HL7's example packages, in JSON and XML, for proofs that plant faults into them. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createElementShapes } from '../../../src/validation/create-element-shapes.ts';
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { writeXml } from '../../../src/fhir/formats/write-xml.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';

const folders: Readonly<Record<FhirVersion, string>> = {
  R4: join('node_modules', 'hl7.fhir.r4.core'),
  R5: join('node_modules', 'hl7.fhir.r5.examples'),
};
const definitions =
  /^(?:StructureDefinition|SearchParameter|ValueSet|CodeSystem|ConceptMap|OperationDefinition|CompartmentDefinition)-/;

/** Texts of instances up to a size in bytes, by name of file. */
export function exampleTexts(
  version: FhirVersion,
  largest: number,
  { withDefinitions = false } = {},
): readonly string[] {
  const folder = folders[version];
  return readdirSync(folder)
    .filter(name => /^[A-Z]\w+-.*\.json$/.test(name) && (withDefinitions || !definitions.test(name)))
    .map(name => join(folder, name))
    .filter(file => statSync(file).size <= largest)
    .map(file => readFileSync(file, 'utf8'));
}

/** So many, spread over the whole package. */
export function soundExamples(version: FhirVersion, count: number): readonly { json: string; xml: string }[] {
  const shapes = createElementShapes(packageDefinitions(version));
  const texts = exampleTexts(version, 6000);
  const step = Math.max(1, Math.floor(texts.length / count));
  return texts
    .filter((_, at) => at % step === 0)
    .slice(0, count)
    .map(json => ({ json, xml: writeXml(JSON.parse(json) as AnyResource, shapes) }));
}
