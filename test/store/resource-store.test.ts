import type { ResourceStore } from '../../src/contracts/resource-store.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { openDefinitionArtifact } from '../../src/store/definition-artifact.ts';
import type { MemoryRecord } from '../../src/store/memory-record.ts';
import { createResourceFinder } from '../../src/store/resource-finder.ts';
import { createResourceStore } from '../../src/store/resource-store.ts';

const artifact = openDefinitionArtifact('dist/definitions/r4.bin');
afterAll(() => {
  artifact.close();
});

const url = 'http://example.org/CodeSystem/stone';
const actionType = 'http://terminology.hl7.org/CodeSystem/action-type';

const record = (
  id: string,
  more: Partial<AnyResource> = {},
  from: Partial<Omit<MemoryRecord, 'resource'>> = {},
): MemoryRecord => ({
  resource: { resourceType: 'CodeSystem', id, url, version: id, ...more },
  origin: 'calx',
  source: `${id}.json`,
  ...from,
});

const storeOf = (...records: readonly MemoryRecord[]): ResourceStore =>
  createResourceStore({ fhirVersion: 'R4', records, artifact });

describe('a listing', () => {
  const store = storeOf(
    record('s', { title: 'A' }, { origin: 'server' }),
    record('o2', { title: 'Beta' }, { origin: 'operator' }),
    record('o1', { title: 'alpha' }, { origin: 'operator' }),
    record('c', { title: 'Z' }),
  );

  test('has calx, operator, server, then hl7, each by title', () => {
    const listed = store.listAll('CodeSystem');
    expect(listed.slice(0, 4).map(({ id }) => id)).toEqual(['c', 'o1', 'o2', 's']);
    expect(new Set(listed.slice(4).map(({ origin }) => origin))).toEqual(new Set(['hl7']));
    expect(listed).toHaveLength(4 + artifact.count('CodeSystem'));
  });

  test('is the same for a search without criteria, page by page', () => {
    const pages = [0, 2, 4].flatMap(offset => {
      const { total, resources } = store.search({ type: 'CodeSystem', criteria: [], offset, count: 2 });
      expect(total).toBe(4 + artifact.count('CodeSystem'));
      return resources;
    });
    expect(pages).toEqual(store.listAll('CodeSystem').slice(0, 6));
  });
});

describe('versions of a url', () => {
  test('are the newest first, by version and not by text', () => {
    const store = storeOf(record('1.9.0'), record('1.10.0'), record('1.10.0-beta'));
    expect(store.list('CodeSystem', url).map(({ version }) => version)).toEqual(['1.10.0', '1.10.0-beta', '1.9.0']);
  });

  test('of ours stand before those of HL7', () => {
    const store = storeOf(record('own', { url: actionType, version: '0.1' }, { origin: 'operator' }));
    expect(store.list('CodeSystem', actionType).map(({ version, origin }) => [version, origin])).toEqual([
      ['0.1', 'operator'],
      ['1.0.1', 'hl7'],
      ['4.0.1', 'hl7'],
    ]);
  });
});

describe('reading', () => {
  const store = storeOf(record('action-type', { date: '2026-03', status: 'draft' }));

  test('finds ours by id, with what is known of it', () => {
    const found = store.read('CodeSystem', 'action-type');
    expect(found).toMatchObject({
      origin: 'calx',
      source: 'action-type.json',
      status: 'draft',
      lastUpdated: '2026-03-01T00:00:00.000Z',
    });
    expect(found?.read()).toMatchObject({ url });
  });

  test('gives a definition of HL7 another id where ours has taken its own', () => {
    const moved = store.read('CodeSystem', 'action-type-hl7');
    expect(moved).toMatchObject({ id: 'action-type-hl7', url: actionType, origin: 'hl7' });
    expect(moved?.read()).toMatchObject({ id: 'action-type-hl7', url: actionType });
    expect(store.list('CodeSystem', actionType)[0]?.id).toBe('action-type-hl7');
    expect(store.listAll('CodeSystem').filter(({ id }) => id === 'action-type')).toHaveLength(1);
  });

  test('finds those of HL7, and nothing else', () => {
    expect(store.read('ValueSet', 'administrative-gender')?.origin).toBe('hl7');
    expect(store.read('ValueSet', 'action-type-hl7')).toBeUndefined();
    expect(store.read('Patient', 'example')).toBeUndefined();
  });

  test('keys tell contents apart', () => {
    const key = (more: object): string | undefined => storeOf(record('a', more)).read('CodeSystem', 'a')?.key;
    expect(key({})).toBe(key({}));
    expect(key({})).not.toBe(key({ title: 'other' }));
  });
});

describe('two that claim one identity', () => {
  const caught = (...records: readonly MemoryRecord[]): FhirError => {
    try {
      storeOf(...records);
    } catch (error) {
      if (error instanceof FhirError) return error;
    }
    throw new Error('no FhirError was thrown');
  };

  test.each([
    ['url and version', record('a', { version: '1' }), record('b', { version: '1' }, { origin: 'operator' })],
    ['url without version', record('a', { version: undefined }), record('b', { version: undefined })],
    ['id', record('a'), record('a', { version: '2' }, { source: 'b.json', origin: 'operator' })],
  ])('%s: the conflict names both sources', (_, left, right) => {
    const error = caught(left, right);
    expect(error.status).toBe(409);
    expect(error.message).toContain('a.json');
    expect(error.message).toContain('b.json');
  });

  test('all faults are told at once', () => {
    const of = (id: string, other: string): MemoryRecord => record(id, { url: other, version: '1' });
    const { message } = caught(of('a', 'urn:x'), of('b', 'urn:x'), of('c', 'urn:y'), of('d', 'urn:y'));
    expect(message.split('\n')).toHaveLength(2);
  });

  test('two versions of one url, and two types with one id, are no conflict', () => {
    const valueSet: MemoryRecord = { ...record('1'), resource: { resourceType: 'ValueSet', id: '1', url } };
    expect(() => storeOf(record('1'), record('2'), valueSet)).not.toThrow();
  });
});

test('types are those that the version serves', () => {
  expect(storeOf().types).toContain('RiskEvidenceSynthesis');
  expect(storeOf().types).not.toContain('Citation');
  expect(storeOf().types).toEqual([...storeOf().types].sort());
});

describe('the resource finder', () => {
  const store = storeOf(record('1', { content: 'supplement', supplements: 'http://example.org/base' }), record('2'));
  const finder = createResourceFinder(store, {
    fhirVersion: 'R4',
    converts: () => true,
    read: wire => ({ ...wire, isModel: true }),
    write: model => model,
  });

  test('lists versions with what is known before they are read', () => {
    const [newest, supplement, ...rest] = finder.list('CodeSystem', url);
    expect(rest).toEqual([]);
    expect(newest).toMatchObject({ url, version: '2' });
    expect(supplement).toMatchObject({ version: '1', content: 'supplement', supplements: 'http://example.org/base' });
    expect(newest?.cacheKey).toBe(store.read('CodeSystem', '2')?.key);
  });

  test('reads the wire form into the model', () => {
    expect(finder.list('CodeSystem', url)[0]?.read()).toMatchObject({ id: '2', isModel: true });
  });

  test('lists all of a type, ours first', () => {
    const all = [...finder.listAll('CodeSystem')];
    expect(all.slice(0, 2).map(({ url: found }) => found)).toEqual([url, url]);
    expect(all).toHaveLength(2 + artifact.count('CodeSystem'));
  });

  test('knows no unknown url', () => {
    expect(finder.list('ValueSet', 'http://example.org/none')).toEqual([]);
  });
});
