import { isExampleResource } from '../../../src/content/definitions/example-resources.ts';

const url = 'http://hl7.org/fhir/x';

test.each([
  ['CodeSystem', 'example', url],
  ['ConceptMap', 'example2', url],
  ['ValueSet', 'example-expansion', url],
  ['StructureDefinition', 'lipidprofile', url],
  ['NamingSystem', 'mrn', undefined],
])('%s/%s with url %s is an example', (resourceType, id, canonical) => {
  expect(isExampleResource({ resourceType, id, url: canonical })).toBe(true);
});

test.each([
  ['StructureDefinition', 'ExampleScenario'],
  ['ValueSet', 'examplescenario-actor-type'],
  ['ValueSet', 'list-example-codes'],
  ['StructureDefinition', 'Patient'],
])('%s/%s is a definition', (resourceType, id) => {
  expect(isExampleResource({ resourceType, id, url })).toBe(false);
});
