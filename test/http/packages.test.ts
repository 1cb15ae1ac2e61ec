/** `/packages`: the three GETs of a FHIR package registry, and the tables. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { writePackages } from '../../src/content/packages/write-packages.ts';
import { loadOwnContent } from '../../src/engines.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { openPackageFolder } from '../../src/store/package-folder.ts';
import { createTestApp } from '../fixtures/http/app.ts';

const folder = mkdtempSync(join(tmpdir(), 'calx-shelf-'));
const r4 = 'calx.fhir.calcinosis.r4';

let app: RequestListener;
let version: string;
beforeAll(async () => {
  const { records } = await loadOwnContent({ root: process.cwd(), version: '0', releaseDate: '2026-01-01' });
  const { packages } = await writePackages(
    { records, codecs: versionCodecs, examples: 'fhir-resources/examples' },
    folder,
  );
  version = packages[0]?.version ?? '';
  const shelf = openPackageFolder(folder);
  app = createTestApp(shelf === undefined ? {} : { packages: shelf }).app;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Versions {
  readonly 'dist-tags': { readonly latest: string };
  readonly versions: Readonly<Record<string, { readonly dist: { readonly tarball: string; readonly shasum: string } }>>;
}

test('GET /{name} tells the versions, and the tarball is where it says, with the checksum that it says', async () => {
  const { body } = await request(app).get(`/packages/${r4}`).set('Host', 'calx.example').expect(200);
  const { versions, 'dist-tags': tags } = body as Versions;
  expect(tags.latest).toBe(version);
  const dist = versions[version]?.dist;
  expect(dist?.tarball).toBe(`http://calx.example/packages/${r4}/${version}`);
  const answer = await request(app).get(`/packages/${r4}/${version}`).buffer(true).parse(bytes).expect(200);
  expect(answer.headers).toMatchObject({ 'content-type': 'application/gzip', etag: `"${dist?.shasum ?? ''}"` });
  expect(
    createHash('sha1')
      .update(answer.body as Buffer)
      .digest('hex'),
  ).toBe(dist?.shasum);
});

function bytes(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

test.each([
  ['', 2],
  ['?name=calcinosis.r4', 1],
  ['?op=find&name=CALX', 2],
  ['?fhirversion=R5', 1],
  ['?fhirVersion=4.0', 1],
  ['?pkgcanonical=https://w3id.org/calcinosis/fhir', 2],
  ['?pkgcanonical=https://w3id.org/calcinosis', 0],
  ['?canonical=https://w3id.org/calcinosis/fhir/ValueSet/calcinosis-types', 2],
  ['?version=9', 0],
  ['?name=hl7.fhir.us.core', 0],
])('GET /catalog%s finds %i', async (query, count) => {
  const { body } = await request(app).get(`/packages/catalog${query}`).expect(200);
  expect(body).toHaveLength(count);
  for (const each of body as object[])
    expect(each).toMatchObject({
      Name: expect.stringMatching(/^calx\./) as string,
      FhirVersion: expect.stringMatching(/^R[45]$/) as string,
    });
});

test('a client that has the tarball is told so, HEAD has no body, latest is the newest', async () => {
  const { headers } = await request(app).head(`/packages/${r4}/latest`).expect(200);
  expect(Number(headers['content-length'])).toBeGreaterThan(100_000);
  await request(app).get(`/packages/${r4}/${version}`).set('If-None-Match', String(headers['etag'])).expect(304);
});

test('tables are listed with their urls, and given out as CSV and NDJSON', async () => {
  const { body } = await request(app).get('/packages').expect(200);
  const { tables } = body as { readonly tables: readonly { readonly url: string }[] };
  const paths = tables.map(({ url }) => new URL(url).pathname);
  expect(paths).toContain('/packages/tables/ConceptMap-calcinosis-type-to-mondo.ndjson');
  const { text, headers } = await request(app).get('/packages/tables/CodeSystem-calcinosis-site.csv').expect(200);
  expect(headers['content-type']).toMatch(/^text\/csv/);
  expect(text).toContain(',fingers,Fingers,');
});

test.each([
  ['GET', '/packages/other.package', 404],
  ['GET', `/packages/${r4}/9.9.9`, 404],
  ['GET', '/packages/tables/..%2F..%2Fpackage.json', 404],
  ['GET', '/packages/tables/%2e%2e', 404],
  ['GET', `/packages/${r4}/1/2`, 404],
  ['GET', '/packages/%zz', 400],
  ['PUT', `/packages/${r4}/${'9.9.9'}`, 405],
])('%s %s is %i with an OperationOutcome', async (method, path, status) => {
  const asked = method === 'PUT' ? request(app).put(path) : request(app).get(path);
  const { body } = await asked.expect(status);
  expect(body).toMatchObject({ resourceType: 'OperationOutcome' });
});

test('where nothing was packaged, that is said', async () => {
  const { body } = await request(createTestApp().app).get('/packages/catalog').expect(404);
  expect(JSON.stringify(body)).toContain('calx package');
});
