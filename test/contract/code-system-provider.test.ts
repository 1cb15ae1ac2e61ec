import type { CodeSystem } from '../../src/fhir/model.ts';
import { FhirResourceCodeSystem } from '../../src/terminology/code-systems/fhir-resource/fhir-resource-code-system.ts';
import { withSupplements } from '../../src/terminology/supplemented-code-system.ts';
import { minerals, mineralsInSpanish } from '../fixtures/terminology/mineral-codes.ts';
import { numerals } from '../fixtures/terminology/tiny-sources.ts';
import { describeProvider } from './code-system-provider.ts';

const codes = ['carbonate', 'pearl', 'oxalate'];
const filters = ['hardness', 'status', 'group'];

describeProvider({
  name: 'a CodeSystem resource',
  open: () => FhirResourceCodeSystem.from(minerals),
  codes,
  unknown: ['Pearl', 'quartz', ''],
  filters,
});

describeProvider({
  name: 'a CodeSystem resource that ignores case',
  open: () => FhirResourceCodeSystem.from({ ...minerals, caseSensitive: false }),
  codes,
  otherCase: [['PEARL', 'pearl']],
  unknown: ['quartz'],
  filters,
});

describeProvider({
  name: 'a CodeSystem resource with a supplement',
  open: () => withSupplements(FhirResourceCodeSystem.from(minerals), [mineralsInSpanish]),
  codes: [...codes, 'calcite'],
  unknown: ['quartz'],
  filters: [...filters, 'mine'],
});

const spelled: CodeSystem = {
  ...mineralsInSpanish,
  supplements: numerals.url,
  concept: [{ code: '7', display: 'siete', property: [{ code: 'mine', valueString: 'Siete Minas' }] }],
};

describeProvider({
  name: 'a grammar',
  open: numerals.open,
  codes: ['7', '12', '007'],
  unknown: ['seven', '', '1.5'],
  filters: ['parity'],
});

describe('a grammar with a supplement', () => {
  const provider = withSupplements(numerals.open(), [spelled]);
  const seven = provider.findConcept('7')!;

  test('has no list either, but what was found is filtered and searched', () => {
    expect(provider.isEnumerable).toBe(false);
    expect(() => provider.all()).toThrow('cannot be enumerated');
    expect(provider.passesFilter?.({ property: 'mine', op: 'regex', value: 'Siete.*' }, seven)).toBe(true);
    expect(provider.passesFilter?.({ property: 'parity', op: '=', value: 'odd' }, seven)).toBe(true);
    expect([...provider.search('siete')]).toEqual([seven]);
  });
});
