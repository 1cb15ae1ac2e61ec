/** Malformed texts are told of, never with a crash; all 20,000 by `npm run validator:malformed`. */
import request from 'supertest';
import { createTestApp } from '../../fixtures/http/app.ts';
import { makeMalformed } from './malformed.ts';
import { soundExamples } from './sound-examples.ts';

const { app } = createTestApp();

test.each(['r4', 'r5'] as const)('%s: no malformed text is answered with a 5xx', async version => {
  const failed: string[] = [];
  const texts = [...makeMalformed(soundExamples(version === 'r4' ? 'R4' : 'R5', 20), 200, 7)];
  for (const { kind, format, text } of texts) {
    const { status } = await request(app)
      .post(`/${version}/$validate`)
      .set('Content-Type', `application/fhir+${format}`)
      .send(text);
    if (![200, 400, 422].includes(status)) failed.push(`${kind} in ${format}: ${status}`);
  }
  expect(failed).toEqual([]);
  expect(new Set(texts.map(({ kind }) => kind)).size).toBeGreaterThan(10);
});
