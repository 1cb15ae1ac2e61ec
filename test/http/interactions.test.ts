/** Read, search-type and metadata at both endpoints. */
import request from 'supertest';
import { operations } from '../../src/operations/index.ts';
import type { OperationLevel } from '../../src/operations/parameter-row.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues, system } from '../fixtures/http/resources.ts';

const { app, stores } = createTestApp();
const endpoints = [
  ['r4', 'R4', '4.0.1'],
  ['r5', 'R5', '5.0.0'],
] as const;
const paths = endpoints.map(([path]) => path);

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly meta?: { readonly versionId?: string };
  readonly [element: string]: unknown;
}

interface Bundle {
  readonly total?: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

async function getBundle(path: string): Promise<Bundle> {
  const response = await request(app).get(path);
  expect(response.status).toBe(200);
  return response.body as Bundle;
}

function linkOf(bundle: Bundle, relation: string): string | undefined {
  const url = bundle.link.find(link => link.relation === relation)?.url;
  return url === undefined ? undefined : url.replace(/^http:\/\/[^/]+/, '');
}

/** Ids of each page, from the first to the last. */
async function followPages(first: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | undefined = first; next !== undefined;) {
    const page: Bundle = await getBundle(next);
    pages.push((page.entry ?? []).map(({ resource }) => resource.id));
    next = linkOf(page, 'next');
  }
  return pages;
}

describe('read', () => {
  test.each(paths)('/%s gives the resource with a weak tag, and 304 to who has it', async path => {
    const response = await request(app).get(`/${path}/ValueSet/salts`);
    expect(response.body).toMatchObject({ resourceType: 'ValueSet', id: 'salts', url: saltValues['url'] });
    const tag = response.headers['etag'] ?? '';
    expect(tag).toBe(`W/"${(response.body as Resource).meta?.versionId}"`);
    expect(response.headers['last-modified']).toBe('Fri, 02 Jan 2026 00:00:00 GMT');
    const again = await request(app).get(`/${path}/ValueSet/salts`).set('If-None-Match', `"other", ${tag}`);
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test.each(paths)('/%s gives HL7s own definitions too', async path => {
    const response = await request(app).get(`/${path}/StructureDefinition/ValueSet`);
    expect(response.body).toMatchObject({ id: 'ValueSet', type: 'ValueSet' });
  });

  test.each([
    ['_summary=true', ['url', 'status', 'title'], ['compose']],
    ['_summary=text', ['status'], ['title', 'compose']],
    ['_summary=data', ['title', 'compose'], ['text']],
    ['_elements=title', ['title', 'status'], ['url', 'compose']],
    ['_elements=ValueSet.compose', ['compose', 'status'], ['title']],
  ])('%s gives a part and says so', async (query, kept, dropped) => {
    const { body } = (await request(app).get(`/r5/ValueSet/salts?${query}`)) as { body: Resource };
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['resourceType', 'id', ...kept]));
    for (const name of dropped) expect(body).not.toHaveProperty(name);
    expect(body.meta).toEqual({ versionId: expect.stringMatching(/^[0-9a-f]{32}$/), tag: [subsetted] });
  });

  test('_pretty is indented, and reads the same', async () => {
    const plain = await request(app).get('/r4/ValueSet/salts');
    const pretty = await request(app).get('/r4/ValueSet/salts?_pretty=true');
    expect(pretty.text).toContain('\n  "resourceType": "ValueSet"');
    expect(pretty.body).toEqual(plain.body);
  });

  test('HEAD answers like GET without a body', async () => {
    const [got, head] = [await request(app).get('/r4/ValueSet/salts'), await request(app).head('/r4/ValueSet/salts')];
    expect(head.status).toBe(200);
    expect(head.text).toBeUndefined();
    expect(head.headers['content-length']).toBe(got.headers['content-length']);
    expect(head.headers['etag']).toBe(got.headers['etag']);
  });
});

