/** Expansions that are joined from texts are those that the model gives, to the byte, in both versions. */
import { pino } from 'pino';
import { formatResource } from '../../src/fhir/formats/json.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { createWriteEntry } from '../../src/fhir/versions/write-entry.ts';
import type { AnyResource, CodeSystem, ValueSet } from '../../src/fhir/model.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { TerminologyService } from '../../src/terminology/terminology-service.ts';
import type { ExpandRequest } from '../../src/terminology/terminology-request.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { startRawServer } from '../fixtures/http/raw-request.ts';
import { saltValues } from '../fixtures/http/resources.ts';
import { finderOf } from '../fixtures/terminology/mineral-codes.ts';

const system = 'http://example.org/CodeSystem/stones';
const stones: AnyResource = {
  resourceType: 'CodeSystem',
  ...{ url: system, version: '1', status: 'active', content: 'complete', caseSensitive: true, language: 'en' },
  property: [{ code: 'status', type: 'code' }],
  hierarchyMeaning: 'is-a',
  concept: Array.from({ length: 40 }, (_, at) => ({
    code: `s${at}`,
    display: `Stone "${at}" \u2028 größer`,
    designation: [{ language: 'de', value: `Stein ${at}` }],
    ...(at === 30 && { property: [{ code: 'status', valueCode: 'deprecated' }] }),
    ...(at === 35 && { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/itemWeight', valueDecimal: 1.5 }] }),
    concept: [{ code: `s${at}-below`, display: `Below ${at}` }],
  })),
};

const valueSet = (id: string, include: readonly object[], more: object = {}): AnyResource => ({
  ...{ resourceType: 'ValueSet', id, url: `http://example.org/ValueSet/${id}`, status: 'active', ...more },
  compose: { include },
});
const listed = Array.from({ length: 30 }, (_, at) => ({ code: `s${(at * 7) % 30}` }));
/** As long as lists whose joined text is kept, with a status among them. */
const many = Array.from({ length: 35 }, (_, at) => [{ code: `s${34 - at}` }, { code: `s${at}-below` }]).flat();
const sets = [
  valueSet('all', [{ system }]),
  valueSet('listed', [{ system, concept: listed }]),
  valueSet('many', [{ system, concept: many }]),
  valueSet('many named', [{ system, concept: [...many, { code: 's36', display: 'Another' }] }]),
  valueSet('many and one', [
    { system, concept: many },
    { system, filter: [{ property: 'code', op: 'regex', value: 's3.' }] },
  ]),
  valueSet('named', [{ system, concept: [{ code: 's1' }, { code: 's2', display: 'Second' }] }]),
  valueSet('german', [{ system, concept: listed }], { language: 'de' }),
  // What an answer's frame is cut at, and what it must not be taken for.
  valueSet('marked', [{ system, concept: listed }], { title: '\u0000total' }),
  valueSet('below', [{ system, filter: [{ property: 'concept', op: 'is-a', value: 's3' }] }]),
  valueSet('two', [
    { system, concept: [{ code: 's5' }] },
    { system, filter: [{ property: 'code', op: 'regex', value: 's1.' }] },
  ]),
];

const serviceOf = (version?: 'R4' | 'R5'): TerminologyService =>
  createTerminologyService({
    ...(version !== undefined && {
      writeEntry: createWriteEntry(versionCodecs[version]),
      write: (model: AnyResource) => versionCodecs[version].write(model),
    }),
    finder: finderOf(...([stones, ...sets] as unknown as (CodeSystem | ValueSet)[])),
    ...{ contentKey: () => 'same', now: () => new Date(0) },
  });
const shared = serviceOf();
const sharedOf = { R4: serviceOf('R4'), R5: serviceOf('R5') };

const wishes: readonly Omit<ExpandRequest, 'valueSet'>[] = [
  {},
  { excludeNested: true },
  { count: 7, offset: 3 },
  { count: 5, offset: 60 },
  { count: 0 },
  { offset: 1000 },
  { filter: 'stone 1', count: 20 },
  { filter: 'nothing' },
  { filter: '"stone" \u0000total', offset: 1, activeOnly: false },
  { count: 3, includeDefinition: true },
  { count: 3, designation: ['en'], includeDesignations: false },
  { displayLanguage: 'de' },
  { displayLanguage: 'de', count: 4 },
  { includeDesignations: true, count: 4 },
  { property: ['status'], count: 4 },
  { activeOnly: true, excludeNested: true },
  { excludeNotForUI: true, count: 90 },
];
const cases = sets.flatMap(({ id }) => wishes.map(wish => [id, JSON.stringify(wish), wish] as const));

test.each(cases)('%s %s', async (id, _text, wish) => {
  const request = { ...wish, valueSet: { url: `http://example.org/ValueSet/${id}` } };
  for (const version of ['R4', 'R5'] as const) {
    const written = (expanded: ValueSet): string =>
      formatResource(versionCodecs[version].write(expanded as unknown as AnyResource));
    const fresh = written(await serviceOf().expand(request));
    // Twice, so that what is kept is used.
    expect(written(await sharedOf[version].expand(request, undefined, 'text'))).toBe(fresh);
    expect(written(await sharedOf[version].expand(request, undefined, 'text'))).toBe(fresh);
    expect(written(await shared.expand(request, undefined, 'text'))).toBe(fresh);
    expect(written(await shared.expand(request))).toBe(fresh);
  }
});

test('a batch, XML and indented JSON have the entries too', async () => {
  const server = await startRawServer(createTestApp({ logger: pino({ level: 'silent' }) }).app);
  const path = `ValueSet/$expand?url=${encodeURIComponent(saltValues['url'] as string)}`;
  const entry = [{ request: { method: 'GET', url: path } }];
  const batch = { resourceType: 'Bundle', type: 'batch', entry };
  const headers = { 'content-type': 'application/fhir+json' };
  const answers = await Promise.all([
    server.send({ method: 'GET', path: `/r4/${path}`, headers: {} }),
    server.send({ method: 'GET', path: `/r4/${path}&_format=xml`, headers: {} }),
    server.send({ method: 'GET', path: `/r4/${path}&_pretty=true`, headers: {} }),
    server.send({ method: 'GET', path: `/r4/${path}&_elements=url,expansion`, headers: {} }),
    server.send({ method: 'POST', path: '/r4', headers, body: JSON.stringify(batch) }),
  ]);
  server.close();
  expect(answers.map(({ body }) => /contains[\s\S]*halite/i.test(body.toString()))).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
});
