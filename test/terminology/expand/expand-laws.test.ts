import fc from 'fast-check';
import { createTerminologyService } from '../../../src/terminology/terminology-service.ts';
import type { ValueSetCompose, ValueSetComposeInclude } from '../../../src/fhir/model.ts';
import {
  finderOf,
  minerals,
  mineralsNext,
  mineralsUrl,
  sent,
  valueSet,
} from '../../fixtures/terminology/mineral-codes.ts';

const service = createTerminologyService({
  finder: finderOf(
    mineralsNext,
    minerals,
    valueSet('hard', {
      include: [{ system: mineralsUrl, filter: [{ property: 'hardness', op: 'exists', value: 'true' }] }],
    }),
  ),
});

const codes = ['carbonate', 'calcite', 'aragonite', 'pearl', 'phosphate', 'apatite', 'oxalate'];
const code = fc.constantFrom(...codes);
const filter = fc.oneof(
  fc.tuple(
    fc.constant('concept'),
    fc.constantFrom('is-a', 'descendent-of', 'is-not-a', 'child-of', 'generalizes'),
    code,
  ),
  fc.tuple(fc.constant('hardness'), fc.constantFrom('=', 'in', 'not-in'), fc.constantFrom('3', '4', '3,5')),
);

const include: fc.Arbitrary<ValueSetComposeInclude> = fc.oneof(
  fc.constant<ValueSetComposeInclude>({ system: mineralsUrl }),
  fc
    .uniqueArray(code, { minLength: 1 })
    .map(listed => ({ system: mineralsUrl, concept: listed.map(item => ({ code: item })) })),
  fc.array(filter, { minLength: 1, maxLength: 2 }).map(filters => ({
    system: mineralsUrl,
    filter: filters.map(([property, op, value]) => ({ property, op: op as 'is-a', value })),
  })),
  fc.constant<ValueSetComposeInclude>({ valueSet: ['http://example.org/ValueSet/hard'] }),
  filter.map(([property, op, value]) => ({
    system: mineralsUrl,
    filter: [{ property, op: op as 'is-a', value }],
    valueSet: ['http://example.org/ValueSet/hard'],
  })),
);

const compose: fc.Arbitrary<ValueSetCompose> = fc.record({
  include: fc.array(include, { minLength: 1, maxLength: 3 }),
  exclude: fc.array(include, { maxLength: 2 }),
});

async function expanded(
  definition: ValueSetCompose,
  page: { offset?: number; count?: number } = {},
): Promise<string[]> {
  const { expansion } = await service.expand({ valueSet: sent(definition), excludeNested: true, ...page });
  return (expansion?.contains ?? []).map(entry => entry.code ?? '');
}

test('pages joined equal the whole, and the total is its length', async () => {
  await fc.assert(
    fc.asyncProperty(compose, fc.integer({ min: 1, max: 4 }), async (definition, count) => {
      const whole = await expanded(definition);
      const pages: string[] = [];
      for (let offset = 0; offset < whole.length; offset += count)
        pages.push(...(await expanded(definition, { offset, count })));
      expect(pages).toEqual(whole);
      const { expansion } = await service.expand({ valueSet: sent(definition), count: 0 });
      expect(expansion?.total).toBe(whole.length);
    }),
    { numRuns: 200 },
  );
});

test('includes are joined and excludes taken away', async () => {
  await fc.assert(
    fc.asyncProperty(compose, async definition => {
      const each = async (parts: readonly ValueSetComposeInclude[] = []) =>
        (await Promise.all(parts.map(part => expanded({ include: [part] })))).flat();
      const excluded = await each(definition.exclude);
      const expected = new Set((await each(definition.include)).filter(item => !excluded.includes(item)));
      expect(await expanded(definition)).toEqual([...expected]);
    }),
    { numRuns: 200 },
  );
});

test('a nested expansion has the codes of the flat one', async () => {
  type Nested = { readonly code?: string; readonly contains?: readonly Nested[] };
  const flatten = (entries: readonly Nested[]): string[] =>
    entries.flatMap(entry => [entry.code ?? '', ...flatten(entry.contains ?? [])]);
  await fc.assert(
    fc.asyncProperty(compose, async definition => {
      const { expansion } = await service.expand({ valueSet: sent(definition) });
      expect(flatten((expansion?.contains ?? []) as Nested[]).sort()).toEqual((await expanded(definition)).sort());
    }),
    { numRuns: 200 },
  );
});

test('a code is valid exactly if the expansion has it', async () => {
  await fc.assert(
    fc.asyncProperty(compose, code, async (definition, item) => {
      const { parameter } = await service.validateCode({ valueSet: sent(definition), system: mineralsUrl, code: item });
      const result = parameter?.find(({ name }) => name === 'result')?.valueBoolean;
      expect(result).toBe((await expanded(definition)).includes(item));
    }),
    { numRuns: 200 },
  );
});
