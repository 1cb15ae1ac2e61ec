/** is-a is an order that $subsumes tells too, and filter operators are each other's complements as defined. */
import fc from 'fast-check';
import { expanded, serviceOver } from '../fixtures/laws/ask.ts';
import type { Service } from '../fixtures/laws/ask.ts';
import { codeSystemOf } from '../fixtures/laws/code-systems.ts';
import { listConcepts, memberOf, parentsOf } from '../fixtures/laws/naive-oracle.ts';
import { holdsAlways } from '../fixtures/laws/run-law.ts';
import { filterOf, firstSystem } from '../fixtures/laws/value-sets.ts';
import type { CodeSystem } from '../../src/fhir/model.ts';

jest.setTimeout(120_000);

const codeSystem = codeSystemOf({ url: firstSystem, version: '1.0.0' });

interface Filter {
  readonly property: string;
  readonly op: string;
  readonly value: string;
}

/** Codes that pass all the filters. */
async function passing(service: Service, example: CodeSystem, ...filter: Filter[]): Promise<ReadonlySet<string>> {
  const compose = { include: [{ system: firstSystem, filter: filter as (Filter & { op: 'is-a' })[] }] };
  return new Set(await expanded(service, compose, { codeSystems: [example] }));
}

/** For each code the codes that are it or below it. */
async function closureOf(service: Service, example: CodeSystem): Promise<Map<string, ReadonlySet<string>>> {
  const closure = new Map<string, ReadonlySet<string>>();
  for (const { code } of listConcepts(example)) {
    closure.set(
      memberOf(example, code),
      await passing(service, example, { property: 'concept', op: 'is-a', value: code }),
    );
  }
  return closure;
}

test('is-a is reflexive, transitive and antisymmetric', () =>
  holdsAlways('is-a is an order', codeSystem, async example => {
    const closure = await closureOf(serviceOver({ codeSystems: [example], imports: [] }), example);
    for (const [above, below] of closure) {
      expect(below.has(above)).toBe(true);
      for (const middle of below) {
        const further = closure.get(middle) ?? new Set();
        expect([...further].filter(item => !below.has(item))).toEqual([]);
        if (middle !== above) expect(further.has(above)).toBe(false);
      }
    }
  }));

/** By whether a is-a closure has the other code: a's that of b, and b's that of a. */
const outcomes: Readonly<Record<string, string>> = {
  'true true': 'equivalent',
  'true false': 'subsumes',
  'false true': 'subsumed-by',
  'false false': 'not-subsumed',
};

test('$subsumes tells the same order', () =>
  holdsAlways('$subsumes agrees with is-a', codeSystem, async example => {
    const hasHierarchy = listConcepts(example).some(concept => parentsOf(example, concept).length > 0);
    const service = serviceOver({ codeSystems: [example], imports: [] });
    const closure = await closureOf(service, example);
    const codes = listConcepts(example).map(({ code }) => code);
    for (const codeA of hasHierarchy ? codes : []) {
      for (const codeB of codes) {
        const { parameter } = await service.subsumes({ system: firstSystem, codeA, codeB });
        const [a, b] = [memberOf(example, codeA), memberOf(example, codeB)];
        const expected = outcomes[`${String(closure.get(a)?.has(b))} ${String(closure.get(b)?.has(a))}`];
        expect([codeA, codeB, parameter?.[0]?.valueCode]).toEqual([codeA, codeB, expected]);
      }
    }
  }));

test('the operators over the hierarchy follow from is-a', () =>
  holdsAlways('operators over the hierarchy', codeSystem, async example => {
    const service = serviceOver({ codeSystems: [example], imports: [] });
    const closure = await closureOf(service, example);
    const all = [...closure.keys()];
    for (const { code } of listConcepts(example)) {
      const self = memberOf(example, code);
      const by = (op: string): Promise<ReadonlySet<string>> =>
        passing(service, example, { property: 'code', op, value: code });
      const isA = closure.get(self) ?? new Set<string>();
      const below = all.filter(item => isA.has(item) && item !== self);
      const leaves = below.filter(item => closure.get(item)?.size === 1);
      const direct = listConcepts(example).filter(item =>
        parentsOf(example, item).some(parent => parent.code === code),
      );
      expect(await by('is-not-a')).toEqual(new Set(all.filter(item => !isA.has(item))));
      expect(await by('descendent-of')).toEqual(new Set(below));
      expect(await by('descendent-leaf')).toEqual(new Set(leaves));
      expect(await by('generalizes')).toEqual(new Set(all.filter(item => closure.get(item)?.has(self))));
      expect(await by('child-of')).toEqual(new Set(direct.map(item => memberOf(example, item.code))));
    }
  }));

const withFilters = codeSystem.chain(example =>
  fc.tuple(fc.constant(example), filterOf(example), filterOf(example), filterOf(example)),
);

test('not-in is the complement of in, exists false of exists true, and filters of one include all hold', () =>
  holdsAlways('complements', withFilters, async ([example, first, second, { property }]) => {
    const service = serviceOver({ codeSystems: [example], imports: [] });
    const all = new Set(listConcepts(example).map(({ code }) => memberOf(example, code)));
    const complements = async (left: Filter, right: Filter): Promise<void> => {
      const [ours, theirs] = [await passing(service, example, left), await passing(service, example, right)];
      expect([...ours, ...theirs].toSorted()).toEqual([...all].toSorted());
    };
    const values = first.value;
    await complements({ property, op: 'in', value: values }, { property, op: 'not-in', value: values });
    await complements({ property, op: 'exists', value: 'true' }, { property, op: 'exists', value: 'false' });
    const [a, b] = [await passing(service, example, first), await passing(service, example, second)];
    expect(await passing(service, example, first, second)).toEqual(new Set([...a].filter(item => b.has(item))));
    const single = values.split(',').map(value => passing(service, example, { property, op: '=', value }));
    const joined = new Set((await Promise.all(single)).flatMap(found => [...found]));
    expect(await passing(service, example, { property, op: 'in', value: values })).toEqual(joined);
  }));