describe('search', () => {
  test.each(paths)('/%s finds every version of a url, and one by version', async path => {
    const all = await getBundle(`/${path}/CodeSystem?url=${system}`);
    expect(all.entry?.map(({ resource }) => resource['version']).sort()).toEqual(['1.0.0', '2.0.0']);
    const one = await getBundle(`/${path}/CodeSystem?url=${system}&version=1.0.0`);
    expect(one.entry?.map(({ resource }) => resource.id)).toEqual(['minerals-1-0-0']);
    expect(one.entry?.[0]?.fullUrl).toMatch(new RegExp(`/${path}/CodeSystem/minerals-1-0-0$`));
  });

  test.each(paths)('/%s: POST to _search gives what GET gives', async path => {
    const got = await getBundle(`/${path}/ValueSet?url=${saltValues['url'] as string}`);
    const posted = await request(app)
      .post(`/${path}/ValueSet/_search`)
      .type('form')
      .send({ url: saltValues['url'] as string });
    expect((posted.body as Bundle).entry?.map(({ resource }) => resource)).toEqual(
      got.entry?.map(({ resource }) => resource),
    );
  });

  test.each(paths)('/%s lists our own first when nothing is asked for', async path => {
    const { entry, total } = await getBundle(`/${path}/CodeSystem`);
    expect(entry).toHaveLength(20);
    expect(total).toBeGreaterThan(1000);
    expect(entry?.slice(0, 2).map(({ resource }) => resource['url'])).toEqual([system, system]);
  });

  test.each(paths)('/%s: pages followed by their links are the whole, each once', async path => {
    const whole = stores[path === 'r4' ? 'R4' : 'R5'].listAll('SearchParameter').length;
    const pages = await followPages(`/${path}/SearchParameter?_count=400&_elements=url`);
    const ids = pages.flat();
    expect([ids.length, new Set(ids).size]).toEqual([whole, whole]);
    expect(pages.length).toBe(Math.ceil(whole / 400));
  });

  test('previous, first and last lead where they say', async () => {
    const first = await getBundle('/r4/SearchParameter?_count=5');
    const second = await getBundle(linkOf(first, 'next') ?? '');
    expect(linkOf(second, 'self')).toBe(linkOf(first, 'next'));
    expect(linkOf(second, 'previous')).toBe(linkOf(second, 'first'));
    const last = await getBundle(linkOf(second, 'last') ?? '');
    expect(linkOf(last, 'self')).toBe(linkOf(last, 'last'));
    expect([linkOf(last, 'next'), last.total]).toEqual([undefined, second.total]);
  });

  test.each([
    ['name=mineral&frob=1', 'name=mineral'],
    ['_count=9999&url=http://example.org/x', 'url=http%3A%2F%2Fexample.org%2Fx&_count=500'],
    ['name=&status=draft', 'status=draft'],
    ['name:contains=iner', 'name%3Acontains=iner'],
  ])('?%s: the self link has only what was applied', async (query, applied) => {
    const bundle = await getBundle(`/r4/CodeSystem?${query}`);
    expect(linkOf(bundle, 'self')).toBe(`/r4/CodeSystem?${applied}`);
  });

  test.each(['_summary=count', '_count=0'])('%s gives the total alone', async query => {
    const bundle = await getBundle(`/r5/CodeSystem?url=${system}&${query}`);
    expect([bundle.total, bundle.entry]).toEqual([2, undefined]);
  });

  test('_elements cuts each entry', async () => {
    const { entry } = await getBundle(`/r5/CodeSystem?url=${system}&_elements=name`);
    expect(entry?.[0]?.resource).toEqual({
      resourceType: 'CodeSystem',
      ...{ id: entry?.[0]?.resource.id, name: 'Minerals', status: 'draft', content: 'complete' },
      meta: { versionId: entry?.[0]?.resource.meta?.versionId, tag: [subsetted] },
    });
  });

  test.each([
    ['CodeSystem?_sort=colour', "'_sort' takes search parameters of CodeSystem, not 'colour'"],
    ['CodeSystem?_sort=-_score', 'matches are not ranked'],
    ['CodeSystem?_sort=_text', '_text'],
    ['CodeSystem?_page=AAAA', "'_page' is not of this search"],
    ['CodeSystem?name:exact:exact=x', ':exact:exact'],
    ['ValueSet?context-type:in=http://example.org/none', 'http://example.org/none'],
    ['ValueSet?context-type:in=ValueSet/none', "'none'"],
    ['ValueSet?context-type:below=focus', 'takes system|code'],
    ['CodeSystem?_include=CodeSystem:supplements', "'_include' is not supported"],
    ['CodeSystem?_has:ValueSet:reference:url=x', "'_has' is not supported"],
    ['CodeSystem?supplements.url=x', 'supplements'],
    ['CodeSystem?_count=-1', "'_count' must be a whole number"],
    ['CodeSystem?_summary=some', "'_summary' must be one of"],
    ['CodeSystem?_summary=true&_elements=url', "can't be used together"],
    ['CodeSystem?_elements=a%20b', "'_elements' takes names"],
    ['CodeSystem?_total=perhaps', "'_total' must be"],
    ['CodeSystem?url=,', 'url'],
  ])('/r4/%s is refused by name', async (path, text) => {
    const response = await request(app).get(`/r4/${path}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.text).toContain(text);
  });

  test('an unknown parameter is refused under handling=strict', async () => {
    const response = await request(app).get('/r4/CodeSystem?frob=1').set('Prefer', 'return=minimal; handling=strict');
    expect([response.status, response.text.includes("'frob' is not known")]).toEqual([400, true]);
  });
});

describe('metadata', () => {
  test.each(endpoints)('/%s states version, operations and searches of %s', async (path, fhirVersion, number) => {
    const { body } = (await request(app).get(`/${path}/metadata`)) as { body: Resource };
    expect(body).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: number,
      kind: 'instance',
      instantiates: ['http://hl7.org/fhir/CapabilityStatement/terminology-server'],
      software: { name: 'Calx', version: '0.0.1', releaseDate: '2026-01-02' },
    });
    const [rest] = body['rest'] as [{ resource: Listed[]; operation: { name: string }[]; security: object }];
    expect(rest.security).toHaveProperty('service');
    expect(rest.resource.map(({ type }) => type)).toEqual(stores[fhirVersion].types);
    const names = (level: OperationLevel): string[] =>
      operations.filter(({ levels }) => levels[fhirVersion].includes(level)).map(({ name }) => name);
    expect(rest.operation.map(({ name }) => name).sort()).toEqual(names('system').sort());
    const ofTypes = operations.filter(row => row.resource !== 'Resource' && row.levels[fhirVersion].includes('type'));
    const listed = rest.resource.flatMap(({ type, operation = [] }) => operation.map(({ name }) => `${type}/$${name}`));
    expect(listed.sort()).toEqual(ofTypes.map(({ resource, name }) => `${resource}/$${name}`).sort());
    const valueSet = rest.resource.find(({ type }) => type === 'ValueSet');
    expect(valueSet?.searchParam?.map(({ name }) => name)).toEqual(expect.arrayContaining(['url', 'version', '_id']));
  });

  interface Listed {
    readonly type: string;
    readonly operation?: { name: string; definition: string }[];
    readonly searchParam?: { name: string }[];
  }

  test.each(paths)('/%s: each operation that is stated is defined here, by its url', async path => {
    const { body } = (await request(app).get(`/${path}/metadata`)) as { body: Resource };
    const [rest] = body['rest'] as [{ resource: Listed[] }];
    for (const { definition } of rest.resource.flatMap(({ operation = [] }) => operation)) {
      const { entry } = await getBundle(`/${path}/OperationDefinition?url=${definition}`);
      expect(entry?.[0]?.resource['base']).toMatch(/^http:\/\/hl7\.org\/fhir\//);
    }
  });

  test.each(endpoints)(
    '/%s: TerminologyCapabilities lists each code system with its versions',
    async (path, version) => {
      const { body } = (await request(app).get(`/${path}/metadata?mode=terminology`)) as { body: Resource };
      expect(body.resourceType).toBe('TerminologyCapabilities');
      const listed = body['codeSystem'] as { uri: string; version?: { code: string; isDefault: boolean }[] }[];
      expect(listed.find(({ uri }) => uri === system)?.version).toEqual([
        { code: '2.0.0', isDefault: true },
        { code: '1.0.0', isDefault: false },
      ]);
      const judged = stores[version].listAll('CodeSystem').filter(({ content }) => content === 'complete');
      const uris = new Set(listed.map(({ uri }) => uri));
      expect(judged.filter(({ url }) => url !== undefined && !uris.has(url))).toEqual([]);
    },
  );

  test('R4 has no content in it, R5 has', async () => {
    const contentOf = async (path: string): Promise<unknown> => {
      const { body } = (await request(app).get(`/${path}/metadata?mode=terminology`)) as { body: Resource };
      return (body['codeSystem'] as { content?: string }[])[0]?.content;
    };
    expect([await contentOf('r4'), await contentOf('r5')]).toEqual([undefined, 'complete']);
  });

  test('an unknown mode is refused', async () => {
    expect((await request(app).get('/r4/metadata?mode=x')).status).toBe(400);
  });

  test('the base URL is the configured one where there is one, whatever the Host', async () => {
    const configured = createTestApp({ baseUrl: 'https://calx.example/fhir' });
    const { body } = (await request(configured.app).get('/r4/metadata').set('Host', 'evil.example')) as {
      body: Resource;
    };
    expect(body['implementation']).toMatchObject({ url: 'https://calx.example/fhir/r4' });
    const odd = await request(app).get('/r4/ValueSet?_count=1').set('Host', 'a"<b>');
    expect(odd.text).not.toContain('<b>');
  });
});
