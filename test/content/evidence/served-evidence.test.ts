/** The evidence family over HTTP: each type of a version is declared, read and found; what a version lacks is refused. */
import type { RequestListener } from 'node:http';
import request from 'supertest';
import { canonicalBase } from '../../../src/fhir/canonical-base.ts';
import { openOwnService } from '../../fixtures/own-service.ts';

let app: RequestListener;
beforeAll(async () => {
  app = await openOwnService();
});

interface Answer {
  readonly id?: string;
  readonly text?: { readonly div: string };
  readonly entry?: readonly { readonly resource: { readonly id: string } }[];
  readonly rest?: readonly { readonly resource: readonly { readonly type: string }[] }[];
  readonly issue?: readonly unknown[];
}

async function ask(path: string, query: Record<string, string> = {}, status = 200): Promise<Answer> {
  const answer = await request(app).get(path).query(query);
  expect(answer.status).toBe(status);
  return answer.body as Answer;
}

const resources: readonly (readonly [version: string, type: string, id: string, told: string])[] = [
  ['r4', 'Evidence', 'balin-2012-diltiazem', '9 of 17 patients had a partial response'],
  ['r5', 'Evidence', 'balin-2012-diltiazem', 'partial response: 9 of 17 patients'],
  ['r4', 'EvidenceVariable', 'diltiazem', 'Diltiazem'],
  ['r5', 'EvidenceVariable', 'diltiazem', 'Diltiazem'],
  ['r4', 'RiskEvidenceSynthesis', 'balin-2012-diltiazem', 'partial response: 9 of 17 patients'],
  ['r5', 'Citation', 'balin-2012', '10.1001/archdermatol.2011.2052'],
  [
    'r5',
    'EvidenceReport',
    'diltiazem',
    '9 of 17 partial responses (Balin 2012) against slight radiological improvement',
  ],
];

test.each(resources)('%s/%s/%s is read, with a narrative that says what it found', async (version, type, id, told) => {
  const { text } = await ask(`/${version}/${type}/${id}`);
  expect(text?.div).toContain(told);
  expect(text?.div).toContain('no clinician has reviewed');
});

test.each(resources)('%s/%s is declared, and found by url and status', async (version, type, id) => {
  const { rest } = await ask(`/${version}/metadata`);
  expect(rest?.[0]?.resource.map(each => each.type)).toContain(type);
  const query = { url: `${canonicalBase}/${type}/${id}`, status: 'draft' };
  const { entry } = await ask(`/${version}/${type}`, query);
  expect(entry?.map(({ resource }) => resource.id)).toEqual([id]);
});

test.each([
  ['r4', 'Evidence', 'Response of calcinosis cutis to diltiazem'],
  ['r4', 'RiskEvidenceSynthesis', 'Response of calcinosis cutis to diltiazem'],
  ['r5', 'Evidence', 'Response of calcinosis cutis to diltiazem'],
  ['r5', 'Citation', 'Citation: Balin 2012'],
])('%s/%s is found by title', async (version, type, title) => {
  const { entry } = await ask(`/${version}/${type}`, { title });
  expect(entry).toHaveLength(1);
});

test.each([
  ['r4', 'Citation/balin-2012'],
  ['r4', 'EvidenceReport/diltiazem'],
  ['r5', 'RiskEvidenceSynthesis/balin-2012-diltiazem'],
])('%s has no %s', async (version, path) => {
  expect((await ask(`/${version}/${path}`, {}, 404)).issue).toHaveLength(1);
});
