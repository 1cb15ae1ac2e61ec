import { createElementShapes } from '../../src/validation/create-element-shapes.ts';
import { packageDefinitions } from '../fixtures/definitions/package-definitions.ts';

const r4 = createElementShapes(packageDefinitions('R4'));
const r5 = createElementShapes(packageDefinitions('R5'));

test.each([
  ['Patient', 'id', { kind: 'primitive', type: 'string', isList: false }],
  ['Patient', 'contained', { kind: 'resource', isList: true }],
  ['Patient', 'contact', { kind: 'complex', type: 'Patient.contact', isList: true }],
  ['Patient.contact', 'id', { kind: 'attribute', isList: false }],
  ['Patient', 'multipleBirthInteger', { kind: 'primitive', type: 'integer', isList: false }],
  ['Extension', 'url', { kind: 'attribute', isList: false }],
  ['Extension', 'valueCodeableConcept', { kind: 'complex', type: 'CodeableConcept', isList: false }],
  ['Narrative', 'div', { kind: 'xhtml', isList: false }],
  ['HumanName', 'given', { kind: 'primitive', type: 'string', isList: true }],
  ['ValueSet.compose', 'exclude', { kind: 'complex', type: 'ValueSet.compose.include', isList: true }],
  ['ElementDefinition', 'slicing', { kind: 'complex', type: 'ElementDefinition.slicing', isList: false }],
  ['Bundle.entry', 'resource', { kind: 'resource', isList: false }],
])('%s.%s is known', (type, name, expected) => {
  expect(r4.findType(type)?.elements.get(name)).toMatchObject({ name, ...expected });
});

test('the variants of a choice share a position, in the order of the definition', () => {
  const elements = r4.findType('Patient')?.elements;
  const positionOf = (name: string): number => elements?.get(name)?.position ?? Number.NaN;
  expect(positionOf('deceasedBoolean')).toBe(positionOf('deceasedDateTime'));
  expect(positionOf('birthDate')).toBeLessThan(positionOf('deceasedBoolean'));
  expect(elements?.has('deceased[x]')).toBe(false);
});

test.each([
  ['Patient', true],
  ['Bundle', true],
  ['DomainResource', false],
  ['Coding', false],
  ['Patient.contact', false],
  ['string', undefined],
  ['Patent', undefined],
  ['../Patient', undefined],
  ['__proto__', undefined],
  ['bmi', undefined],
  ['', undefined],
])('%j is a type of resource: %s', (name, expected) => {
  expect(r4.findType(name)?.isResource).toBe(expected);
});

test('each version has its own types and elements', () => {
  expect([r4.findType('Citation'), r5.findType('EffectEvidenceSynthesis')]).toEqual([undefined, undefined]);
  expect(r5.findType('Citation')?.isResource).toBe(true);
  expect(r4.findType('ValueSet')?.elements.has('scope')).toBe(false);
  expect(r5.findType('ValueSet')?.elements.has('scope')).toBe(true);
});
