/** Content of ValueSets, CodeSystems and ConceptMaps. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const system = 'http://calx.test/CodeSystem/colours';
const colours: Tree = {
  resourceType: 'CodeSystem',
  url: system,
  status: 'active',
  content: 'complete',
  caseSensitive: true,
  property: [
    { code: 'wave', type: 'integer' },
    { code: 'warm', type: 'boolean' },
    { code: 'like', type: 'Coding' },
  ],
  filter: [{ code: 'tone', operator: ['='], value: 'a tone' }],
  concept: [{ code: 'red' }, { code: 'blue' }],
};
const valueSet = (include: Tree): Tree => ({
  resourceType: 'ValueSet',
  url: 'http://calx.test/ValueSet/v',
  status: 'active',
  compose: { include: [include] },
});
const filtered = (property: string, op: string, value: string): Tree => ({ system, filter: [{ property, op, value }] });
const at = 'ValueSet.compose.include[0]';

test.each<[string, Tree, readonly string[]]>([
  ['codes of the system', { system, concept: [{ code: 'red' }] }, []],
  [
    'a code that the system lacks',
    { system, concept: [{ code: 'red' }, { code: 'green' }] },
    [`VALUESET_INCLUDE_INVALID_CONCEPT_CODE ${at}.concept[1]`],
  ],
  ['a relative system', { system: 'colours' }, [`VALUESET_INCLUDE_SYSTEM_ABSOLUTE ${at}`]],
  ['a version in the system', { system: `${system}|1` }, [`VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_1 ${at}`]],
  [
    'a value set as system',
    { system: 'http://hl7.org/fhir/ValueSet/administrative-gender' },
    [`VALUESET_INCLUDE_WRONG_VS ${at}`],
  ],
  ['an integer filter', filtered('wave', '=', '700'), []],
  [
    'an integer filter with words',
    filtered('wave', '=', 'long'),
    [`VALUESET_BAD_FILTER_VALUE_INTEGER ${at}.filter[0]`],
  ],
  ['a boolean filter with a number', filtered('warm', '=', '1'), [`VALUESET_BAD_FILTER_VALUE_BOOLEAN ${at}.filter[0]`]],
  ['a Coding filter', filtered('like', '=', `${system}#blue`), []],
  [
    'a Coding filter with a bare code',
    filtered('like', '=', 'blue'),
    [`VALUESET_BAD_FILTER_VALUE_CODED ${at}.filter[0]`],
  ],
  [
    'a Coding filter with an unknown code',
    filtered('like', '=', `${system}#green`),
    [`VALUESET_BAD_FILTER_VALUE_CODED_INVALID ${at}.filter[0]`],
  ],
  ['an operator that the filter lacks', filtered('tone', 'in', 'x'), [`VALUESET_BAD_FILTER_OP ${at}.filter[0]`]],
  [
    'an unknown code to descend from',
    filtered('concept', 'is-a', 'green'),
    [`VALUESET_BAD_FILTER_VALUE_VALID_CODE ${at}.filter[0]`],
  ],
  ['a broken pattern', filtered('code', 'regex', '['), [`VALUESET_BAD_FILTER_VALUE_VALID_REGEX ${at}.filter[0]`]],
])('a value set with %s', async (_what, include, expected) => {
  expect(await errorsOf('r4', valueSet(include), [colours])).toEqual(expected);
});

test('a filter on a property that the system does not declare is a warning', async () => {
  const issues = await issuesOf('r4', valueSet(filtered('weight', '=', 'x')), [colours]);
  expect(shown(issues)).toEqual([]);
  expect(shown(issues, 'warning')).toContain(`VALUESET_UNKNOWN_FILTER_PROPERTY ${at}.filter[0]`);
});

test.each<[string, Tree, readonly string[]]>([
  ['is sound', colours, []],
  ['counts wrongly', { ...colours, count: 3 }, ['CODESYSTEM_CS_COUNT_COMPLETE_WRONG CodeSystem.count']],
  [
    'has a code twice',
    { ...colours, concept: [{ code: 'red' }, { code: 'red' }] },
    // HL7's own rule csd-1 says so too.
    ['http___hl7_org_fhir_StructureDefinition_ CodeSystem', 'CODESYSTEM_DUPLICATE_CODE CodeSystem.concept[1]'],
  ],
  [
    'has concepts and says not-present',
    { ...colours, content: 'not-present' },
    ['CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED CodeSystem.concept[0]'],
  ],
  [
    'declares a property twice',
    {
      ...colours,
      property: [
        { code: 'wave', type: 'integer' },
        { code: 'wave', type: 'integer' },
      ],
    },
    ['CODESYSTEM_PROPERTY_DUPLICATE_CODE CodeSystem.property[1]'],
  ],
  [
    "gives FHIR's property another type",
    {
      ...colours,
      property: [{ code: 'parent', uri: 'http://hl7.org/fhir/concept-properties#parent', type: 'string' }],
    },
    ['CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH CodeSystem.property[0]'],
  ],
  [
    'has a value of another type',
    { ...colours, concept: [{ code: 'red', property: [{ code: 'wave', valueString: '700' }] }] },
    ['CODESYSTEM_PROPERTY_WRONG_TYPE CodeSystem.concept[0].property[0]'],
  ],
  [
    'names a parent that it lacks',
    {
      ...colours,
      property: [{ code: 'parent', uri: 'http://hl7.org/fhir/concept-properties#parent', type: 'code' }],
      concept: [{ code: 'red', property: [{ code: 'parent', valueCode: 'green' }] }],
    },
    ['CODESYSTEM_PROPERTY_BAD_INTERNAL_REFERENCE CodeSystem.concept[0].property[0]'],
  ],
  [
    'supplements and says complete',
    { ...colours, url: 'http://calx.test/s', caseSensitive: undefined, supplements: system },
    ['CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG CodeSystem.content'],
  ],
])('a code system that %s', async (_what, codeSystem, expected) => {
  expect(await errorsOf('r4', codeSystem)).toEqual(expected);
});

test('a supplement has codes of its base', async () => {
  const supplement = (code: string): Tree => ({
    resourceType: 'CodeSystem',
    url: 'http://calx.test/s',
    status: 'active',
    content: 'supplement',
    supplements: system,
    concept: [{ code }],
  });
  expect(await errorsOf('r4', supplement('red'), [colours])).toEqual([]);
  expect(await errorsOf('r4', supplement('green'), [colours])).toEqual([
    'CODESYSTEM_CS_SUPP_INVALID_CODE CodeSystem.concept[0]',
  ]);
});

const target = (code: string): Tree => ({ code, equivalence: 'equivalent' });
const map = (from: string, to: string): Tree => ({
  resourceType: 'ConceptMap',
  status: 'active',
  group: [{ source: system, target: system, element: [{ code: from, target: [target(to)] }] }],
});

test.each<[string, string, readonly string[]]>([
  ['red', 'blue', []],
  ['green', 'blue', ['CONCEPTMAP_GROUP_SOURCE_CODE_INVALID ConceptMap.group[0].element[0].code']],
  ['red', 'green', ['CONCEPTMAP_GROUP_TARGET_CODE_INVALID ConceptMap.group[0].element[0].target[0].code']],
])('a map from %s to %s', async (from, to, expected) => {
  expect(await errorsOf('r4', map(from, to), [colours])).toEqual(expected);
});

test.each<[string, string, Tree, readonly string[]]>([
  ['the same release', '1.0.0', { system }, []],
  ['a later release', '2.0.0', { system, concept: [{ code: 'red' }] }, ['CodeSystem_CS_VS_IncludeDetails CodeSystem']],
])('the value set of all codes is that of %s where versions differ', async (_what, version, include, expected) => {
  const all = (release: string, part: Tree): Tree => ({ ...valueSet(part), url: `${system}-all`, version: release });
  const versions = [all('1.0.0', include), all('3.0.0', { system, concept: [{ code: 'red' }] })];
  const told = await errorsOf('r4', { ...colours, version, valueSet: `${system}-all` }, versions);
  expect(told).toEqual(expected);
});
