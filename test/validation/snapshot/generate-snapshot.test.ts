import type { AnyResource } from '../../../src/fhir/model.ts';
import type { Element } from '../../../src/validation/snapshot/element.ts';
import { generateSnapshot } from '../../../src/validation/snapshot/generate-snapshot.ts';
import { createDefinitionTrees } from '../../../src/validation/snapshot/snapshot-source.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';

const definitions = packageDefinitions('R4');
const base = 'http://hl7.org/fhir/StructureDefinition/';

interface Change {
  readonly [property: string]: unknown;
}

/** A profile whose elements are said by their ids; paths and slice names follow. */
function profile(id: string, elements: Record<string, Change>, facts: Record<string, unknown> = {}): AnyResource {
  const type = Object.keys(elements)[0]?.split('.', 1)[0] ?? '';
  const element = Object.entries(elements).map(([at, change]) => {
    const [, sliceName] = (at.split('.').at(-1) ?? '').split(':');
    return { id: at, path: at.replace(/:[^.]*/g, ''), ...(sliceName !== undefined && { sliceName }), ...change };
  });
  const url = `http://example.org/${id}`;
  const known = { url, kind: 'resource', type, derivation: 'constraint', baseDefinition: base + type };
  return { resourceType: 'StructureDefinition', ...known, differential: { element }, ...facts };
}

function snapshotOf(definition: AnyResource, others: readonly AnyResource[] = []) {
  const own = new Map([definition, ...others].map(one => [String(one['url']), one]));
  const trees = createDefinitionTrees(url => own.get(url) ?? definitions.findStructureDefinition(url), 'R4');
  const { elements, messages } = generateSnapshot(definition, trees);
  const byId = new Map(elements.map(element => [element.id ?? '', element]));
  return { ids: elements.map(({ id }) => id), get: (id: string): Element | undefined => byId.get(id), messages };
}

