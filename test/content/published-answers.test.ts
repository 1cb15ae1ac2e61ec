/** What the published terminology answers over HTTP, in both versions. */
import type { RequestListener } from 'node:http';
import request from 'supertest';
import { canonicalBase } from '../../src/fhir/canonical-base.ts';
import type { Parameters, ParametersParameter, ValueSet } from '../../src/fhir/model.ts';
import { openOwnService } from '../fixtures/own-service.ts';

const types = `${canonicalBase}/CodeSystem/calcinosis-type`;
const icd10Cm = 'http://hl7.org/fhir/sid/icd-10-cm';
const snomed = 'http://snomed.info/sct';

let app: RequestListener;
beforeAll(async () => {
  app = await openOwnService();
});

async function ask<Resource = Parameters>(path: string, query: Record<string, string>): Promise<Resource> {
  const answer = await request(app).get(path).query(query);
  expect(answer.status).toBe(200);
  return answer.body as Resource;
}

const find = (parameters: readonly ParametersParameter[] | undefined, name: string): ParametersParameter | undefined =>
  parameters?.find(parameter => parameter.name === name);

const versions = [
  { version: 'r4', sourceCode: 'code', targetSystem: 'targetsystem', word: 'equivalence', wider: 'wider' },
  {
    ...{ version: 'r5', sourceCode: 'sourceCode', targetSystem: 'targetSystem' },
    ...{ word: 'relationship', wider: 'source-is-narrower-than-target' },
  },
];

describe.each(versions)('at /$version', ({ version, sourceCode, targetSystem, word, wider }) => {
  const translate = (code: string, target: string): Promise<Parameters> =>
    ask(`/${version}/ConceptMap/$translate`, { [sourceCode]: code, system: types, [targetSystem]: target });

  test('calciphylaxis leads to E83.59 of ICD-10-CM, which is wider', async () => {
    const { parameter } = await translate('calciphylaxis', icd10Cm);
    const match = find(parameter, 'match')?.part;
    expect(find(parameter, 'result')?.valueBoolean).toBe(true);
    expect(find(match, word)?.valueCode).toBe(wider);
    expect(find(match, 'concept')?.valueCoding).toMatchObject({ system: icd10Cm, code: 'E83.59' });
  });

  test('calcinosis cutis has no SNOMED CT code, and the message says why', async () => {
    const { parameter } = await translate('calcinosis-cutis', snomed);
    expect(find(parameter, 'result')?.valueBoolean).toBe(false);
    expect(find(parameter, 'match')).toBeUndefined();
    expect(find(parameter, 'message')?.valueString).toContain('No SNOMED CT code for this was found in any source');
  });

  test('a code that was read as a cross-reference only comes without display', async () => {
    const { parameter } = await translate('calciphylaxis-cutaneous', snomed);
    expect(find(find(parameter, 'match')?.part, 'concept')?.valueCoding).toEqual({ system: snomed, code: '717043006' });
  });

  test('calcinosis cutis has its names in Spanish and French', async () => {
    const { parameter } = await ask(`/${version}/CodeSystem/$lookup`, { code: 'calcinosis-cutis', system: types });
    const names = (parameter ?? [])
      .filter(({ name }) => name === 'designation')
      .map(({ part }) => [find(part, 'language')?.valueCode, find(part, 'value')?.valueString]);
    expect(names).toEqual(
      expect.arrayContaining([
        ['es', 'Calcinosis cutis'],
        ['fr', 'Calcinose cutanée'],
      ]),
    );
  });

  test.each([
    ['autoimmune-diseases-with-calcinosis', 16],
    ['calcinosis-types', 5],
    ['calciphylaxis-risk-factors', 13],
  ])('%s expands to %i codes, each with a display', async (id, count) => {
    const url = `${canonicalBase}/ValueSet/${id}`;
    const { expansion } = await ask<ValueSet>(`/${version}/ValueSet/$expand`, { url, excludeNested: 'true' });
    expect(expansion?.contains).toHaveLength(count);
    expect(expansion?.contains?.every(({ display }) => display !== undefined)).toBe(true);
  });

  test('a value set of a terminology that is not published here is refused by name', async () => {
    const url = `${canonicalBase}/ValueSet/calcinosis-treatment-drugs-rxnorm`;
    const answer = await request(app).get(`/${version}/ValueSet/$expand`).query({ url });
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body)).toContain('http://www.nlm.nih.gov/research/umls/rxnorm');
  });
});
