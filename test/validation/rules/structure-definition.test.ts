/** StructureDefinitions as their authors write them: base, snapshot, elements, extension contexts, claims. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const fhir = 'http://hl7.org/fhir/StructureDefinition/';
const url = 'http://example.org/StructureDefinition/one';

/** A differential has an element at least. */
const orRoot = (elements: readonly Tree[], { type = 'Patient' }: Tree): readonly Tree[] =>
  elements.length === 0 ? [{ path: type }] : elements;

const definition = (given: readonly Tree[], facts: Tree = {}): Tree => ({
  resourceType: 'StructureDefinition',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">one</div>' },
  url,
  name: 'One',
  status: 'draft',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: `${fhir}Patient`,
  derivation: 'constraint',
  differential: { element: orRoot(given, facts).map(element => ({ id: element['path'], ...element })) },
  ...facts,
});

const extension = (elements: readonly Tree[], facts: Tree = {}): Tree =>
  definition([{ path: 'Extension.url', fixedUri: url }, ...elements], {
    ...{ kind: 'complex-type', type: 'Extension', baseDefinition: `${fhir}Extension` },
    context: [{ type: 'element', expression: 'Patient' }],
    ...facts,
  });

const element = (index: number, inside = '') => `StructureDefinition.differential.element[${String(index)}]${inside}`;
const invariant = 'http___hl7_org_fhir_StructureDefinition_';
const bySystem = { slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' } };

test.each<[string, Tree]>([
  [
    'a profile',
    definition([
      { path: 'Patient.name', min: 1 },
      { path: 'Patient.name.family', min: 1 },
    ]),
  ],
  [
    'slices',
    definition([
      { path: 'Patient.identifier', ...bySystem },
      { path: 'Patient.identifier', id: 'Patient.identifier:a', sliceName: 'a' },
    ]),
  ],
  ['an extension', extension([{ path: 'Extension.value[x]', type: [{ code: 'string' }] }])],
  [
    'a binding of a code',
    definition([
      {
        path: 'Patient.gender',
        binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' },
      },
    ]),
  ],
  [
    'a constraint',
    definition([
      {
        path: 'Patient',
        constraint: [{ key: 'one-1', severity: 'error', human: 'named', expression: 'name.exists()' }],
      },
    ]),
  ],
])('%s without faults has none', async (_what, tree) => {
  expect(await errorsOf('r4', tree)).toEqual([]);
});

test.each<[string, Tree, readonly string[]]>([
  [
    'another kind than the base',
    definition([], { kind: 'complex-type' }),
    ['SD_CONSTRAINED_KIND_NO_MATCH StructureDefinition'],
  ],
  [
    'another type than the base',
    definition([], { type: 'Person' }),
    ['SD_CONSTRAINED_TYPE_NO_MATCH StructureDefinition'],
  ],
  [
    'an element that the base lacks',
    definition([{ path: 'Patient.colour', min: 1 }]),
    [`ELEMENT_NOT_IN_SNAPSHOT ${element(0)}`, 'ELEMENTS_NOT_IN_SNAPSHOT StructureDefinition'],
  ],
  [
    'an element before one that it follows',
    definition([
      { path: 'Patient.birthDate', min: 1 },
      { path: 'Patient.name', min: 1 },
    ]),
    [`ELEMENT_NOT_IN_SNAPSHOT ${element(0)}`, 'ELEMENTS_NOT_IN_SNAPSHOT StructureDefinition'],
  ],
  [
    'a choice of an unknown type',
    definition([{ path: 'Patient.deceasedBla', min: 1 }]),
    ['ERROR_GENERATING_SNAPSHOT StructureDefinition'],
  ],
  [
    'a minimum below the base',
    definition([{ path: 'Patient.link.other', min: 0 }]),
    [`SNAPSHOT_DIFFERENTIAL_FAULT ${element(0)}`],
  ],
  [
    'a path of another type',
    definition([{ path: 'Patient' }, { path: 'Person.name' }]),
    [
      `SD_PATH_TYPE_MISMATCH ${element(1)}`,
      `SNAPSHOT_DIFFERENTIAL_FAULT ${element(1)}`,
      `${invariant} StructureDefinition.differential`,
    ],
  ],
  [
    'a slicing of what does not repeat',
    definition([
      { path: 'Patient.gender', slicing: { discriminator: [{ type: 'value', path: '$this' }], rules: 'open' } },
    ]),
    [`SD_PATH_NO_SLICING ${element(0, '.slicing')}`],
  ],
  [
    'a discriminator that leads nowhere',
    definition([
      { path: 'Patient.identifier', slicing: { discriminator: [{ type: 'value', path: 'colour' }], rules: 'open' } },
    ]),
    [`SD_PATH_NOT_VALID ${element(0, '.slicing.discriminator[0]')}`],
  ],
  [
    'a binding where nothing is coded',
    definition([{ path: 'Patient.birthDate', type: [{ code: 'date' }], binding: { strength: 'example' } }]),
    [`SD_ILLEGAL_CHARACTERISTICS ${element(0)}`],
  ],
  [
    'a target of what has none',
    definition([{ path: 'Patient.name', type: [{ code: 'HumanName', targetProfile: [`${fhir}Patient`] }] }]),
    [
      `SD_ED_TYPE_NO_TARGET_PROFILE ${element(0, '.type[0].targetProfile[0]')}`,
      `SD_ILLEGAL_CHARACTERISTICS ${element(0)}`,
      `${invariant} ${element(0, '.type[0]')}`,
    ],
  ],
  [
    'a profile of another type',
    definition([{ path: 'Patient.name', type: [{ code: 'HumanName', profile: [`${fhir}SimpleQuantity`] }] }]),
    [`SD_ED_TYPE_PROFILE_WRONG ${element(0, '.type[0].profile[0]')}`],
  ],
  [
    'a constraint that is no FHIRPath',
    definition([
      { path: 'Patient', constraint: [{ key: 'one-1', severity: 'error', human: 'x', expression: 'name.(' }] },
    ]),
    [`ED_INVARIANT_EXPRESSION_ERROR ${element(0, '.constraint[0]')}`],
  ],
  [
    'a constraint with the key of another',
    definition([
      { path: 'Patient.contact', constraint: [{ key: 'pat-1', severity: 'error', human: 'x', expression: 'true' }] },
    ]),
    [`ED_INVARIANT_KEY_ALREADY_USED ${element(0, '.constraint[0]')}`],
  ],
  [
    'a context outside of extensions',
    definition([], { context: [{ type: 'element', expression: 'Patient' }] }),
    ['SD_NO_CONTEXT_WHEN_NOT_EXTENSION StructureDefinition.context[0]'],
  ],
  [
    'a context that is no element',
    extension([], { context: [{ type: 'element', expression: 'Patient.colour' }] }),
    ['SD_CONTEXT_SHOULD_ELEMENT_NOT_FOUND StructureDefinition.context[0]'],
  ],
  [
    'an extension with another url',
    extension([], { url: 'http://example.org/two' }),
    ['SD_EXTENSION_URL_MISMATCH StructureDefinition'],
  ],
])('%s is an error', async (_what, tree, expected) => {
  const errors = await errorsOf('r4', tree);
  expect([...errors].sort()).toEqual([...expected].sort());
});

test('an unknown base is a warning, because nothing can be said of the differential', async () => {
  const issues = await issuesOf(
    'r4',
    definition([{ path: 'Patient.name' }], { baseDefinition: 'http://example.org/none' }),
  );
  expect(shown(issues, 'warning')).toContain('UNABLE_TO_FIND_BASE__FOR_ StructureDefinition');
});

describe('a profile that says it complies with another', () => {
  const claimedUrl = 'http://example.org/StructureDefinition/claimed';
  const claims = { extension: [{ url: `${fhir}structuredefinition-compliesWithProfile`, valueCanonical: claimedUrl }] };
  const slice = (name: string, facts: Tree): readonly Tree[] => [
    { path: 'Patient.identifier', ...bySystem },
    { path: 'Patient.identifier', id: `Patient.identifier:${name}`, sliceName: name, ...facts },
    { path: 'Patient.identifier.system', id: `Patient.identifier:${name}.system`, fixedUri: 'http://example.org/mrn' },
  ];
  const codes = (...all: string[]) => ({
    contained: [
      {
        resourceType: 'ValueSet',
        id: 'codes',
        status: 'draft',
        compose: {
          include: [{ system: 'http://hl7.org/fhir/administrative-gender', concept: all.map(code => ({ code })) }],
        },
      },
    ],
  });
  const bound = [{ path: 'Patient.gender', binding: { strength: 'required', valueSet: '#codes' } }];

  test.each<[string, boolean, readonly Tree[], readonly Tree[], Tree?, Tree?]>([
    ['with less', true, [{ path: 'Patient.name', min: 1, max: '2' }], [{ path: 'Patient.name', max: '3' }]],
    ['with more', false, [{ path: 'Patient.name', max: '3' }], [{ path: 'Patient.name', max: '2' }]],
    ['with more inside', false, [], [{ path: 'Patient.name.family', min: 1 }]],
    ['with a slice by another name', true, slice('a', { max: '1' }), slice('b', { max: '2' })],
    ['without a slice that must be there', false, [], slice('b', { min: 1 })],
    [
      'with a pattern that says less',
      false,
      [{ path: 'Patient.maritalStatus', patternCodeableConcept: { coding: [{ code: 'M' }] } }],
      [{ path: 'Patient.maritalStatus', patternCodeableConcept: { coding: [{ system: 'http://s', code: 'M' }] } }],
    ],
    ['with fewer codes', true, bound, bound, codes('male'), codes('male', 'female')],
    ['with other codes', false, bound, bound, codes('male', 'other'), codes('male', 'female')],
  ])('%s is held against it', async (_what, isCompliant, own, claimed, ownFacts = {}, claimedFacts = {}) => {
    const errors = await errorsOf('r5', definition(own, { ...claims, ...ownFacts }), [
      definition(claimed, { url: claimedUrl, ...claimedFacts }),
    ]);
    expect(errors).toEqual(isCompliant ? [] : ['SD_EXTENSION_COMPLIES_WITH_ERROR StructureDefinition']);
  });

  test('must name one that is known', async () => {
    expect(await errorsOf('r5', definition([], claims))).toEqual([
      'SD_EXTENSION_COMPLIES_WITH_UNKNOWN StructureDefinition',
    ]);
  });
});
