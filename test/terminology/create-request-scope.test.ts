import { createScopeSources } from '../../src/terminology/scope-sources.ts';
import { createRequestScope } from '../../src/terminology/create-request-scope.ts';
import type { RequestScope } from '../../src/terminology/request-scope.ts';
import type { TerminologyRequest } from '../../src/terminology/terminology-request.ts';
import type { AnyResource, CodeSystem, ValueSet } from '../../src/fhir/model.ts';
import {
  finderOf,
  minerals,
  mineralsInSpanish,
  mineralsNext,
  mineralsUrl,
  valueSet,
} from '../fixtures/terminology/mineral-codes.ts';

const all = { include: [{ system: mineralsUrl }] };
const named: CodeSystem = {
  ...minerals,
  url: 'http://example.org/CodeSystem/gems',
  valueSet: 'http://example.org/ValueSet/all-gems',
};
const finder = finderOf(
  minerals,
  mineralsNext,
  mineralsInSpanish,
  named,
  { ...minerals, url: 'http://example.org/CodeSystem/absent', content: 'not-present' },
  valueSet('v', all, { version: '1.0.0' }),
  valueSet('v', all, { version: '2.0.0' }),
);

const own = (...resources: readonly (CodeSystem | ValueSet)[]): TerminologyRequest => ({
  txResources: resources as unknown as readonly AnyResource[],
});

function scopeOf(request: TerminologyRequest = {}): RequestScope {
  return createRequestScope(createScopeSources(finder, 1000), request);
}

function versionOf(scope: RequestScope, version?: string): string {
  const resolution = scope.resolveCodeSystem(mineralsUrl, version);
  return resolution.kind === 'found' ? (resolution.provider.version ?? '') : resolution.kind;
}

test.each<[string, string | undefined, TerminologyRequest, string]>([
  ['without version, the one that the finder puts first', undefined, {}, '1.10.0'],
  ['an exact version', '1.2.0', {}, '1.2.0'],
  ['a wildcard: the newest that it allows, by number', '1.x.x', {}, '1.10.0'],
  ['an unknown version', '3.0', {}, 'unknown-version'],
  ['a forced version', '1.10.0', { forceSystemVersion: [`${mineralsUrl}|1.2.x`] }, '1.2.0'],
  ['a failed check', '1.10.0', { checkSystemVersion: [`${mineralsUrl}|1.2.x`] }, 'version-check-failed'],
  ["the request's own before the server's", undefined, own({ ...minerals, version: '0.1' }), '0.1'],
  [
    "the newest of the request's own",
    undefined,
    own({ ...minerals, version: '0.9' }, { ...minerals, version: '0.10' }),
    '0.10',
  ],
])('a code system is found: %s', (_name, version, request, expected) => {
  expect(versionOf(scopeOf(request), version)).toBe(expected);
});

test.each([
  ['http://example.org/none', 'unknown-system', undefined],
  ['http://example.org/CodeSystem/absent', 'unknown-system', 'not-present'],
  ['http://example.org/CodeSystem/minerals-es', 'supplement', undefined],
])('%s is no code system to judge by: %s', (system, kind, content) => {
  expect(scopeOf().resolveCodeSystem(system, undefined)).toMatchObject({ kind, ...(content && { content }) });
});

test('known versions are sorted by number', () => {
  expect(scopeOf().listCodeSystemVersions(mineralsUrl)).toEqual(['1.2.0', '1.10.0']);
});

test('a supplement is used once it is demanded, and never otherwise', () => {
  const supplementsIn = (scope: RequestScope) => {
    const resolution = scope.resolveCodeSystem(mineralsUrl, undefined);
    return resolution.kind === 'found' ? resolution.provider.supplements : [];
  };
  const scope = scopeOf();
  expect(supplementsIn(scope)).toEqual([]);
  scope.assertSupplements(['http://example.org/CodeSystem/minerals-es']);
  expect(supplementsIn(scope)).toEqual(['http://example.org/CodeSystem/minerals-es|0.1.0']);
  expect(supplementsIn(scopeOf({ useSupplement: ['http://example.org/CodeSystem/minerals-es|0.1.0'] }))).toHaveLength(
    1,
  );
});

test.each([['http://example.org/CodeSystem/minerals-es|9'], ['http://example.org/none'], [mineralsUrl]])(
  'the supplement %s is unknown, which is an error',
  canonical => {
    expect(() => scopeOf({ useSupplement: [canonical] })).toThrow(`Required supplement not found: ${canonical}`);
  },
);

test.each<[string, TerminologyRequest, string | undefined]>([
  ['http://example.org/ValueSet/v', {}, '2.0.0'],
  ['http://example.org/ValueSet/v|1.0.0', {}, '1.0.0'],
  ['http://example.org/ValueSet/v|9', {}, undefined],
  ['http://example.org/ValueSet/v', { defaultValueSetVersion: ['http://example.org/ValueSet/v|1.0.0'] }, '1.0.0'],
  ['http://example.org/ValueSet/v|2.0.0', { defaultValueSetVersion: ['http://example.org/ValueSet/v|1.0.0'] }, '2.0.0'],
  ['http://example.org/ValueSet/all-gems', {}, '1.2.0'],
  [`${mineralsUrl}?fhir_vs`, {}, '1.10.0'],
  [`${mineralsUrl}?fhir_vs|1.10.0`, {}, '1.10.0'],
  [`${mineralsUrl}?fhir_vs|1.x.x`, {}, '1.10.0'],
  [`${mineralsUrl}?fhir_vs|9`, {}, undefined],
  ['http://example.org/none?fhir_vs', {}, undefined],
])('the value set %s with %j has version %s', (canonical, request, version) => {
  expect(scopeOf(request).findValueSet(canonical)?.version).toBe(version);
});

test('a contained value set is found by its fragment within its container only', () => {
  const container = valueSet('c', all, { contained: [{ ...valueSet('inner', all), id: 'in' }] });
  expect(scopeOf().findValueSet('#in', container)?.url).toBe('http://example.org/ValueSet/inner');
  expect(scopeOf().findValueSet('#out', container)).toBeUndefined();
  expect(scopeOf().findValueSet('#in')).toBeUndefined();
});

test("a snapshot of the server's is built once, one of the request's own each time", () => {
  let reads = 0;
  const counting = {
    ...finder,
    list: ((type: 'CodeSystem', url: string) =>
      finder.list(type, url).map(found => ({ ...found, read: () => (reads++, found.read()) }))) as typeof finder.list,
  };
  const sources = createScopeSources(counting, 1000);
  for (let request = 0; request < 3; request++) {
    createRequestScope(sources, {}).resolveCodeSystem(mineralsUrl, undefined);
  }
  expect(reads).toBe(1);
});

test("many of a request's own resources under one name are taken in little time, the last of a version first", () => {
  const many = Array.from({ length: 40_000 }, (_, at) => valueSet('many', all, { version: '1', title: String(at) }));
  const started = performance.now();
  const found = scopeOf(own(...many)).findValueSet('http://example.org/ValueSet/many');
  expect(performance.now() - started).toBeLessThan(1000);
  expect(found?.read().title).toBe('39999');
});
