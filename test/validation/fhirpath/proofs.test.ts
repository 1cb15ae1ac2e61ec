/** What a look at the tree proves of a rule, and what it leaves to FHIRPath. */
import { createExpressionEvaluator } from '../../../src/validation/fhirpath/evaluator.ts';
import { ValidationNode } from '../../../src/validation/validation-node.ts';

const { holds } = createExpressionEvaluator('R4');
const observation = { resourceType: 'Observation', status: 'final', valueQuantity: { value: 1 } };
const plain = {
  resourceType: 'Basic',
  id: 'a',
  language: 'en',
  identifier: [{ system: 'urn:x', value: 'x' }, { value: 'y' }],
};

test.each([
  ["status = 'final'", observation, true],
  ["status = 'amended'", observation, false],
  ['value.exists()', observation, true],
  ['value.empty()', observation, false],
  ["status in ('final' | 'amended') implies value.count() = 1", observation, true],
  ["%resource.status.matches('^[a-z]+$')", observation, true],
  ['identifier.value.isDistinct()', plain, true],
  ["identifier.where(value = 'x').count() = 1 and identifier[1].value = 'y'", plain, true],
  ["identifier.all(value.exists() and value.length() = 1) xor id = 'b'", plain, true],
  ["children().system.exists() and iif(id = 'a', true, false)", plain, true],
  ["(id & language) = 'aen' and identifier.first().value.startsWith('x')", plain, true],
])('%s is proved: %s', (expression, value, expected) => {
  expect(holds(expression, ValidationNode.root(value, value.resourceType))).toBe(expected);
});

test.each([
  ['a date', "birthDate != '2020'", { birthDate: '2020-01-01' }],
  ['extensions of a primitive', 'gender.exists()', { gender: 'male', _gender: { id: 'a' } }],
  ['a null', 'name.exists()', { name: [null] }],
  ['several where one is due', "name.family = 'x'", { name: [{ family: 'x' }, { family: 'x' }] }],
  ['fractions', 'multipleBirthInteger < 2', { multipleBirthInteger: 1.5 }],
  ["an element's own boolean", 'active', { active: true }],
  ['a rule that resolves', 'managingOrganization.resolve().exists()', { managingOrganization: { reference: '#a' } }],
  ['a broken expression', 'name.exists(', { name: [{}] }],
])('%s is left to FHIRPath', (_, expression, value) => {
  expect(holds(expression, ValidationNode.root({ resourceType: 'Patient', ...value }, 'Patient'))).toBe(false);
});
