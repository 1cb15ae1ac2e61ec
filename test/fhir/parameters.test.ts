import { buildParameters, resourceParameter, typedValueOf } from '../../src/fhir/parameters.ts';

test.each([
  [
    { name: 'a', valueCode: 'x' },
    { type: 'code', value: 'x' },
  ],
  [
    { name: 'a', valueDateTime: '2020' },
    { type: 'dateTime', value: '2020' },
  ],
  [
    { name: 'a', valueBase64Binary: 'eA==' },
    { type: 'base64Binary', value: 'eA==' },
  ],
  [
    { name: 'a', valueCoding: { code: 'x' } },
    { type: 'Coding', value: { code: 'x' } },
  ],
  [
    { name: 'a', valueCodeableConcept: {} },
    { type: 'CodeableConcept', value: {} },
  ],
  [{ name: 'a', value: 'x' }, undefined],
  [{ name: 'a' }, undefined],
])('the value of %j', (parameter, expected) => {
  expect(typedValueOf(parameter)).toEqual(expected);
});

test('parameters that are undefined are left out', () => {
  const resource = { resourceType: 'ValueSet' };
  expect(buildParameters(undefined, { name: 'a' }, resourceParameter('b', resource))).toEqual({
    resourceType: 'Parameters',
    parameter: [{ name: 'a' }, { name: 'b', resource }],
  });
});
