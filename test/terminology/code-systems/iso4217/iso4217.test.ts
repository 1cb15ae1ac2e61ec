import { createIso4217 } from '../../../../src/terminology/code-systems/iso4217/iso4217.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

const currencies = createIso4217();

describeProvider({
  name: 'ISO 4217',
  open: currencies.open,
  codes: ['CHF', 'EUR', 'JPY', 'XXX'],
  unknown: ['chf', '756', 'ZZZ', ''],
  filters: ['numeric', 'decimals'],
});

test("its version is the day of ISO's list, and a currency has its decimals", () => {
  const provider = currencies.open();
  expect(provider.version).toMatch(/^\d{4}-\d\d-\d\d$/);
  const yen = provider.findConcept('JPY')!;
  expect(provider.getDisplay(yen)).toBe('Yen');
  expect(provider.getProperties(yen)).toContainEqual({ code: 'decimals', valueType: 'valueInteger', value: 0 });
});
