import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkContent } from '../../src/content/content-check.ts';
import type { ContentCheck } from '../../src/content/content-check.ts';
import type { ExpandValueSet } from '../../src/content/check/expansions.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { createContent } from './content-fixtures.ts';
import type { TemporaryContent } from './content-fixtures.ts';

let content: TemporaryContent;
beforeEach(() => (content = createContent(true)));
afterEach(() => content.remove());

const diseases = 'valuesets/autoimmune-diseases-with-calcinosis.json';
const types = 'fhir-resources/CodeSystem/calcinosis-type.json';
const map = 'fhir-resources/ConceptMap/calcinosis-type-to-icd-10-cm.json';
const plan = 'fhir-resources/PlanDefinition/calcinosis-cutis-in-connective-tissue-disease.json';
const laser = 'fhir-resources/ActivityDefinition/carbon-dioxide-laser-for-calcinosis.json';
const evidence = 'fhir-resources/Evidence/response-to-excision-of-calcinosis-cutis.r4.json';

const readText = (path: string): string => readFileSync(join(content.root, path), 'utf8');

/** Lists the concepts that the value set's compose enumerates: all that our value sets do. */
const expandListed: ExpandValueSet = ({ url }) => {
  const resource = JSON.parse(readText(`valuesets/${url.split('/').at(-1)}.json`)) as {
    compose: { include: { system: string; concept: { code: string; display: string }[] }[] };
  };
  return resource.compose.include.flatMap(({ system, concept }) =>
    concept.map(({ code, display }) => ({ system, code, display })),
  );
};

const check = (expand = expandListed): Promise<ContentCheck> => checkContent({ ...content.options, expand });

function plant(path: string, change: (resource: AnyResource) => void): void {
  const resource = JSON.parse(readText(path)) as AnyResource;
  change(resource);
  content.write(path, resource);
}

function plantText(path: string, from: string, to: string): void {
  expect(readText(path)).toContain(from);
  content.write(path, readText(path).replaceAll(from, to));
}

const linesOf = ({ findings }: ContentCheck): string[] =>
  findings.map(({ file, path, reason }) => `${file}: ${path}: ${reason}`);

test("Calx's own content passes", async () => {
  const { findings, summary } = await check();
  expect(findings).toEqual([]);
  expect(summary).toMatch(/^Content: \d+ in R4, \d+ in R5; 0 findings$/);
});

test.each<[string, () => void, string]>([
  ['a missing title', () => plant(types, resource => delete resource['title']), `${types}: title: is missing`],
  ['a status that says reviewed', () => plant(types, r => (r['status'] = 'active')), `${types}: status: is active`],
  ['experimental left out', () => plant(map, r => delete r['experimental']), `${map}: experimental: `],
  ['a description without warning', () => plant(map, r => (r['description'] = 'Final.')), `${map}: description: must`],
  ['a foreign canonical', () => plant(map, r => (r['url'] = 'http://example.org/m')), `${map}: url: is http://example`],
  ['a jurisdiction left out', () => plant(map, r => delete r['jurisdiction']), `${map}: jurisdiction: is missing`],
  ["the software's version", () => plant(map, r => (r['version'] = 'v1')), `${map}: version: is 'v1'`],
  [
    'an activity that is not there',
    () => plantText(plan, 'ActivityDefinition/carbon-dioxide-laser-for-calcinosis', 'ActivityDefinition/absent'),
    `${plan}: PlanDefinition.action[3].action[3].definitionCanonical: points to https://w3id.org/calcinosis/fhir/ActivityDefinition/absent`,
  ],
  [
    'an evidence variable that is not there',
    () => plantText(evidence, 'EvidenceVariable/', 'EvidenceVariable/not-'),
    `${evidence}: Evidence.exposureBackground.reference: points to EvidenceVariable/not-`,
  ],
  [
    'a value set of ours that is not there',
    () => plant(map, r => (r['sourceScopeCanonical'] = 'https://w3id.org/calcinosis/fhir/ValueSet/absent')),
    'sourceScope',
  ],
  ['a code that the fragment lacks', () => plantText(diseases, '"M34"', '"M34.9"'), 'code M34.9 is not in our'],
  [
    'a display that differs from the fragment',
    () => plantText(map, '"display": "Calcinosis cutis"', '"display": "Skin calcium"'),
    "code L94.2 has display 'Skin calcium'; its code system says 'Calcinosis cutis'",
  ],
  ['a malformed ICD-10-CM code', () => plantText(diseases, '"M34"', '"M3"'), 'code M3 is not an ICD-10-CM code'],
  ['a malformed MONDO code', () => plantText(diseases, 'MONDO:0005100', 'MONDO:5100'), 'is not a MONDO identifier'],
  [
    'a SNOMED CT code whose check digit is wrong',
    () => plant(laser, r => (r['topic'] = [{ coding: [{ system: 'http://snomed.info/sct', code: '21929006' }] }])),
    'ActivityDefinition.topic[0].coding[0]: code 21929006 is not a SNOMED CT identifier (check digit)',
  ],
  [
    'a LOINC code whose check digit is wrong',
    () => plant(laser, r => (r['topic'] = [{ coding: [{ system: 'http://loinc.org', code: '2777-2' }] }])),
    'code 2777-2 is not a LOINC code (check digit)',
  ],
  ['a concept without source', () => plantText(types, '"code": "source"', '"code": "origin"'), 'has no source'],
  [
    'a concept that is not verified',
    () => plantText(types, '"verified"', '"recalled"'),
    'does not say that it is verif',
  ],
  ['a mapping without comment', () => plantText(map, '"comment"', '"display_"'), 'has no comment with its source'],
  ['an action without documents', () => plantText(plan, '"documentation"', '"reason_"'), 'has no documentation of its'],
  ['an activity that cites nothing', () => plant(laser, r => delete r['relatedArtifact']), 'cites no source'],
])('%s is found', async (_, plantFault, expected) => {
  plantFault();
  expect(linesOf(await check())).toContainEqual(expect.stringContaining(expected));
});

const rheumatoid = 'http://purl.obolibrary.org/obo/mondo.owl|MONDO:0008383';

test.each<[string, ExpandValueSet, string]>([
  [
    'lost a concept',
    async request => (await expandListed(request)).filter(({ code }) => code !== 'MONDO:0008383'),
    `expansion lacks ${rheumatoid} 'rheumatoid arthritis' (R4)`,
  ],
  [
    'says another display',
    async request => (await expandListed(request)).map(each => ({ ...each, display: each.display.toUpperCase() })),
    `expansion has unexpected ${rheumatoid} 'RHEUMATOID ARTHRITIS' (R5)`,
  ],
  [
    'repeats a concept',
    async request => [...(await expandListed(request)), ...(await expandListed(request)).slice(0, 1)],
    'expansion repeats a concept',
  ],
  ['fails', () => Promise.reject(new Error('too costly')), 'does not expand: too costly'],
])('an expansion that %s is found', async (_, expand, expected) => {
  expect(linesOf(await check(expand))).toContainEqual(expect.stringContaining(expected));
});

test('a value set without reviewed expansion, and an expansion without value set, are found', async () => {
  content.write('valuesets/absent.expected.json', []);
  plant(diseases, resource => (resource.id = 'diseases'));
  content.write('valuesets/diseases.json', readText(diseases));
  const lines = linesOf(await check(() => []));
  expect(lines).toContainEqual(expect.stringContaining('valuesets/diseases.json: : has no expected expansion'));
  expect(lines).toContainEqual(expect.stringContaining('absent.expected.json: : belongs to no value set'));
});
