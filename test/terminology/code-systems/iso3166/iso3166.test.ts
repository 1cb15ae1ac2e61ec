import { createIso3166 } from '../../../../src/terminology/code-systems/iso3166/iso3166.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

const [countries, subdivisions] = createIso3166();
if (countries === undefined || subdivisions === undefined) throw new Error('ISO 3166 has two parts');

describeProvider({
  name: 'ISO 3166-1',
  open: countries.open,
  codes: ['CH', 'CHE', '756', 'GB'],
  unknown: ['ch', 'UK', 'XK', 'CH-ZH', '7', ''],
  filters: ['alpha-2', 'alpha-3', 'numeric'],
});

describeProvider({
  name: 'ISO 3166-2',
  open: subdivisions.open,
  codes: ['CH-ZH', 'US-CA', 'GB-ENG', 'FR-75C'],
  unknown: ['CH', 'US', 'ch-zh', 'CH-XX'],
  filters: ['country', 'parent'],
});

test('a country has three codes with the same names', () => {
  const provider = countries.open();
  const codes = [...provider.filter({ property: 'alpha-2', op: '=', value: 'CH' })];
  expect(codes.map(concept => provider.getCode(concept))).toEqual(['CH', 'CHE', '756']);
  expect(new Set(codes.map(concept => provider.getDisplay(concept)))).toEqual(new Set(['Switzerland']));
  const german = codes.map(
    concept => provider.getDesignations(concept).find(({ language }) => language === 'de')?.value,
  );
  expect(german).toEqual(['Schweiz', 'Schweiz', 'Schweiz']);
});

test("HL7's filters by the form of the code divide the countries into three", () => {
  const provider = countries.open();
  const sizes = ['[A-Z]{2}', '[A-Z]{3}', '[0-9]{3}'].map(
    value => provider.filter({ property: 'code', op: 'regex', value }).size,
  );
  expect(new Set(sizes).size).toBe(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(provider.size);
});

test('a subdivision of a subdivision is a part of it, and parts are not kinds', () => {
  const provider = subdivisions.open();
  const [normandy, calvados] = [provider.findConcept('FR-NOR')!, provider.findConcept('FR-14')!];
  expect(provider.getParents(calvados)).toEqual([normandy]);
  expect(provider.hasSubsumption).toBe(false);
});
