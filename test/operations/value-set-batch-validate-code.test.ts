import { versionCodecs } from '../../src/fhir/versions/index.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import type { OperationContext } from '../../src/operations/operation.ts';
import { valueSetBatchValidateCode } from '../../src/operations/value-set-batch-validate-code.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { TerminologyService } from '../../src/terminology/terminology-service.ts';
import { finderOf, minerals, mineralsUrl } from '../fixtures/terminology/mineral-codes.ts';

const terminology = createTerminologyService({ finder: finderOf(minerals) });

const named = (name: string, value: object) => ({ name, element: { name, ...value } as never });
const asked = (code: string) =>
  named('validation', {
    resource: { resourceType: 'Parameters', parameter: [{ name: 'code', valueCode: code }] },
  });
const shared = [named('url', { valueUri: `${mineralsUrl}?fhir_vs` }), named('system', { valueUri: mineralsUrl })];

async function run(
  received: Parameters<typeof valueSetBatchValidateCode.run>[0],
  more: Partial<OperationContext> = {},
) {
  const context: OperationContext = {
    fhirVersion: 'R5',
    codec: versionCodecs.R5,
    level: 'type',
    isStrict: false,
    onIgnored: () => undefined,
    terminology,
    ...more,
  };
  return valueSetBatchValidateCode.run(received, context);
}

const resultsOf = (answer: AnyResource) =>
  (answer['parameter'] as { resource: { parameter: { name: string; valueBoolean?: boolean }[] } }[]).map(
    ({ resource }) => resource.parameter.find(({ name }) => name === 'result')?.valueBoolean,
  );

test('each validation is answered in its place', async () => {
  const answer = await run([...shared, asked('pearl'), asked('quartz'), asked('calcite')]);
  expect(resultsOf(answer)).toEqual([true, false, true]);
});

test.each([
  ['more validations than one request may have', [...shared, ...Array<object>(1001).fill(asked('pearl'))], 422, '1000'],
  ['no validation', shared, 400, 'validation'],
  [
    'a resource that is no terminology',
    [...shared, asked('pearl'), named('tx-resource', { resource: { resourceType: 'Bundle' } })],
    200,
    'Bundle',
  ],
])('%s', async (_name, received, status, text) => {
  const answer = run(received as never);
  if (status === 200) expect(JSON.stringify(await answer)).toContain(text);
  else await expect(answer).rejects.toMatchObject({ status, message: expect.stringContaining(text) });
});

test('what comes for all validations is made ready once', async () => {
  const url = 'http://example.org/CodeSystem/many';
  const concept = Array.from({ length: 20_000 }, (_, at) => ({ code: `c${at}`, display: `Concept ${at}` }));
  const resource = { ...minerals, url, concept };
  const own = [
    named('url', { valueUri: `${url}?fhir_vs` }),
    named('system', { valueUri: url }),
    named('tx-resource', { resource }),
  ];
  const validations = Array.from({ length: 300 }, (_, at) => asked(`c${at}`));
  const started = performance.now();
  expect(resultsOf(await run([...own, ...validations]))).toEqual(validations.map(() => true));
  expect(performance.now() - started).toBeLessThan(2500);
});

test('the work ends when the client has left', async () => {
  const client = new AbortController();
  let count = 0;
  const counting: TerminologyService = {
    ...terminology,
    validateCode: async request => {
      if (++count === 2) client.abort();
      return terminology.validateCode(request);
    },
  };
  const answer = run([...shared, ...Array<ReturnType<typeof asked>>(10).fill(asked('pearl'))], {
    terminology: counting,
    signal: client.signal,
  });
  await expect(answer).rejects.toMatchObject({ status: 422, message: expect.stringContaining('left') });
  expect(count).toBe(2);
});
