import { createTimeZones } from '../../../../src/terminology/code-systems/timezones/timezones.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

const zones = createTimeZones();

describeProvider({
  name: 'the time zones',
  open: zones.open,
  codes: ['Europe/Zurich', 'US/Eastern', 'UTC', 'America/Argentina/Ushuaia'],
  unknown: ['europe/zurich', 'CET/CEST', 'Europe', ''],
  filters: ['link'],
});

test("its version is IANA's release, and another name says what it stands for", () => {
  const provider = zones.open();
  expect(provider.version).toMatch(/^\d{4}[a-z]$/);
  const eastern = provider.findConcept('US/Eastern')!;
  expect(provider.getProperties(eastern)).toEqual([
    { code: 'link', valueType: 'valueCode', value: 'America/New_York' },
  ]);
});
