/** Versions of resources: each has one, whose id is made of its content. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues } from '../fixtures/http/resources.ts';

const { app, stores } = createTestApp();
const endpoints = [
  ['r4', 'R4'],
  ['r5', 'R5'],
] as const;

interface History {
  readonly total: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly {
    readonly fullUrl: string;
    readonly resource: { readonly id: string; readonly meta: { readonly versionId: string } };
    readonly request: object;
    readonly response: { readonly etag: string; readonly lastModified: string };
  }[];
}

async function historyOf(path: string): Promise<History> {
  const { status, body } = await request(app).get(path);
  expect([status, (body as { type?: string }).type]).toEqual([200, 'history']);
  return body as History;
}

const pathOf = (url: string): string => url.replace(/^http:\/\/[^/]+/, '');

test.each(endpoints)('/%s: the history of an instance has its one version, which can be read', async path => {
  const { total, entry = [], link } = await historyOf(`/${path}/ValueSet/salts/_history`);
  const { body, headers } = await request(app).get(`/${path}/ValueSet/salts`);
  expect(total).toBe(1);
  expect(link[0]).toEqual({ relation: 'self', url: expect.stringMatching(/\/ValueSet\/salts\/_history$/) as string });
  expect(entry[0]).toEqual({
    fullUrl: expect.stringMatching(new RegExp(`/${path}/ValueSet/salts$`)) as string,
    resource: body as unknown,
    request: { method: 'PUT', url: 'ValueSet/salts' },
    response: { status: '201', etag: headers['etag'], lastModified: '2026-01-02T00:00:00.000Z' },
  });
  const version = await request(app).get(`/${path}/ValueSet/salts/_history/${entry[0]?.resource.meta.versionId ?? ''}`);
  expect([version.status, version.body, version.headers['etag']]).toEqual([200, body, headers['etag']]);
});

test.each(endpoints)(
  '/%s: the history of a type has every instance, newest first, page by page',
  async (path, version) => {
    const ids: string[] = [];
    const changes: string[] = [];
    for (let next: string | undefined = `/${path}/CodeSystem/_history?_count=400`; next !== undefined;) {
      const page: History = await historyOf(next);
      ids.push(...(page.entry ?? []).map(({ resource }) => resource.id));
      changes.push(...(page.entry ?? []).map(({ response }) => response.lastModified));
      const url = page.link.find(({ relation }) => relation === 'next')?.url;
      next = url === undefined ? undefined : pathOf(url);
    }
    expect(ids.toSorted()).toEqual(
      stores[version]
        .listAll('CodeSystem')
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(changes).toEqual(changes.toSorted().toReversed());
  },
);

test('_since and _sort are heeded', async () => {
  const all = await historyOf('/r5/ValueSet/_history?_count=0');
  const recent = await historyOf('/r5/ValueSet/_history?_since=2026-01-02T00:00:00Z');
  expect(recent.entry?.map(({ resource }) => resource.id)).toContain('salts');
  expect(recent.total).toBeLessThan(all.total);
  expect(all.entry).toBeUndefined();
  const oldest = await historyOf('/r5/ValueSet/_history?_sort=_lastUpdated&_count=1');
  const newest = await historyOf('/r5/ValueSet/_history?_count=1');
  expect(oldest.entry?.[0]?.response.lastModified ?? '').not.toBe(newest.entry?.[0]?.response.lastModified);
  expect((await historyOf('/r5/ValueSet/salts/_history?_since=2027')).total).toBe(0);
});

test.each([
  ['ValueSet/_history?_at=2026', 422, '_at'],
  ['ValueSet/_history?_list=x', 422, '_list'],
  ['ValueSet/_history?_since=soon', 400, '_since'],
  ['ValueSet/_history?_since=2026-99-99', 400, '_since'],
  ['ValueSet/_history?_sort=name', 400, '_sort'],
  ['ValueSet/_history?_count=-1', 400, '_count'],
  ['ValueSet/_history?_page=zzz', 400, '_page'],
  ['ValueSet/salts/_history/0', 404, "no version '0'"],
  ['Patient/_history', 404, 'Patient'],
])('%s answers %i', async (path, status, text) => {
  const response = await request(app).get(`/r4/${path}`);
  expect([response.status, response.text.includes(text)]).toEqual([status, true]);
});

test('an unknown parameter is ignored, and refused under handling=strict', async () => {
  const path = '/r4/ValueSet/salts/_history?frob=1';
  expect((await request(app).get(path)).status).toBe(200);
  expect((await request(app).get(path).set('Prefer', 'handling=strict')).status).toBe(400);
});

test('a page of content that has changed since is gone', async () => {
  const bundle = await historyOf('/r4/CodeSystem/_history?_count=5');
  const next = pathOf(bundle.link.find(({ relation }) => relation === 'next')?.url ?? '');
  const token = new URL(next, 'http://x').searchParams.get('_page') ?? '';
  const text = Buffer.from(token, 'base64url').toString('latin1');
  const stale = Buffer.from(`${text.slice(0, 8)}AAAAAAAA${text.slice(16)}`, 'latin1').toString('base64url');
  const response = await request(app).get(next.replace(token, stale));
  expect([response.status, response.text.includes('search again')]).toEqual([410, true]);
});

test('the version of a resource is that of its content', async () => {
  const versionOf = async (path: string): Promise<unknown> =>
    ((await request(app).get(path)).body as { meta: { versionId: string } }).meta.versionId;
  expect(await versionOf('/r4/ValueSet/salts')).toBe(await versionOf('/fhir/ValueSet/salts'));
  expect(await versionOf('/r4/CodeSystem/minerals-1-0-0')).not.toBe(await versionOf('/r4/CodeSystem/minerals-2-0-0'));
  expect(saltValues).not.toHaveProperty('meta');
});
