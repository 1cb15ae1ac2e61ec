/** A supplement that is demanded is used, or the request fails: it is never passed over. */
import type { AnyResource } from '../../src/fhir/model.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';

const base = 'http://example.org/CodeSystem/';
const codeSystem = (name: string, more: object = {}): AnyResource => ({
  ...{ resourceType: 'CodeSystem', url: base + name, version: '1', status: 'active', content: 'complete' },
  concept: [{ code: 'a', display: 'A' }],
  ...more,
});
const supplement = codeSystem('extra', {
  content: 'supplement',
  supplements: `${base}one`,
  concept: [{ code: 'a', designation: [{ language: 'de', value: 'Ah' }] }],
});
const txResources = [codeSystem('one'), codeSystem('two'), supplement];
const service = createTerminologyService({ finder: { list: () => [], listAll: () => [] } });

const valueSet = (system: string, extension: { url: string }[] = []) => ({
  resource: {
    ...{ resourceType: 'ValueSet' as const, url: `http://example.org/${system}`, status: 'active' as const, extension },
    compose: { include: [{ system: base + system }] },
  },
});
const demanded = {
  url: 'http://hl7.org/fhir/StructureDefinition/valueset-supplement',
  valueCanonical: `${base}extra`,
};
const useSupplement = [`${base}extra`];

const calls = {
  expand: async (system: string) => service.expand({ valueSet: valueSet(system), useSupplement, txResources }),
  'expand by extension': async (system: string) =>
    service.expand({ valueSet: valueSet(system, [demanded]), txResources }),
  'validate-code': async (system: string) =>
    service.validateCode({ valueSet: valueSet(system), system: base + system, code: 'a', useSupplement, txResources }),
  'validate-code by extension': async (system: string) =>
    service.validateCode({
      valueSet: valueSet(system, [demanded]),
      system: base + system,
      code: 'a',
      txResources,
    }),
  'validate-code in a code system': async (system: string) =>
    service.validateCode({ codeSystem: { url: base + system }, code: 'a', useSupplement, txResources }),
  lookup: async (system: string) => service.lookup({ system: base + system, code: 'a', useSupplement, txResources }),
};

test.each(Object.entries(calls))('%s', async (_name, call) => {
  await expect(call('one')).resolves.toBeDefined();
  await expect(call('two')).rejects.toMatchObject({
    status: 404,
    issues: [{ messageId: 'VALUESET_SUPPLEMENT_MISSING', text: `Required supplement not found: ${base}extra` }],
  });
});
