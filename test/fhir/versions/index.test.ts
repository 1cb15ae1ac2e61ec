import { versionCodecs } from '../../../src/fhir/versions/index.ts';

const { R4, R5 } = versionCodecs;

test('R5 is the model itself', () => {
  const map = { resourceType: 'ConceptMap', sourceScopeUri: 'urn:a' };
  expect(R5.read(map)).toBe(map);
  expect(R5.write(map)).toBe(map);
});

test.each(['Evidence', 'EvidenceVariable', 'EvidenceReport', 'Citation', 'RiskEvidenceSynthesis', 'Patient'])(
  '%s never becomes the model',
  resourceType => {
    const resource = { resourceType, url: 'urn:x' };
    expect([R4.converts(resourceType), R5.converts(resourceType)]).toEqual([false, false]);
    expect(R4.read(resource)).toBe(resource);
  },
);

test('issues of a searchset become an outcome entry in R4, those of another bundle are refused by name', () => {
  const issues = { resourceType: 'OperationOutcome', issue: [] };
  expect(R4.write({ resourceType: 'Bundle', type: 'searchset', issues })).toEqual({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [{ resource: issues, search: { mode: 'outcome' } }],
  });
  expect(() => R4.write({ resourceType: 'Bundle', type: 'batch-response', issues })).toThrow('Bundle.issues');
});

test('a resource nested too deep is refused, not a crash', () => {
  let concept: object = { code: 'leaf' };
  for (let level = 0; level < 5000; level += 1) concept = { code: 'x', concept: [concept] };
  expect(() => R4.read({ resourceType: 'CodeSystem', concept: [concept] })).toThrow('nested deeper than');
});
