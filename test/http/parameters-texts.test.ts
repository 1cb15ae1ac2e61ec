/** Answers that are joined from texts are those that the model gives, to the byte, in both versions. */
import fc from 'fast-check';
import { parseResource } from '../../src/fhir/formats/json.ts';
import type { AnyResource, CodeSystem } from '../../src/fhir/model.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { CompiledCodeSystem } from '../../src/terminology/code-systems/compiled/compiled-code-system.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { TerminologyService } from '../../src/terminology/terminology-service.ts';
import { expectSame, versions } from '../fixtures/http/same-text.ts';
import type { Ask } from '../fixtures/http/same-text.ts';
import { compile } from '../fixtures/terminology/compile.ts';
import { codeSystems, generatedCodes, generatedUrl } from '../fixtures/terminology/generated-code-systems.ts';
import { finderOf, minerals, mineralsInSpanish, mineralsUrl } from '../fixtures/terminology/mineral-codes.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const createService = (version: 'R4' | 'R5', ...own: readonly CodeSystem[]): TerminologyService =>
  createTerminologyService({ finder: finderOf(...own), write: model => versionCodecs[version].write(model) });

const odd = 'http://example.org/CodeSystem/odd';
/** All that text could get wrong: quotes, lone surrogates, decimals, and values of types that R4 lacks. */
const oddities = parseResource(`{
  "resourceType": "CodeSystem", "url": "${odd}", "status": "active", "content": "complete", "language": "de",
  "name": "Odd\\"Name\\\\", "property": [{ "code": "weight", "type": "decimal" }],
  "concept": [
    {
      "code": "a\\u2028\\"b\\\\", "display": "Line\\nbreak \\ud800 alone, \\ud83d\\ude00 paired, \\u007f\\u00e9",
      "designation": [
        { "language": "fr", "value": "\\t",
          "use": { "code": "x", "extension": [{ "url": "urn:e", "valueInteger64": 12 }] } }
      ],
      "property": [
        { "code": "weight", "valueDecimal": 1.50 },
        { "code": "site", "valueCoding": { "code": "k", "extension": [{ "url": "urn:e", "valueInteger64": 7 }] } },
        { "code": "since", "valueDateTime": "2020" }
      ]
    },
    { "code": "bare" }
  ]
}`) as unknown as CodeSystem;

const fixed = {
  R4: createService('R4', minerals, mineralsInSpanish, oddities),
  R5: createService('R5', minerals, mineralsInSpanish, oddities),
};
const supplement = ['http://example.org/CodeSystem/minerals-es'];

test.each<[string, Ask]>([
  ['a lookup', (service, form) => service.lookup({ system: mineralsUrl, code: 'calcite' }, undefined, form)],
  [
    'one with a supplement',
    (service, form) =>
      service.lookup({ system: mineralsUrl, code: 'calcite', useSupplement: supplement }, undefined, form),
  ],
  [
    'one of some properties',
    (service, form) =>
      service.lookup({ system: mineralsUrl, code: 'aragonite', property: ['child', 'lang.de'] }, undefined, form),
  ],
  [
    'odd characters and types',
    (service, form) => service.lookup({ system: odd, code: 'a\u2028"b\\' }, undefined, form),
  ],
  ['next to nothing', (service, form) => service.lookup({ system: odd, code: 'bare' }, undefined, form)],
  [
    'subsumption',
    (service, form) => service.subsumes({ system: mineralsUrl, codeA: 'carbonate', codeB: 'pearl' }, undefined, form),
  ],
])('%s', async (_name, ask) => {
  await expectSame(version => fixed[version], ask);
});

test(`generated code systems, as resources and compiled (seed ${seed})`, async () => {
  const wish = fc.record(
    {
      displayLanguage: fc.constantFrom('de', 'fr, en;q=0.5', '*'),
      property: fc.subarray(['*', 'definition', 'child', 'status', 'lang.de', 'designation', 'inactive']),
    },
    { requiredKeys: [] },
  );
  const code = fc.constantFrom(...generatedCodes);
  await fc.assert(
    fc.asyncProperty(codeSystems, code, code, wish, async (codeSystem, one, other, asked) => {
      const compiled = new CompiledCodeSystem(compile(codeSystem).tables);
      const sourced = {
        ...{ cacheKey: 'generated', url: generatedUrl, version: codeSystem.version, content: 'complete' as const },
        ...{ definition: compiled.definition as unknown as CodeSystem, open: () => compiled },
      };
      const source = { list: () => [sourced], listAll: () => [sourced] };
      const services = versions.map(version => {
        const write = (model: AnyResource): AnyResource => versionCodecs[version].write(model);
        return [
          createTerminologyService({ finder: finderOf(codeSystem), write }),
          createTerminologyService({ finder: finderOf(), codeSystemSources: [source], write }),
        ];
      });
      for (const kind of [0, 1]) {
        const serviceOf = (version: 'R4' | 'R5') => services[versions.indexOf(version)]![kind]!;
        const system = generatedUrl;
        await expectSame(serviceOf, (service, form) =>
          service.lookup({ system, code: one, ...asked }, undefined, form),
        );
        await expectSame(serviceOf, (service, form) =>
          service.subsumes({ system, codeA: one, codeB: other }, undefined, form),
        );
      }
    }),
    { numRuns: 300, seed },
  );
});
