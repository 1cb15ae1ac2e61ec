/** $translate forward and reverse tell the same mappings (without dependsOn, product and unmapped). */
import fc from 'fast-check';
import type { Coding, ConceptMap, ConceptMapGroup, Parameters } from '../../src/fhir/model.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import { codeOf } from '../fixtures/laws/code-systems.ts';
import { holdsAlways } from '../fixtures/laws/run-law.ts';
import { finderOf } from '../fixtures/terminology/mineral-codes.ts';

jest.setTimeout(120_000);

const systems = ['http://example.org/CodeSystem/left', 'http://example.org/CodeSystem/right'];
const relationships = [
  'related-to',
  'equivalent',
  'source-is-narrower-than-target',
  'source-is-broader-than-target',
  'not-related-to',
] as const;

const target = fc.record({ code: codeOf, relationship: fc.constantFrom(...relationships) });
const element = fc.oneof(
  { weight: 5, arbitrary: fc.record({ code: codeOf, target: fc.array(target, { maxLength: 3 }) }) },
  codeOf.map(code => ({ code, noMap: true })),
);
const group: fc.Arbitrary<ConceptMapGroup> = fc.record({
  source: fc.constantFrom(...systems, `${systems[0] ?? ''}|1.0.0`),
  target: fc.constantFrom(...systems, `${systems[1] ?? ''}|2.0.0`),
  element: fc.array(element, { maxLength: 5 }),
});
const conceptMap: fc.Arbitrary<ConceptMap> = fc.array(group, { minLength: 1, maxLength: 3 }).map(groups => ({
  resourceType: 'ConceptMap',
  url: 'http://example.org/ConceptMap/generated',
  status: 'active',
  group: groups,
}));

/** A mapping as text: source, relationship, target. */
function mappingOf(source: Coding, relationship: string, to: Coding): string {
  return `${source.system ?? ''}#${source.code ?? ''} ${relationship} ${to.system ?? ''}#${to.code ?? ''}`;
}

interface Match {
  readonly concept: Coding;
  readonly source: Coding | undefined;
  readonly relationship: string;
}

function matchesOf({ parameter = [] }: Parameters): Match[] {
  return parameter
    .filter(({ name }) => name === 'match')
    .map(({ part = [] }) => ({
      concept: part.find(({ name }) => name === 'concept')?.valueCoding ?? {},
      source: part.find(({ name }) => name === 'source')?.valueCoding,
      relationship: part.find(({ name }) => name === 'relationship')?.valueCode ?? '',
    }));
}

const urlOf = (canonical: string | undefined): string => (canonical ?? '').split('|')[0] ?? '';

/** What the map states, read off its tree. */
function statedBy({ group: groups = [] }: ConceptMap): string[] {
  return groups.flatMap(({ source, target: to, element: elements = [] }) =>
    elements.flatMap(({ code = '', target: targets = [] }) =>
      targets.map(item =>
        mappingOf({ system: urlOf(source), code }, item.relationship, { system: urlOf(to), code: item.code ?? '' }),
      ),
    ),
  );
}

const inverse: Readonly<Record<string, string>> = {
  'source-is-narrower-than-target': 'source-is-broader-than-target',
  'source-is-broader-than-target': 'source-is-narrower-than-target',
};

const distinct = (mappings: readonly string[]): string[] => [...new Set(mappings)].toSorted();

test('forward, reverse and the map itself agree', () =>
  holdsAlways('translate and reverse agree', conceptMap, async map => {
    const service = createTerminologyService({ finder: finderOf() });
    const [forward, reverse, turned]: [string[], string[], string[]] = [[], [], []];
    const codes = new Set(
      (map.group ?? []).flatMap(({ element: elements = [] }) =>
        elements.flatMap(({ code = '', target: targets = [] }) => [code, ...targets.map(item => item.code ?? '')]),
      ),
    );
    for (const system of systems) {
      for (const code of codes) {
        const coding = { system, code };
        const asked = { conceptMap: { resource: map } };
        for (const match of matchesOf(await service.translate({ ...asked, source: [coding] })))
          forward.push(mappingOf(coding, match.relationship, match.concept));
        for (const match of matchesOf(await service.translate({ ...asked, target: [coding] })))
          reverse.push(mappingOf(match.source ?? {}, match.relationship, match.concept));
        for (const match of matchesOf(await service.translate({ ...asked, target: [coding], answersSources: true })))
          turned.push(mappingOf(match.concept, inverse[match.relationship] ?? match.relationship, coding));
      }
    }
    const stated = distinct(statedBy(map));
    expect(distinct(forward)).toEqual(stated);
    expect(distinct(reverse)).toEqual(stated);
    expect(distinct(turned)).toEqual(stated);
  }));
