/** Pages joined equal the whole, as the flattened ordered list, whatever else is asked for. */
import fc from 'fast-check';
import type { ValueSetExpansionContains } from '../../src/fhir/model.ts';
import { entriesOf, sentUrl, serviceOver } from '../fixtures/laws/ask.ts';
import { textToFind } from '../fixtures/laws/naive-search.ts';
import { holdsAlways } from '../fixtures/laws/run-law.ts';
import { valueSetOf, world } from '../fixtures/laws/value-sets.ts';

jest.setTimeout(120_000);

const options = fc.record(
  {
    filter: textToFind,
    activeOnly: fc.boolean(),
    excludeNotForUI: fc.boolean(),
    includeDesignations: fc.boolean(),
    displayLanguage: fc.constantFrom('de', 'fr,en;q=0.1'),
    property: fc.constant(['colour', 'definition']),
  },
  { requiredKeys: [] },
);

test('pages joined equal the whole', () =>
  holdsAlways(
    'pages joined equal the whole',
    fc.tuple(world, options, fc.integer({ min: 1, max: 7 })),
    async ([example, asked, count]) => {
      const service = serviceOver(example);
      const whole = await entriesOf(service, example.compose, asked);
      const pages: ValueSetExpansionContains[] = [];
      // One page more than there are entries: the last is empty.
      for (let offset = 0; offset <= whole.length; offset += count) {
        const { expansion } = await service.expand({
          valueSet: { resource: valueSetOf(sentUrl, example.compose) },
          ...asked,
          offset,
          count,
        });
        expect([expansion?.total, expansion?.offset]).toEqual([whole.length, offset]);
        pages.push(...(expansion?.contains ?? []));
      }
      expect(pages).toEqual(whole);
    },
  ));

test('a page of any place and size is that piece of the whole', () =>
  holdsAlways(
    'any page',
    fc.tuple(world, options, fc.nat(25), fc.oneof(fc.nat(30), fc.constant(2 ** 31 - 1))),
    async ([example, asked, offset, count]) => {
      const service = serviceOver(example);
      const whole = await entriesOf(service, example.compose, asked);
      const page = await entriesOf(service, example.compose, { ...asked, offset, count });
      expect(page).toEqual(whole.slice(offset, offset + count));
    },
  ));

function flatten(entries: readonly ValueSetExpansionContains[]): ValueSetExpansionContains[] {
  return entries.flatMap(({ contains = [], ...entry }) => [entry, ...flatten(contains)]);
}

test('a nested expansion has the entries of the flat one', () =>
  holdsAlways('nested equals flat', fc.tuple(world, options), async ([example, asked]) => {
    const service = serviceOver(example);
    const valueSet = { resource: valueSetOf(sentUrl, example.compose) };
    const { expansion } = await service.expand({ valueSet, ...asked });
    const nested = flatten(expansion?.contains ?? []);
    const keyOf = (entry: ValueSetExpansionContains): string => JSON.stringify(entry);
    const whole = await entriesOf(service, example.compose, asked);
    expect(nested.map(keyOf).toSorted()).toEqual(whole.map(keyOf).toSorted());
    expect(expansion?.total).toBe(nested.length);
  }));
