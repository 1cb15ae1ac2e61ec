import fc from 'fast-check';
import { FhirResourceCodeSystem } from '../../../src/terminology/code-systems/fhir-resource/fhir-resource-code-system.ts';
import { minerals } from '../../fixtures/terminology/mineral-codes.ts';

const provider = FhirResourceCodeSystem.from(minerals);

function filtered(property: string, op: string, value: string): string[] {
  return [...provider.filter({ property, op, value })].map(id => provider.getCode(id));
}

test.each<[string, string, string, string[]]>([
  ['concept', 'is-a', 'aragonite', ['aragonite', 'pearl']],
  ['code', 'is-a', 'pearl', ['pearl']],
  ['concept', 'descendent-of', 'carbonate', ['calcite', 'aragonite', 'pearl']],
  ['concept', 'is-not-a', 'carbonate', ['phosphate', 'apatite', 'oxalate']],
  ['concept', 'generalizes', 'pearl', ['carbonate', 'aragonite', 'pearl']],
  ['concept', 'child-of', 'carbonate', ['calcite', 'aragonite']],
  ['concept', 'descendent-leaf', 'carbonate', ['calcite', 'pearl']],
  ['concept', 'in', 'pearl, apatite,unknown', ['pearl', 'apatite']],
  ['code', 'not-in', 'carbonate,calcite,aragonite,pearl', ['phosphate', 'apatite', 'oxalate']],
  ['code', 'regex', 'c[a-z]+e', ['carbonate', 'calcite']],
  ['code', 'regex', 'calc', []],
  ['display', '=', 'Mother of pearl', ['pearl']],
  ['designation', '=', 'Kalzit', ['calcite']],
  ['definition', 'regex', '.*calcium.*', ['calcite']],
  ['hardness', '=', '4', ['aragonite']],
  ['hardness', 'in', '3,5', ['calcite', 'apatite']],
  ['hardness', 'not-in', '3,4,5', ['carbonate', 'pearl', 'phosphate', 'oxalate']],
  ['hardness', 'exists', 'true', ['calcite', 'aragonite', 'apatite']],
  ['hardness', 'exists', 'false', ['carbonate', 'pearl', 'phosphate', 'oxalate']],
  ['hardness', 'regex', '[34]', ['calcite', 'aragonite']],
  ['group', '=', 'true', ['carbonate', 'phosphate']],
  ['group', '=', 'TRUE', []],
  ['status', '=', 'retired', ['oxalate']],
  ['inactive', '=', 'true', ['oxalate']],
  ['parent', '=', 'carbonate', ['calcite', 'aragonite']],
  ['child', '=', 'pearl', ['aragonite']],
])('%s %s %s', (property, op, value, expected) => {
  expect(filtered(property, op, value)).toEqual(expected);
});

test.each([
  ['an operator that FHIR does not have', 'concept', 'like', 'x', 422, '"concept like x"'],
  ['a property that the system does not have', 'colour', '=', 'red', 400, '"colour = red"'],
  ['a hierarchy operator on another property', 'hardness', 'is-a', '3', 422, '"hardness is-a 3"'],
  ['a code that the system does not have', 'concept', 'is-a', 'quartz', 400, '"concept is-a quartz"'],
  ['a regular expression that is none', 'code', 'regex', '(', 400, '"code regex ("'],
  ['a regular expression that is too long', 'code', 'regex', 'a'.repeat(1001), 422, '1000 characters'],
  [
    'a regular expression that comes to too much',
    'code',
    'regex',
    `(${'a?'.repeat(400)}){500}`,
    422,
    'repeats too much',
  ],
  ['exists without true or false', 'hardness', 'exists', 'yes', 400, 'true or false'],
])('%s is refused by name', (_name, property, op, value, status, text) => {
  expect(() => filtered(property, op, value)).toThrow(
    expect.objectContaining({ status, message: expect.stringContaining(text) }),
  );
});

test('a hostile regular expression is answered in linear time', () => {
  const started = performance.now();
  const code = 'a'.repeat(60);
  const system = FhirResourceCodeSystem.from({ ...minerals, concept: [{ code }, { code: `${code}!` }] });
  expect([...system.filter({ property: 'code', op: 'regex', value: '((a+)+)+' })]).toEqual([0]);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('is-a is reflexive and transitive and agrees with subsumes', () => {
  const concept = fc.nat(provider.size - 1);
  const isA = (ancestor: number, id: number): boolean =>
    provider.filter({ property: 'concept', op: 'is-a', value: provider.getCode(ancestor) }).has(id);
  fc.assert(
    fc.property(concept, concept, concept, (a, b, c) => {
      expect(isA(a, a)).toBe(true);
      expect(isA(a, b)).toBe(provider.subsumes(a, b));
      if (isA(a, b) && isA(b, c)) expect(isA(a, c)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('a regular expression that takes long', () => {
  const hard = { property: 'display', op: 'regex', value: `(.*x)${'(a?b?)'.repeat(60)}` };
  const system = (count: number, length: number) =>
    FhirResourceCodeSystem.from({
      ...minerals,
      concept: Array.from({ length: count }, (_, at) => ({ code: `c${at}`, display: `${'ab'.repeat(length)}${at}` })),
    });

  test('is matched in steps of a few milliseconds each', () => {
    const steps = system(2000, 100).filterInSteps(hard);
    const durations: number[] = [];
    for (let started = performance.now(), step = steps.next(); step.done !== true; step = steps.next()) {
      durations.push(performance.now() - started);
      started = performance.now();
    }
    expect(durations.length).toBeGreaterThan(100);
    expect(durations.sort((a, b) => a - b)[Math.floor(durations.length * 0.9)]).toBeLessThan(25);
  });

  test('is refused for values that are too long for one match', () => {
    expect(() => system(1, 100_000).filter(hard)).toThrow(/too costly/);
  });

  test('is matched against the values of one concept alone where that is all that is asked', () => {
    const many = system(3, 100);
    const filter = { property: 'code', op: 'regex', value: 'c[01]' };
    expect([0, 1, 2].map(concept => many.passesFilter(filter, concept))).toEqual([true, true, false]);
  });
});
