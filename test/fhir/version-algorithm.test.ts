/** The algorithm that a resource names for its versions, and the order that follows. */
import { newestVersionFirst, versionAlgorithmOf } from '../../src/fhir/version-order.ts';
import type { VersionAlgorithm } from '../../src/fhir/version-order.ts';

const extension = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-CanonicalResource.versionAlgorithm';

test.each<[string, object, VersionAlgorithm | undefined]>([
  ['R5 Coding', { versionAlgorithmCoding: { system: 'http://hl7.org/fhir/version-algorithm', code: 'date' } }, 'date'],
  ['R5 string', { versionAlgorithmString: 'alpha' }, 'alpha'],
  ['R4 extension with Coding', { extension: [{ url: extension, valueCoding: { code: 'integer' } }] }, 'integer'],
  ['R4 extension with string', { extension: [{ url: extension, valueString: 'natural' }] }, 'natural'],
  ['another extension', { extension: [{ url: 'http://x', valueString: 'natural' }] }, undefined],
  ['an algorithm that nobody knows', { versionAlgorithmString: 'toString' }, undefined],
  ['none', {}, undefined],
])('%s', (_name, resource, expected) => {
  expect(versionAlgorithmOf(resource as Record<string, unknown>)).toBe(expected);
});

test.each<[VersionAlgorithm, string[]]>([
  ['semver', ['2.0.0', '1.10.0', '1.9.0', '1.9.0-beta']],
  ['date', ['2024-12-01', '2024-02-01', '2023']],
  ['natural', ['v10', 'v9', 'v1']],
  ['integer', ['10', '9', '1']],
  ['alpha', ['b', 'a9', 'a10']],
])('by %s the newest comes first', (versionAlgorithm, expected) => {
  const versions = expected.toReversed().map(version => ({ version, versionAlgorithm }));
  expect(versions.sort(newestVersionFirst).map(({ version }) => version)).toEqual(expected);
});
