import { readFileSync } from 'node:fs';
import type { ResourceStore } from '../../../src/contracts/resource-store.ts';
import { FhirError } from '../../../src/fhir/fhir-error.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { openDefinitionArtifact } from '../../../src/store/definition-artifact.ts';
import { createResourceStore } from '../../../src/store/resource-store.ts';

const records = JSON.parse(readFileSync('test/fixtures/store/records.json', 'utf8')) as readonly AnyResource[];
const artifact = openDefinitionArtifact('dist/definitions/r4.bin');
const store: ResourceStore = createResourceStore({
  fhirVersion: 'R4',
  records: records.map(resource => ({ resource, origin: 'calx', source: `${resource.id ?? ''}.json` })),
  artifact,
});
afterAll(() => {
  artifact.close();
});

/** Ids of ours that a criterion such as `name:exact=Stone,Bone` finds. */
function find(type: string, text: string, origin = 'calx'): readonly string[] {
  const [, name = '', modifier, values = ''] = /^([^:=]+)(?::([^=]+))?=(.*)$/.exec(text) ?? [];
  const criterion = { name, values: values.split(','), ...(modifier !== undefined && { modifier }) };
  const { resources } = store.search({ type, criteria: [criterion], offset: 0, count: 10_000 });
  return resources.filter(resource => resource.origin === origin).map(({ id }) => id);
}

describe('strings', () => {
  test.each([
    ['title=calci', ['stone']],
    ['title=CALCIFICATION', ['stone']],
    ['title=stones', []],
    ['title:contains=STONES', ['stone']],
    ['title:exact=Calcification stones', ['stone']],
    ['title:exact=calcification stones', []],
    ['publisher=koln', ['stone']],
    ['publisher=Köln', ['stone']],
    ['name=Bone,Stone', ['bone', 'stone']],
  ])('%s finds %j', (criterion, ids) => {
    expect(find('CodeSystem', criterion)).toEqual(ids);
  });
});

describe('tokens', () => {
  test.each([
    ['_id=stone', ['stone']],
    ['_id=stone,bone', ['bone', 'stone']],
    ['status=draft', ['stone']],
    ['status=http://hl7.org/fhir/publication-status|draft', ['stone']],
    ['status=http://example.org/other|draft', []],
    ['status:not=draft', ['bone']],
    ['version=1.0', ['stone']],
    ['version=1', []],
    ['identifier=urn:ietf:rfc:3986|urn:oid:1.2', ['stone']],
    ['identifier=urn:oid:1.2', ['stone']],
    ['identifier=urn:ietf:rfc:3986|', ['stone']],
    ['identifier=|urn:oid:1.2', []],
    ['identifier=|local', ['bone']],
    ['jurisdiction=http://unstats.un.org/unsd/methods/m49/m49.htm|001', ['stone']],
    ['jurisdiction:missing=true', ['bone']],
    ['jurisdiction:missing=false', ['stone']],
    ['content-mode=supplement', ['bone']],
    ['context=disease', ['stone']],
  ])('%s finds %j', (criterion, ids) => {
    expect(find('CodeSystem', criterion)).toEqual(ids);
  });
});

describe('uris and canonicals', () => {
  test.each([
    ['url=http://example.org/CodeSystem/stone', ['stone']],
    ['url=http://example.org/CodeSystem/STONE', []],
    ['url=http://example.org/CodeSystem', []],
    ['url:below=http://example.org/CodeSystem', ['bone', 'stone']],
    ['url:below=http://example.org/CodeSystem/st', []],
    ['url:above=http://example.org/CodeSystem/stone/old', ['stone']],
    ['system=http://example.org/CodeSystem/bone', ['bone']],
    ['supplements=http://example.org/CodeSystem/stone', ['bone']],
    ['supplements=http://example.org/CodeSystem/stone|1.0', ['bone']],
    ['supplements=http://example.org/CodeSystem/stone|2.0', []],
  ])('%s finds %j', (criterion, ids) => {
    expect(find('CodeSystem', criterion)).toEqual(ids);
  });
});

