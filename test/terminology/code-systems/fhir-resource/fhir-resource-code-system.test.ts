import { FhirResourceCodeSystem } from '../../../../src/terminology/code-systems/fhir-resource/fhir-resource-code-system.ts';
import type { CodeSystem, CodeSystemConcept } from '../../../../src/fhir/model.ts';
import { minerals } from '../../../fixtures/terminology/mineral-codes.ts';

const provider = FhirResourceCodeSystem.from(minerals);
const idOf = (code: string): number => provider.findConcept(code)!;
const codes = (ids: Iterable<number>): string[] => [...ids].map(id => provider.getCode(id));

test('concepts are numbered depth first', () => {
  expect(codes(provider.all())).toEqual([
    'carbonate',
    'calcite',
    'aragonite',
    'pearl',
    'phosphate',
    'apatite',
    'oxalate',
  ]);
});

test('what a concept carries is kept, the tree of concepts is not', () => {
  const calcite = idOf('calcite');
  expect(provider.getDisplay(calcite)).toBe('Calcite');
  expect(provider.getDefinition(calcite)).toBe('The stable form of calcium carbonate.');
  expect(provider.getDesignations(calcite).map(({ language, value }) => [language, value])).toEqual([
    ['de', 'Kalzit'],
    ['de-CH', 'Calcit'],
  ]);
  expect(provider.getProperties(calcite)).toEqual([{ code: 'hardness', valueType: 'valueInteger', value: 3 }]);
  expect(provider.definition).not.toHaveProperty('concept');
  expect(provider.definition['name']).toBe('Minerals');
});

test('a property with the uri of notSelectable makes a concept abstract, whatever its code', () => {
  expect(provider.isAbstract(idOf('carbonate'))).toBe(true);
  expect(provider.isAbstract(idOf('calcite'))).toBe(false);
});

test.each<[string, Omit<CodeSystemConcept, 'code'>, boolean, string | undefined]>([
  ['status retired', { property: [{ code: 'status', valueCode: 'retired' }] }, true, 'retired'],
  ['status deprecated', { property: [{ code: 'status', valueCode: 'deprecated' }] }, false, 'deprecated'],
  ['property inactive', { property: [{ code: 'inactive', valueBoolean: true }] }, true, undefined],
  ['inactive false', { property: [{ code: 'inactive', valueBoolean: false }] }, false, undefined],
  [
    'standards status',
    {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status',
          valueCode: 'withdrawn',
        },
      ],
    },
    true,
    'withdrawn',
  ],
  ['nothing said', {}, false, undefined],
])('%s', (_name, concept, isInactive, status) => {
  const system = FhirResourceCodeSystem.from({ ...minerals, concept: [{ code: 'x', ...concept }] });
  expect([system.isInactive(0), system.getStatus(0)]).toEqual([isInactive, status]);
});

test('parents come from nesting and from properties that mean parent or child', () => {
  const system = FhirResourceCodeSystem.from({
    ...minerals,
    property: [{ code: 'kindOf', type: 'code', uri: 'http://hl7.org/fhir/concept-properties#parent' }],
    concept: [
      { code: 'a', concept: [{ code: 'b' }] },
      { code: 'c', property: [{ code: 'child', valueCode: 'b' }] },
      { code: 'd', property: [{ code: 'kindOf', valueCode: 'b' }] },
    ],
  });
  expect(system.getParents(1).map(id => system.getCode(id))).toEqual(['a', 'c']);
  expect(system.subsumes(0, 3)).toBe(true);
  expect(system.getNestedIn(1)).toBe(0);
  expect(system.getNestedIn(3)).toBeUndefined();
});

test('a code system that ignores case finds codes in any case and gives its own', () => {
  const system = FhirResourceCodeSystem.from({ ...minerals, caseSensitive: false });
  expect(system.getCode(system.findConcept('CALCITE')!)).toBe('calcite');
  expect(provider.findConcept('CALCITE')).toBeUndefined();
});

test.each([
  ['pear', ['pearl']],
  ['MOTHER of', ['pearl']],
  ['of moth', ['pearl']],
  ['earl', []],
  ['kalzit', ['calcite']],
  ['phosphaté', ['phosphate']],
  ['', ['carbonate', 'calcite', 'aragonite', 'pearl', 'phosphate', 'apatite', 'oxalate']],
])('the text %p finds %p', (text, expected) => {
  expect(codes(provider.search(text))).toEqual(expected);
});

test('subsumption is stated only by a hierarchy that means is-a', () => {
  const means = (hierarchyMeaning: CodeSystem['hierarchyMeaning']) =>
    FhirResourceCodeSystem.from({ ...minerals, hierarchyMeaning: hierarchyMeaning! }).hasSubsumption;
  expect([means('is-a'), means('part-of'), means(undefined)]).toEqual([true, false, false]);
  expect(FhirResourceCodeSystem.from({ ...minerals, concept: [{ code: 'a' }] }).hasSubsumption).toBe(false);
});
