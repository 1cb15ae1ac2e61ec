/** Pages of searches that are joined from texts, and reads, are what the resources would be written as, to the byte. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';
import { saltValues } from '../fixtures/http/resources.ts';

const { app } = createTestApp();
const host = { Host: 'calx.example' };

const queries = [
  `ValueSet?url=${encodeURIComponent(saltValues['url'] as string)}`,
  `ValueSet?url=${encodeURIComponent(saltValues['url'] as string)},http://hl7.org/fhir/ValueSet/name-use`,
  'ValueSet?url=http://example.org/none',
  'ValueSet?_total=none&_count=3',
  'ValueSet?_summary=true&_count=4',
  'CodeSystem?_elements=url,version&_count=4',
  'CodeSystem?_summary=count',
  'CodeSystem?_summary=text&_count=2',
  'CodeSystem?_summary=data&_count=2',
  'StructureDefinition?name=Observation&_count=2',
  'ConceptMap?source-code:in=http://example.org/ValueSet/salts',
  'ValueSet/salts?',
  'StructureDefinition/ValueSet?',
];

// An answer that is indented for people is written from the resources; its links alone tell that.
test.each(['r4', 'r5'].flatMap(base => queries.map(query => `/${base}/${query}`)))('%s', async path => {
  const pretty = await request(app).get(`${path}&_pretty=true`).set(host);
  const written = JSON.stringify(pretty.body).replaceAll('&_pretty=true', '').replaceAll('_pretty=true&', '');
  // The second one is joined from what the first has left.
  for (const again of ['', '&']) {
    const compact = await request(app)
      .get(path + again)
      .set(host);
    expect([compact.status, compact.text]).toEqual([200, written]);
  }
});
