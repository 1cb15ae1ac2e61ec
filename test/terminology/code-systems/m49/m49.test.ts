import { createM49 } from '../../../../src/terminology/code-systems/m49/m49.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

const regions = createM49();

describeProvider({
  name: 'M49',
  open: regions.open,
  codes: ['001', '150', '155', '756'],
  unknown: ['1', 'CH', '999'],
  filters: ['class', 'parent'],
});

test("HL7's filter finds the regions and no country", () => {
  const provider = regions.open();
  const found = provider.filter({ property: 'class', op: '=', value: 'region' });
  expect([found.has(provider.findConcept('001')!), found.has(provider.findConcept('756')!)]).toEqual([true, false]);
});
