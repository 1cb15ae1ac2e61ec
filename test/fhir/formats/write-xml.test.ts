import fc from 'fast-check';
import { FhirError } from '../../../src/fhir/fhir-error.ts';
import { parseResource } from '../../../src/fhir/formats/json.ts';
import { readXml } from '../../../src/fhir/formats/read-xml.ts';
import { writeXml } from '../../../src/fhir/formats/write-xml.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { createElementShapes } from '../../../src/validation/create-element-shapes.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';

const shapes = createElementShapes(packageDefinitions('R4'));

function errorOf(run: () => unknown): FhirError {
  try {
    run();
  } catch (error) {
    if (error instanceof FhirError) return error;
    throw error;
  }
  throw new Error('no error');
}

test.each<[string, AnyResource, string]>([
  ['an unknown type', { resourceType: 'Patent' }, "the resource: 'Patent' is no type of resource"],
  [
    'an element of the other version',
    { resourceType: 'ValueSet', scope: {} },
    "ValueSet: the element 'scope' is unknown",
  ],
  ['a text for an object', { resourceType: 'Patient', name: ['x'] }, 'Patient.name[0]: an object is expected'],
  ['an object for a text', { resourceType: 'Patient', gender: {} }, 'Patient.gender: a primitive value is expected'],
  [
    'a narrative that is not well-formed',
    { resourceType: 'Patient', text: { status: 'generated', div: '<div><p></div>' } },
    'Patient.text.div: the narrative is not well-formed XHTML (unexpected close tag.)',
  ],
])('%s is not written', (_, resource, reason) => {
  const error = errorOf(() => writeXml(resource, shapes));
  expect(error.message).toBe(`This can't be written as XML: ${reason}`);
  expect(error.status).toBe(422);
});

test('whatever text is written can be read: what XML has no form for becomes a replacement character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), text => {
      const resource = { resourceType: 'Patient', language: text };
      const back = readXml(writeXml(resource, shapes), shapes);
      expect(back['language']).toBe(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD'));
    }),
    { numRuns: 500, seed: 3 },
  );
  expect(writeXml({ resourceType: 'Patient', language: 'a\uD800' }, shapes)).toContain('value="a\uFFFD"');
});

test('an integer that JSON writes as 1.0 is an integer in XML', () => {
  const resource = parseResource('{"resourceType":"Patient","multipleBirthInteger":1.0}');
  expect(writeXml(resource, shapes)).toContain('<multipleBirthInteger value="1"/>');
});