describe('dates: stone is of 2024-05-17, bone of 2023', () => {
  test.each([
    ['date=2024', ['stone']],
    ['date=2024-05-17', ['stone']],
    ['date=eq2023', ['bone']],
    ['date=2023-06', []],
    ['date=ne2024', ['bone']],
    ['date=gt2024-05-16', ['stone']],
    ['date=gt2024-05-17', []],
    ['date=ge2024-05-17', ['stone']],
    ['date=lt2024', ['bone']],
    ['date=le2024-05-17', ['bone', 'stone']],
    ['date=sa2023', ['stone']],
    ['date=eb2024-05-17', ['bone']],
    ['date=ap2024-05-18', ['stone']],
    ['date=2024-05-17T10:30:00Z', []],
    ['date=le2024-05-17T10:30:00.000+02:00', ['bone', 'stone']],
    ['_lastUpdated=2024-05-17', ['stone']],
  ])('%s finds %j', (criterion, ids) => {
    expect(find('CodeSystem', criterion)).toEqual(ids);
  });

  test('a period matches by its own stretch', () => {
    expect(find('Library', 'effective=ge2020')).toEqual(['guide']);
    expect(find('Library', 'effective=eb2019')).toEqual([]);
    expect(find('Library', 'effective=2030')).toEqual([]);
  });
});

describe('HL7 definitions, by the values in the index', () => {
  test.each([
    ['CodeSystem', 'system=http://hl7.org/fhir/publication-status', ['publication-status']],
    ['StructureDefinition', 'url=http://hl7.org/fhir/StructureDefinition/Patient', ['Patient']],
    ['OperationDefinition', 'code=subsumes', ['CodeSystem-subsumes']],
    [
      'SearchParameter',
      'url:below=http://hl7.org/fhir/SearchParameter/CodeSystem-supplements',
      ['CodeSystem-supplements'],
    ],
    ['ValueSet', 'name=PublicationStatus', ['publication-status']],
  ])('%s?%s finds %j', (type, criterion, ids) => {
    expect(find(type, criterion, 'hl7')).toEqual(ids);
  });

  test('agree with what reading each of them says', () => {
    const codeOf = (id: string): unknown => store.read('OperationDefinition', id)?.read()['kind'];
    const found = new Set(find('OperationDefinition', 'kind=query', 'hl7'));
    for (const { id } of artifact.listAll('OperationDefinition')) expect(found.has(id)).toBe(codeOf(id) === 'query');
  });
});

test('all criteria must hold, and a page is cut from the matches', () => {
  const criteria = [
    { name: 'url', modifier: 'below', values: ['http://example.org/CodeSystem'] },
    { name: 'status', values: ['draft', 'active'] },
  ];
  const page = store.search({ type: 'CodeSystem', criteria, offset: 1, count: 1 });
  expect(page).toMatchObject({ total: 2, resources: [{ id: 'stone' }] });
  expect(store.search({ type: 'CodeSystem', criteria, offset: 5, count: 1 }).resources).toEqual([]);
});

describe('what is refused', () => {
  const caught = (criterion: string): FhirError => {
    try {
      find('CodeSystem', criterion);
    } catch (error) {
      if (error instanceof FhirError) return error;
    }
    throw new Error(`${criterion} was not refused`);
  };

  test.each(['_text=x', '_content=x', 'nonsense=x'])('%s: not supported', criterion => {
    const error = caught(criterion);
    expect([error.status, error.issues[0]?.code]).toEqual([422, 'not-supported']);
    expect(error.message).toContain(criterion.split('=')[0]);
  });

  test.each([
    'name:not=x',
    'date:exact=2020',
    'url:contains=x',
    'title:text=x',
    'url:constructor=x',
    'context-type-value:missing=true',
  ])('%s: a modifier that is not supported', criterion => {
    const error = caught(criterion);
    expect([error.status, error.issues[0]?.code]).toEqual([422, 'not-supported']);
    expect(error.message).toContain(criterion.slice(criterion.indexOf(':'), criterion.indexOf('=')));
  });

  test.each([
    'date=yesterday',
    'date=2024-02-30',
    'date=2024-13',
    'date=xx2024',
    'date=2024-05-17T25:00:00Z',
    'date=',
    'name=',
    'name=a,,b',
    'status=|',
    'jurisdiction:missing=maybe',
    'jurisdiction:missing=true,false',
    '_lastUpdated=2024/05/17',
  ])('%s: malformed', criterion => {
    const error = caught(criterion);
    expect([error.status, error.issues[0]?.code]).toEqual([400, 'invalid']);
    expect(error.message).toContain(criterion.split(/[:=]/)[0]);
  });
});
