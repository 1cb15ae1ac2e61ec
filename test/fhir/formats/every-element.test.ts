/** Resources that fill every element of every resource type go to XML and come back, with each type of each choice. */
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { createElementShapes } from '../../../src/validation/create-element-shapes.ts';
import { fullResource } from '../../fixtures/definitions/full-resource.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';
import { lossOf } from '../../fixtures/formats/round-trip.ts';

/** Most types that a choice has, but for those that are open to all. */
const variants = 8;
/** Types with an open choice: values of any datatype. */
const openTypes = new Set(['Parameters', 'StructureDefinition', 'Task']);

function resourceTypesOf(version: FhirVersion): readonly string[] {
  const definitions = packageDefinitions(version);
  return [...definitions.listTypeDefinitions()]
    .map(url => definitions.findStructureDefinition(url))
    .filter(definition => definition?.['kind'] === 'resource' && definition['abstract'] !== true)
    .map(definition => String(definition?.['type']));
}

test.each<[FhirVersion, number]>([
  ['R4', 146],
  ['R5', 158],
])('%s: every element of all %i resource types comes back from XML as it was', (version, count) => {
  const definitions = packageDefinitions(version);
  const shapes = createElementShapes(definitions);
  const types = resourceTypesOf(version);
  const losses = types.flatMap(type =>
    Array.from({ length: openTypes.has(type) ? 56 : variants }, (_, variant) => {
      const loss = lossOf(JSON.stringify(fullResource(type, { definitions, variant })), shapes);
      return loss === undefined ? [] : [`${type} ${variant}: ${loss}`];
    }).flat(),
  );
  expect(losses).toEqual([]);
  expect(types).toHaveLength(count);
});
