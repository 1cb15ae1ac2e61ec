import { createSchemaGate } from '../../src/validation/schema-gate.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { packageDefinitions } from '../fixtures/definitions/package-definitions.ts';

const gates = {
  R4: createSchemaGate('R4', packageDefinitions('R4')),
  R5: createSchemaGate('R5', packageDefinitions('R5')),
};

const valueSet = (more: object = {}): AnyResource => ({ resourceType: 'ValueSet', status: 'active', ...more });
const inBundle = (resource: object) =>
  ({ resourceType: 'Bundle', type: 'collection', entry: [{ resource }] }) as AnyResource;

describe.each(['R4', 'R5'] as const)('%s', version => {
  const check = (resource: unknown) => gates[version].check(resource as AnyResource);

  test.each<[string, AnyResource]>([
    ['a small ValueSet', valueSet({ id: 'x', url: 'http://example.org/vs', experimental: false })],
    [
      'a primitive given by its extension alone',
      { resourceType: 'ValueSet', _status: { extension: [{ url: 'urn:x', valueCode: 'y' }] } },
    ],
    [
      'a null that its sibling explains',
      { resourceType: 'HealthcareService', _availabilityExceptions: undefined, name: 'x' },
    ],
    ['any resource in a Bundle', inBundle(valueSet())],
    [
      'the third of a list with siblings',
      { resourceType: 'Patient', name: [{ given: ['a', null], _given: [null, { id: 'x' }] }] },
    ],
  ])('%s passes', (_, resource) => {
    expect(check(JSON.parse(JSON.stringify(resource)))).toEqual([]);
  });

  test.each<[string, unknown, string, RegExp]>([
    ['a missing required element', { resourceType: 'ValueSet' }, 'ValueSet', /requires the element 'status'/],
    ['an unknown element', valueSet({ colour: 'red' }), 'ValueSet', /no element 'colour'/],
    [
      'an unknown element deep down',
      valueSet({ compose: { include: [{ sistem: 'u' }] } }),
      'ValueSet.compose.include[0]',
      /no element 'sistem'/,
    ],
    ['a missing element of a list', valueSet({ compose: {} }), 'ValueSet.compose', /empty object/],
    [
      'two values of one choice',
      { resourceType: 'Patient', deceasedBoolean: false, deceasedDateTime: '2020' },
      'Patient',
      /only one value for 'deceased\[x\]'/,
    ],
    [
      'two values of an extension',
      valueSet({ extension: [{ url: 'urn:x', valueCode: 'a', valueUri: 'b' }] }),
      'ValueSet.extension[0]',
      /only one value for 'value\[x\]', not 'valueCode' and 'valueUri'/,
    ],
    ['a date that is none', valueSet({ date: '2020-13' }), 'ValueSet.date', /"2020-13" is not a valid dateTime/],
    [
      'a boolean as text',
      valueSet({ experimental: 'true' }),
      'ValueSet.experimental',
      /must be true or false \(boolean\), not "true"/,
    ],
    [
      'a number as text',
      valueSet({ expansion: { timestamp: '2020', total: '1' } }),
      'ValueSet.expansion.total',
      /must be a whole number \(integer\)/,
    ],
    ['a code with blanks around', valueSet({ status: ' active' }), 'ValueSet.status', /not a valid code/],
    ['an id too long', valueSet({ id: 'x'.repeat(65) }), 'ValueSet.id', /not a valid id/],
    [
      'a negative unsignedInt',
      { resourceType: 'Appointment', status: 'x', minutesDuration: -1 },
      'Appointment.minutesDuration',
      /too small/,
    ],
    ['an empty array', valueSet({ contact: [] }), 'ValueSet.contact', /empty array/],
    ['an empty object', valueSet({ meta: {} }), 'ValueSet.meta', /empty object/],
    ['an empty text', valueSet({ name: '' }), 'ValueSet.name', /empty string/],
    ['one value where many may be', valueSet({ contact: { name: 'x' } }), 'ValueSet.contact', /must be an array/],
    ['many values where one may be', valueSet({ name: ['x'] }), 'ValueSet.name', /must not be an array/],
    ['a null', valueSet({ name: null }), 'ValueSet.name', /must be a string \(string\), not null/],
    [
      'a null in a list of objects',
      valueSet({ contact: [null] }),
      'ValueSet.contact[0]',
      /must be an object, not null/,
    ],
    [
      'a null that nothing explains',
      { resourceType: 'Patient', name: [{ given: [null, 'a'] }] },
      'Patient.name[0].given[0]',
      /must not be null/,
    ],
    [
      'a fault in a contained resource',
      valueSet({ contained: [{ resourceType: 'CodeSystem', status: 'draft' }] }),
      'ValueSet.contained[0]',
      /requires the element 'content'/,
    ],
    [
      'a contained thing without a type',
      valueSet({ contained: [{ id: 'x' }] }),
      'ValueSet.contained[0]',
      /resourceType/,
    ],
    [
      'a fault in an entry',
      inBundle(inBundle({ resourceType: 'ValueSet', status: 1 })),
      'Bundle.entry[0].resource.entry[0].resource.status',
      /must be a string/,
    ],
    [
      'an entry of no known type',
      inBundle({ resourceType: 'Unicorn' }),
      'Bundle.entry[0].resource',
      /no resource type 'Unicorn'/,
    ],
    ['an abstract type', { resourceType: 'DomainResource', id: 'x' }, 'DomainResource', /no resource type/],
    ['a datatype', { resourceType: 'Coding', code: 'x' }, 'Coding', /no resource type/],
    ['no type', { id: 'x' }, 'undefined', /resourceType/],
    ['nothing', null, 'undefined', /resource/],
    ['a sibling of the wrong kind', valueSet({ _name: 'x' }), 'ValueSet._name', /must be an object/],
  ])('%s is caught where it is', (_, resource, path, reason) => {
    expect(check(resource)).toContainEqual({ path, reason: expect.stringMatching(reason) as string });
  });

  test('tells many faults at once, but not all of a hostile resource', () => {
    const include = Array.from({ length: 1000 }, () => ({ colour: 'red' }));
    expect(check(valueSet({ date: 1, url: 2 }))).toHaveLength(2);
    expect(check(valueSet({ compose: { include } })).length).toBeLessThanOrEqual(20);
  });

  test('a resource nested too deep is a finding, not a crash', () => {
    let extension: object = { url: 'urn:x' };
    for (let level = 0; level < 5000; level += 1) extension = { url: 'urn:x', extension: [extension] };
    const [finding] = check(valueSet({ extension: [extension] }));
    expect(finding?.reason).toMatch(/nested deeper/);
  });
});

test('elements and types of the other version are refused', () => {
  const map = { resourceType: 'ConceptMap', status: 'draft', sourceUri: 'urn:x' };
  expect(gates.R4.check(map)).toEqual([]);
  expect(gates.R5.check(map)).toEqual([
    { path: 'ConceptMap', reason: "ConceptMap has no element 'sourceUri' in this FHIR version" },
  ]);
  expect(gates.R4.check({ resourceType: 'EvidenceReport' })).toHaveLength(1);
});

test('codes of a required binding are checked where the finder knows them', () => {
  const definitions = packageDefinitions('R5');
  const findValueSetCodes = (canonical: string) =>
    canonical.startsWith('http://hl7.org/fhir/ValueSet/publication-status') ? ['draft', 'active'] : undefined;
  const gate = createSchemaGate('R5', { ...definitions, findValueSetCodes });
  expect(gate.check(valueSet())).toEqual([]);
  expect(gate.check(valueSet({ status: 'actve' }))).toEqual([
    { path: 'ValueSet.status', reason: '"actve" is none of the codes draft, active' },
  ]);
});
