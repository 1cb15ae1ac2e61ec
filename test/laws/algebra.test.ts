/** Value sets are sets: union, intersection, difference, and parameters that leave things out. */
import fc from 'fast-check';
import { entriesOf, expanded, serviceOver } from '../fixtures/laws/ask.ts';
import { codeSystemOf, supplementOf } from '../fixtures/laws/code-systems.ts';
import { inactiveMembers } from '../fixtures/laws/naive-oracle.ts';
import { isFound, textToFind } from '../fixtures/laws/naive-search.ts';
import { holdsAlways } from '../fixtures/laws/run-law.ts';
import { composeOf, firstSystem, secondSystem, valueSetOf, world } from '../fixtures/laws/value-sets.ts';
import type { World } from '../fixtures/laws/value-sets.ts';

jest.setTimeout(120_000);

const urlA = 'http://example.org/ValueSet/a';
const urlB = 'http://example.org/ValueSet/b';

/** Two value sets over the same code systems. */
const pair = world.chain(first =>
  composeOf(
    first.codeSystems,
    first.imports.map(({ url = '' }) => url),
  ).map(second => ({ ...first, second })),
);

/** Members of the value set of this definition, which may import A and B. */
async function combine(example: World & { second: World['compose'] }, compose: World['compose']): Promise<string[]> {
  const sets = [valueSetOf(urlA, example.compose), valueSetOf(urlB, example.second)];
  const service = serviceOver({ ...example, imports: [...example.imports, ...sets] });
  return expanded(service, compose, example);
}

const imports = (...valueSet: string[]): { valueSet: string[] } => ({ valueSet });

test('a union has the members of both, in their order', () =>
  holdsAlways('union', pair, async example => {
    const [a, b] = [await combine(example, example.compose), await combine(example, example.second)];
    const union = await combine(example, { include: [imports(urlA), imports(urlB)] });
    expect(union).toEqual([...new Set([...a, ...b])]);
  }));

test('an intersection has what both have', () =>
  holdsAlways('intersection', pair, async example => {
    const [a, b] = [await combine(example, example.compose), await combine(example, example.second)];
    expect(await combine(example, { include: [imports(urlA, urlB)] })).toEqual(a.filter(member => b.includes(member)));
  }));

test('an exclude takes away what it has', () =>
  holdsAlways('difference', pair, async example => {
    const [a, b] = [await combine(example, example.compose), await combine(example, example.second)];
    const difference = await combine(example, { include: [imports(urlA)], exclude: [imports(urlB)] });
    expect(difference).toEqual(a.filter(member => !b.includes(member)));
  }));

test('activeOnly leaves out the inactive, excludeNotForUI the abstract, exclude-system a system', () =>
  holdsAlways('parameters that leave out', world, async example => {
    const service = serviceOver(example);
    const whole = await expanded(service, example.compose, example);
    const inactive = inactiveMembers(example);
    const active = await expanded(service, example.compose, example, { activeOnly: true });
    expect(active).toEqual(whole.filter(member => !inactive.includes(member)));

    const entries = await entriesOf(service, example.compose);
    const selectable = await entriesOf(service, example.compose, { excludeNotForUI: true });
    expect(selectable).toEqual(entries.filter(({ abstract }) => abstract !== true));

    const without = await expanded(service, example.compose, example, { excludeSystem: [secondSystem] });
    expect(without).toEqual(whole.filter(item => !item.startsWith(secondSystem)));
  }));

test('designations, properties and languages change no membership', () =>
  holdsAlways('what is shown', world, async example => {
    const service = serviceOver(example);
    const whole = await expanded(service, example.compose, example);
    for (const options of [
      { includeDesignations: true, designation: ['urn:ietf:bcp:47|de'] },
      { property: ['definition', 'parent', 'colour', '*'] },
      { displayLanguage: 'de-CH, fr;q=0.5, *;q=0' },
      { includeDefinition: true },
    ]) {
      expect(await expanded(service, example.compose, example, options)).toEqual(whole);
    }
  }));

test('a text filter finds what has words that begin so', () =>
  holdsAlways('text filter', fc.tuple(world, textToFind), async ([example, filter]) => {
    const service = serviceOver(example);
    const whole = await entriesOf(service, example.compose);
    const found = await entriesOf(service, example.compose, { filter });
    expect(found).toEqual(whole.filter(entry => isFound(entry, filter, example.codeSystems)));
  }));

const supplemented = fc.tuple(codeSystemOf({ url: firstSystem, version: '1.0.0' }), supplementOf(firstSystem));

test('a supplement adds names and properties, no codes', () =>
  holdsAlways('supplements', supplemented, async ([codeSystem, supplement]) => {
    const asked = { codeSystems: [codeSystem], imports: [] };
    const service = serviceOver(asked, [supplement]);
    const compose = { include: [{ system: firstSystem }] };
    const useSupplement = [supplement.url ?? ''];
    const plain = await expanded(service, compose, asked);
    expect(await expanded(service, compose, asked, { useSupplement })).toEqual(plain);
    const named = await entriesOf(service, compose, {
      useSupplement,
      includeDesignations: true,
      displayLanguage: 'en',
    });
    for (const { code, designation = [] } of supplement.concept ?? []) {
      const entry = named.find(item => item.code === code);
      const shown = [entry?.display, ...(entry?.designation ?? []).map(({ value }) => value)];
      if (entry !== undefined) expect(shown).toEqual(expect.arrayContaining(designation.map(({ value }) => value)));
    }
  }));

const fragment = fc.tuple(codeSystemOf({ url: firstSystem, version: '1.0.0' }), fc.constant('fragment' as const));

test('a fragment has the members of the whole and says that there may be more', () =>
  holdsAlways(
    'fragments',
    fragment.chain(([codeSystem, content]) =>
      composeOf([codeSystem], []).map(compose => ({ codeSystem, content, compose })),
    ),
    async ({ codeSystem, content, compose }) => {
      const asked = { codeSystems: [codeSystem], imports: [] };
      const complete = await expanded(serviceOver(asked), compose, asked);
      const service = serviceOver({ codeSystems: [{ ...codeSystem, content }], imports: [] });
      expect(await expanded(service, compose, asked)).toEqual(complete);
      const { expansion } = await service.expand({ valueSet: { resource: valueSetOf(urlA, compose) } });
      expect((expansion?.extension ?? []).map(({ valueBoolean }) => valueBoolean)).toContain(true);
    },
  ));
