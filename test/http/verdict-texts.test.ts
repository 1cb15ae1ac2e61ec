/** Verdicts and translations that are joined from texts are those that the model gives, to the byte, in both versions. */
import type { AnyResource, CodeableConcept, ConceptMap, ValueSet } from '../../src/fhir/model.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { TerminologyService } from '../../src/terminology/terminology-service.ts';
import type { TranslateRequest, ValidateCodeRequest } from '../../src/terminology/terminology-request.ts';
import { expectSame } from '../fixtures/http/same-text.ts';
import {
  allCodings,
  deposit,
  depositResources,
  site,
  stage,
  valueSetNames,
  vs,
} from '../fixtures/terminology/deposits.ts';
import { finderOf } from '../fixtures/terminology/mineral-codes.ts';

const mapUrl = 'https://example.org/fhir/ConceptMap/odd';
/** As R4 has them: with words that R5 lacks. */
const maps = ['wider', 'equal', 'inexact', 'unmatched'].map((equivalence, at) => ({
  ...{ resourceType: 'ConceptMap', url: `${mapUrl}-${at}`, version: '1', status: 'active', sourceUri: vs('all') },
  group: [
    {
      ...{ source: deposit, target: stage, targetVersion: '2.0.0' },
      element: [
        {
          code: 'apatite',
          target: [
            {
              code: 'early',
              display: 'Early "on"',
              equivalence,
              product: [{ property: 'urn:p', system: site, value: 'k' }],
            },
            { code: 'late', equivalence: 'relatedto', dependsOn: [{ property: 'urn:d', value: 'x' }] },
          ],
        },
        { code: 'chalk', target: [{ equivalence: 'unmatched', comment: 'none' }] },
      ],
      unmapped: { mode: 'fixed', code: 'burnt-out' },
    },
  ],
}));
const read = (wire: AnyResource): ConceptMap => versionCodecs.R4.read(wire) as unknown as ConceptMap;
const resources = [...depositResources, ...maps.map(read)] as unknown as readonly ValueSet[];
const serviceOf = (version: 'R4' | 'R5'): TerminologyService =>
  createTerminologyService({ finder: finderOf(...resources), write: model => versionCodecs[version].write(model) });
const services = { R4: serviceOf('R4'), R5: serviceOf('R5') };

const ways: Readonly<Record<string, Omit<ValidateCodeRequest, 'code'>>> = {
  plainly: {},
  'with a display': { display: 'No "such" name' },
  'in German': { acceptLanguage: 'de', displayLanguage: 'de' },
  'with rules': { abstract: false, activeOnly: true, lenientDisplayValidation: true, display: 'x' },
  'of a version': { codeVersion: '1.0.0' },
  'with version rules': { systemVersion: [`${stage}|1.0.0`], checkSystemVersion: [`${deposit}|9`] },
  'membership only': { valueSetMembershipOnly: true },
  'by an unknown value set': { defaultValueSetVersion: [`${vs('all')}|77`] },
};
const asked = [...allCodings, { system: deposit, code: 'none' }, { system: 'urn:none', code: 'a' }];

describe.each(Object.entries(ways))('codes %s', (_name, way) => {
  test.each([...valueSetNames, 'unheard-of'])('in %s', async name => {
    for (const { system, code } of asked) {
      const request = { ...way, system, code, valueSet: { url: vs(name) } };
      await expectSame(
        version => services[version],
        (service, form) => service.validateCode(request, undefined, form),
      );
    }
  });

  test('in their code systems', async () => {
    for (const { system, code } of asked) {
      const request = { ...way, code, codeSystem: { url: system } };
      await expectSame(
        version => services[version],
        (service, form) => service.validateCode(request, undefined, form),
      );
    }
  });
});

const concept: CodeableConcept = { coding: asked.slice(0, 4), text: 'Some "text"' };
test.each(valueSetNames)('a concept, a coding and a code without system in %s', async name => {
  const valueSet = { url: vs(name) };
  for (const subject of [
    { codeableConcept: concept },
    { coding: concept.coding![1]! },
    { code: 'apatite', inferSystem: true },
  ]) {
    const request = { ...subject, valueSet };
    await expectSame(
      version => services[version],
      (service, form) => service.validateCode(request, undefined, form),
    );
  }
});

const source = [{ system: deposit, code: 'apatite' }];
test.each<[string, TranslateRequest]>([
  ...maps.map(({ url }): [string, TranslateRequest] => [url, { source, conceptMap: { url } }]),
  ['all maps', { source, targetSystem: stage }],
  ['a dependency', { source, dependency: [{ attribute: 'urn:d', value: 'y' }] }],
  ['no mapping', { source: [{ system: deposit, code: 'chalk' }] }],
  ['an unmapped code', { source: [{ system: deposit, code: 'tophus' }] }],
  ['nothing', { source: [{ system: site, code: 'Knee' }] }],
  ['reverse', { target: [{ system: stage, code: 'early' }] }],
  ['reverse as R4 asks it', { target: [{ system: stage, code: 'early' }], answersSources: true }],
  ['an unknown map', { source, conceptMap: { url: 'urn:none' } }],
])('a translation by %s', async (_name, request) => {
  await expectSame(
    version => services[version],
    (service, form) => service.translate(request, undefined, form),
  );
});
