import type { CodeSystem } from '../../src/fhir/model.ts';
import { FhirResourceCodeSystem } from '../../src/terminology/code-systems/fhir-resource/fhir-resource-code-system.ts';
import { withSupplements } from '../../src/terminology/supplemented-code-system.ts';
import { minerals, mineralsInSpanish } from '../fixtures/terminology/mineral-codes.ts';

const base = FhirResourceCodeSystem.from(minerals);
const provider = withSupplements(base, [mineralsInSpanish]);
const source = 'http://example.org/CodeSystem/minerals-es|0.1.0';
const calcite = provider.findConcept('calcite')!;

test('a supplement adds designations and properties with their source and leaves the code system as it was', () => {
  expect(provider.supplements).toEqual([source]);
  expect(provider.getDesignations(calcite).map(item => [item.value, item.source])).toEqual([
    ['Kalzit', undefined],
    ['Calcit', undefined],
    ['Calcita', source],
  ]);
  expect(provider.getProperties(calcite)).toEqual([
    { code: 'hardness', valueType: 'valueInteger', value: 3 },
    { code: 'mine', valueType: 'valueString', value: 'Durango', source },
  ]);
  expect(provider.properties.map(({ code }) => code)).toEqual(['hardness', 'status', 'group', 'mine']);
  expect(base.getDesignations(calcite)).toHaveLength(2);
});

test('without supplements the code system is itself', () => {
  expect(withSupplements(base, [])).toBe(base);
});

const more: CodeSystem = {
  ...mineralsInSpanish,
  property: [
    { code: 'hardness', type: 'integer' },
    { code: 'retired', type: 'boolean', uri: 'http://hl7.org/fhir/concept-properties#inactive' },
  ],
  concept: [
    { code: 'pearl', display: 'Perla', property: [{ code: 'hardness', valueInteger: 3 }] },
    { code: 'apatite', property: [{ code: 'retired', valueBoolean: true }] },
    { code: 'carbonate', concept: [{ code: 'aragonite', display: 'Aragonito' }] },
    { code: 'unknown', display: 'Desconocido' },
  ],
};
const richer = withSupplements(base, [more]);
const codes = (concepts: Iterable<number>): string[] => [...concepts].map(concept => richer.getCode(concept));

test.each<[string, string, string, string[]]>([
  ['hardness', '=', '3', ['calcite', 'pearl']],
  ['hardness', 'exists', 'false', ['carbonate', 'phosphate', 'oxalate']],
  ['hardness', 'regex', '[35]', ['calcite', 'pearl', 'apatite']],
  ['designation', '=', 'Perla', ['pearl']],
  ['inactive', '=', 'true', ['apatite', 'oxalate']],
  ['status', '=', 'retired', ['oxalate']],
  ['concept', 'is-a', 'aragonite', ['aragonite', 'pearl']],
])('the filter %s %s %s sees what both say', (property, op, value, expected) => {
  const filter = { property, op, value };
  expect(codes(richer.filter(filter))).toEqual(expected);
  expect(codes([...richer.all()].filter(concept => richer.passesFilter?.(filter, concept)))).toEqual(expected);
});

test.each([
  ['perla', ['pearl']],
  ['aragonito', ['aragonite']],
  ['kalzit', ['calcite']],
  ['pearl', ['pearl']],
])('the text %p finds %p', (text, expected) => {
  expect(codes(richer.search(text))).toEqual(expected);
});