const bySystem = { slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' } };

test.each<[string, Record<string, Change>, string, Change]>([
  ['cardinality', { 'Patient.name': { min: 1, max: '3' } }, 'Patient.name', { min: 1, max: '3' }],
  [
    'what it says nothing of',
    { 'Patient.gender': { min: 1 } },
    'Patient.gender',
    { max: '1', base: { path: 'Patient.gender', min: 0, max: '1' }, isSummary: true },
  ],
  [
    'a child of a datatype',
    { 'Patient.name.family': { min: 1 } },
    'Patient.name.family',
    { min: 1, base: { path: 'HumanName.family', min: 0, max: '1' } },
  ],
  [
    'a binding, name and description of the one before gone',
    { 'Patient.maritalStatus': { binding: { strength: 'required', valueSet: 'http://example.org/vs' } } },
    'Patient.maritalStatus',
    { binding: { strength: 'required', valueSet: 'http://example.org/vs' } },
  ],
  [
    'constraints, which add up and get their source',
    { 'Patient.contact': { constraint: [{ key: 'own-1', expression: 'name.exists()' }] } },
    'Patient.contact',
    {
      constraint: [
        expect.objectContaining({ key: 'ele-1' }),
        expect.objectContaining({ key: 'pat-1' }),
        { key: 'own-1', expression: 'name.exists()', source: 'http://example.org/one' },
      ],
    },
  ],
  [
    'text to append',
    { 'Patient.active': { short: '... always' } },
    'Patient.active',
    { short: "Whether this patient's record is in active use\r\nalways" },
  ],
])('a differential constrains %s', (_what, elements, id, expected) => {
  const { get, messages } = snapshotOf(profile('one', elements));
  expect(messages).toEqual([]);
  expect(get(id)).toMatchObject(expected);
});

test('children are unfolded only where the differential looks into an element', () => {
  const { ids } = snapshotOf(profile('one', { 'Patient.name.family': { min: 1 } }));
  expect(ids).toContain('Patient.name.given');
  expect(ids).not.toContain('Patient.identifier.system');
  expect(ids.indexOf('Patient.name.given')).toBeLessThan(ids.indexOf('Patient.telecom'));
});

test('a content reference is unfolded as the element that it names', () => {
  const { get, messages } = snapshotOf(profile('one', { 'Questionnaire.item.item.text': { min: 1 } }));
  expect(messages).toEqual([]);
  expect(get('Questionnaire.item.item.text')?.min).toBe(1);
  expect(get('Questionnaire.item.item.item')).toMatchObject({ contentReference: '#Questionnaire.item' });
  expect(get('Questionnaire.item.item')).toMatchObject({ type: [{ code: 'BackboneElement' }] });
});

test('a new slice begins as what it slices and may be there from the start of none', () => {
  const { ids, get } = snapshotOf(
    profile('one', {
      'Patient.identifier': { ...bySystem, min: 1 },
      'Patient.identifier.value': { min: 1 },
      'Patient.identifier:mrn': { max: '1' },
      'Patient.identifier:mrn.system': { min: 1, fixedUri: 'http://example.org/mrn' },
      'Patient.identifier:ssn': { min: 1 },
    }),
  );
  expect(get('Patient.identifier:mrn')).toMatchObject({ min: 0, max: '1', sliceName: 'mrn' });
  expect(get('Patient.identifier:mrn')).not.toHaveProperty('slicing');
  expect(get('Patient.identifier:mrn.value')).toMatchObject({ min: 1 });
  expect(get('Patient.identifier:mrn.system')).toMatchObject({ min: 1, fixedUri: 'http://example.org/mrn' });
  expect(get('Patient.identifier.system')).not.toHaveProperty('fixedUri');
  expect(ids.indexOf('Patient.identifier:ssn')).toBeGreaterThan(ids.indexOf('Patient.identifier:mrn.assigner'));
  expect(ids.indexOf('Patient.active')).toBeGreaterThan(ids.indexOf('Patient.identifier:ssn.assigner'));
});

test('a slice of the base is constrained again, also where only its id names it, and sliced again', () => {
  const first = profile('base', { 'Patient.identifier': bySystem, 'Patient.identifier:mrn': { max: '2' } });
  const second = profile(
    'one',
    {
      'Patient.identifier:mrn': bySystem,
      'Patient.identifier:mrn.value': { min: 1 },
      'Patient.identifier:mrn/old': { max: '1' },
      'Patient.identifier:other': { min: 1 },
    },
    { baseDefinition: first['url'] },
  );
  const { ids, get, messages } = snapshotOf(second, [first]);
  expect(messages).toEqual([]);
  expect(get('Patient.identifier:mrn')).toMatchObject({ max: '2', ...bySystem });
  expect(get('Patient.identifier:mrn/old')).toMatchObject({ max: '1', sliceName: 'mrn/old' });
  expect(get('Patient.identifier:mrn/old.value')).toMatchObject({ min: 1 });
  expect(ids.filter(id => /^Patient.identifier(:[^.]*)?$/.test(id ?? ''))).toEqual([
    'Patient.identifier',
    'Patient.identifier:mrn',
    'Patient.identifier:mrn/old',
    'Patient.identifier:other',
  ]);
});

test('places come from paths and order where there are no ids', () => {
  const { get } = snapshotOf({
    ...profile('one', { Patient: {} }),
    differential: {
      element: [
        { path: 'Patient' },
        { path: 'Patient.identifier', ...bySystem },
        { path: 'Patient.identifier', sliceName: 'mrn', min: 1 },
        { path: 'Patient.identifier.system', fixedUri: 'http://example.org/mrn' },
        { path: 'Patient.name', max: '1' },
      ],
    },
  });
  expect(get('Patient.identifier:mrn.system')).toMatchObject({ fixedUri: 'http://example.org/mrn' });
  expect(get('Patient.name')).toMatchObject({ max: '1' });
});

test('valueQuantity is the slice of value[x] of that type, and its only type where it must be there', () => {
  const may = snapshotOf(
    profile('one', { 'Observation.valueQuantity': {}, 'Observation.valueQuantity.code': { min: 1 } }),
  );
  expect(may.get('Observation.value[x]')).toMatchObject({
    slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' },
  });
  expect(may.get('Observation.value[x]:valueQuantity')).toMatchObject({ type: [{ code: 'Quantity' }], min: 0 });
  expect(may.get('Observation.value[x]:valueQuantity.code')).toMatchObject({
    min: 1,
    path: 'Observation.value[x].code',
  });
  const must = snapshotOf(profile('one', { 'Observation.valueQuantity': { min: 1 } }));
  expect(must.get('Observation.value[x]')).toMatchObject({
    min: 1,
    type: [{ code: 'Quantity' }],
    slicing: { rules: 'closed' },
  });
});

test('slices of extensions need no slicing, and take the words and the modifier flag of the extension', () => {
  const extension = profile(
    'modifying',
    {
      Extension: { short: 'Not a patient', isModifier: true },
      'Extension.url': { fixedUri: 'http://example.org/modifying' },
    },
    { kind: 'complex-type' },
  );
  const { get, messages } = snapshotOf(
    profile('one', {
      'Patient.modifierExtension:not': { type: [{ code: 'Extension', profile: ['http://example.org/modifying'] }] },
    }),
    [extension],
  );
  expect(messages).toEqual([]);
  expect(get('Patient.modifierExtension')).toMatchObject({
    slicing: { discriminator: [{ type: 'value', path: 'url' }] },
  });
  expect(get('Patient.modifierExtension:not')).toMatchObject({ short: 'Not a patient', isModifier: true, min: 0 });
});

test('a logical model has the elements that it adds to its base', () => {
  const model = profile(
    'Mineral',
    {
      Mineral: {},
      'Mineral.name': { min: 1, max: '1', type: [{ code: 'string' }] },
      'Mineral.site': { min: 0, max: '*', type: [{ code: 'BackboneElement' }] },
      'Mineral.site.code': { min: 0, max: '1', type: [{ code: 'CodeableConcept' }] },
    },
    {
      kind: 'logical',
      derivation: 'specialization',
      type: 'http://example.org/Mineral',
      baseDefinition: `${base}Element`,
    },
  );
  const { ids, get, messages } = snapshotOf(model);
  expect(messages).toEqual([]);
  expect(ids).toEqual([
    'Mineral',
    'Mineral.id',
    'Mineral.extension',
    'Mineral.name',
    'Mineral.site',
    'Mineral.site.id',
    'Mineral.site.extension',
    'Mineral.site.modifierExtension',
    'Mineral.site.code',
  ]);
  expect(get('Mineral.name')).toMatchObject({ base: { path: 'Mineral.name', min: 1, max: '1' } });
});

const closed = { slicing: { ...bySystem.slicing, rules: 'closed' } };

test.each<[string, Record<string, Change>, string]>([
  ['an unknown element', { 'Patient.dateOfBirth': { min: 1 } }, 'SNAPSHOT_UNKNOWN_ELEMENT'],
  ['an unknown type of a choice', { 'Observation.valueBla': { min: 1 } }, 'SNAPSHOT_UNKNOWN_CHOICE'],
  ['a lower minimum', { 'Patient.link.other': { min: 0 } }, 'SNAPSHOT_MIN_WIDENED'],
  ['a higher maximum', { 'Patient.gender': { max: '*' } }, 'SNAPSHOT_MAX_WIDENED'],
  ['a minimum above the maximum', { 'Patient.name': { min: 2, max: '1' } }, 'SNAPSHOT_MIN_OVER_MAX'],
  ['another type', { 'Patient.birthDate': { type: [{ code: 'Quantity' }] } }, 'SNAPSHOT_TYPE_WIDENED'],
  ['a weaker binding', { 'Patient.gender': { binding: { strength: 'extensible' } } }, 'SNAPSHOT_BINDING_WEAKENED'],
  ['an element of another type', { Patient: {}, 'Person.name': { min: 1 } }, 'SNAPSHOT_MISPLACED_ELEMENT'],
])('%s is reported with its place, and the rest is made', (_what, elements, messageId) => {
  const { ids, messages } = snapshotOf(profile('one', elements));
  expect(messages).toMatchObject([{ severity: 'error', messageId, element: Object.keys(elements).length - 1 }]);
  expect(ids.length).toBeGreaterThan(10);
});

test('an element before one that it must follow is reported, and applied', () => {
  const { get, messages } = snapshotOf(profile('one', { 'Patient.name': { min: 1 }, 'Patient.active': { min: 1 } }));
  expect(messages).toMatchObject([{ messageId: 'SNAPSHOT_ELEMENT_OUT_OF_ORDER', element: 0 }]);
  expect([get('Patient.name')?.min, get('Patient.active')?.min]).toEqual([1, 1]);
});

test('an element that is said twice without slice names is reported', () => {
  const elements = { 'Patient.name': { min: 1 } };
  const definition = profile('one', elements);
  const [element] = (definition['differential'] as { element: unknown[] }).element;
  definition['differential'] = { element: [element, element] };
  expect(snapshotOf(definition).messages).toMatchObject([{ messageId: 'SNAPSHOT_REPEATED_ELEMENT' }]);
});

test('a profile may slice what its base does not close', () => {
  const first = profile('base', { 'Patient.identifier': closed, 'Patient.identifier:mrn': {} });
  expect(snapshotOf(first).messages).toEqual([]);
  const second = profile('one', { 'Patient.identifier:ssn': { min: 1 } }, { baseDefinition: first['url'] });
  expect(snapshotOf(second, [first]).messages).toMatchObject([{ messageId: 'SLICING_CANNOT_BE_EXTENDED' }]);
});

test.each([
  ['an absent base', 'http://example.org/none'],
  ['itself as base', 'http://example.org/one'],
])('%s leaves no snapshot and a message', (_what, baseDefinition) => {
  const { ids, messages } = snapshotOf(profile('one', { 'Patient.name': {} }, { baseDefinition }));
  expect(ids).toEqual([]);
  expect(messages).toMatchObject([{ severity: 'error', messageId: 'UNABLE_TO_FIND_BASE' }]);
});
