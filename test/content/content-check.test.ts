import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkContent } from '../../src/content/content-check.ts';
import type { ContentCheck } from '../../src/content/content-check.ts';
import type { ExpandValueSet } from '../../src/content/check/expansions.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { createContent, repository } from './content-fixtures.ts';
import type { TemporaryContent } from './content-fixtures.ts';

let content: TemporaryContent;
beforeAll(() => (content = createContent(true)));
afterEach(() => content.restore());
afterAll(() => content.remove());

const diseases = 'valuesets/autoimmune-diseases-with-calcinosis.json';
const types = 'fhir-resources/CodeSystem/calcinosis-type.json';
const map = 'fhir-resources/ConceptMap/calcinosis-type-to-icd-10-cm.json';
const snomed = 'fhir-resources/ConceptMap/calcinosis-type-to-snomed-ct.json';
const conditions = 'fhir-resources/ConceptMap/calcinosis-associated-condition-to-icd-10-cm.json';
const rxnorm = 'fhir-resources/ConceptMap/atc-to-rxnorm.json';
const drugs = 'valuesets/calcinosis-treatment-drugs-rxnorm.json';
const sites = 'valuesets/calcinosis-body-sites-snomed-ct.json';
const manifest = 'fhir-resources/Library/calcinosis-manifest.json';
const plan = 'fhir-resources/PlanDefinition/calcinosis-cutis-in-connective-tissue-disease.r5.json';
const laser = 'fhir-resources/ActivityDefinition/carbon-dioxide-laser-for-calcinosis.json';
const evidence = 'fhir-resources/Evidence/response-to-excision-of-calcinosis-cutis.r4.json';

const rows = 'docs/dossier-rows.ndjson';

const readText = (path: string): string => readFileSync(join(content.root, path), 'utf8');

/** Answers what review agreed to, and refuses what only a server with another's terminology can expand. */
const expandListed: ExpandValueSet = ({ url }) => {
  const path = join(repository, 'valuesets', `${url.split('/').at(-1)}.expected.json`);
  const expected = JSON.parse(readFileSync(path, 'utf8')) as ExpectedFile;
  if (!('notExpandable' in expected)) return expected;
  throw new Error(`A definition for CodeSystem '${expected.notExpandable.system}' could not be found`);
};

type Listed = Awaited<ReturnType<ExpandValueSet>>;
type ExpectedFile = Listed | { readonly notExpandable: { readonly system: string } };

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
    `${plan}: PlanDefinition.action[4].action[3].definitionCanonical: points to https://w3id.org/calcinosis/fhir/ActivityDefinition/absent`,
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
  ['a code that the fragment lacks', () => plantText(diseases, '"M34"', '"M34.7"'), 'code M34.7 is not in our'],
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
  [
    'a map element without target',
    () => plantText(snomed, '"noMap": true', '"noMap": false'),
    'has neither target nor',
  ],
  [
    'a noMap without reason',
    () => plantText(snomed, 'conceptmap-nomap-comment', 'other'),
    'says noMap without the reason',
  ],
  [
    'a display on a code that was read as a cross-reference only',
    () => plantText(snomed, '"code": "717043006"', '"code": "717043006", "display": "Cutaneous calciphylaxis"'),
    'code 717043006 has a display, but was read as a cross-reference only',
  ],
  [
    'a display that nobody read, whatever the comment says',
    () => plantText(snomed, '"code": "717043006",', '"code": "717043006", "display": "Guessed", "comment_": "",'),
    'code 717043006 has a display that was not read',
  ],
  [
    'a fully specified name of SNOMED CT as display',
    () => plantText(sites, '"code": "7569003"', '"code": "7569003", "display": "Finger structure (body structure)"'),
    'code 7569003 has a fully specified name as display',
  ],
  [
    'a category of ICD-10-CM that does not say so',
    () => plantText(conditions, 'not billable', 'fine'),
    'code M33.1 is a category, and its comment does not say that it is not billable',
  ],
  [
    'a recalled code',
    () => plantText(rxnorm, '"code": "46041"', '"code": "115264"'),
    'codes/426: is withheld, but ConceptMap/atc-to-rxnorm has 115264',
  ],
  [
    'a recalled type',
    () => plantText(types, '"code": "scrotal-calcinosis"', '"code": "milia-like-calcinosis"'),
    'types/milia-like-calcinosis: is withheld, but CodeSystem/calcinosis-type has milia-like-calcinosis',
  ],
  [
    'a row of the dossier that got lost on the way',
    () => plantText(rxnorm, '"noMap": true', '"noMap": false'),
    'codes/432: is said to be published, but no resource carries it',
  ],
  [
    'a mapping that goes from another concept than the dossier says',
    () => plantText(map, '"code": "calciphylaxis"', '"code": "metastatic"'),
    'codes/25: is said to be published, but no map leads from CodeSystem/calcinosis-type#calciphylaxis to E83.59',
  ],
  [
    'a row of the dossier that the index lacks',
    () => plantText(rows, '"key": "codes/100"', '"key": "other/100"'),
    'codes: has 512 rows; the dossier has 513',
  ],
  [
    'a row withheld for a reason that nobody gives',
    () => plantText(rows, '"withheld": "icd-11"', '"withheld": "later on"'),
    'is withheld for no reason that the index knows: later on',
  ],
  [
    'a terminology that the manifest does not name',
    () => plantText(manifest, 'http://www.whocc.no/atc', 'http://example.org/atc'),
    'uses http://www.whocc.no/atc; no manifest names it',
  ],
  [
    'a map that the manifest pins in another version',
    () => plant(map, r => (r['version'] = '0.9.9')),
    'version: is 0.9.9; the manifest pins 0.2.0',
  ],
  [
    'a value set that the manifest lacks',
    () => plantText(manifest, 'ValueSet/calcinosis-types|', 'ValueSet/calcinosis-other|'),
    `valuesets/calcinosis-types.json: version: is not in the manifest`,
  ],
  [
    'a code system that may not be published',
    () =>
      plantText(
        types,
        '"url": "https://w3id.org/calcinosis/fhir/CodeSystem/calcinosis-type"',
        '"url": "http://loinc.org"',
      ),
    'http://loinc.org may be cited, not published as a code system',
  ],
  [
    'the copyright of another left out',
    () => plant(drugs, r => (r['copyright'] = 'Ours.')),
    `${drugs}: copyright: lacks the statement of RxNorm, whose codes are used`,
  ],
  [
    'a name that differs from the id',
    () => plant(map, r => (r['name'] = 'TypesToIcd')),
    `${map}: name: is 'TypesToIcd'`,
  ],
  ['an empty narrative', () => plant(map, r => (r['text'] = '')), `${map}: text: is missing`],
  ['a code system silent about case', () => plant(types, r => delete r['caseSensitive']), 'caseSensitive: is missing'],
  [
    'an element that refers to nothing contained',
    () => plantText(manifest, '#expansion-parameters', '#absent'),
    'points to #absent, which is not in the content',
  ],
  [
    'a well-formed code that no row of the dossier has',
    () => plantText(sites, '"7569003"', '"64572001"'),
    'code 64572001 is in no published row of the dossier',
  ],
  ['a malformed ATC code', () => plantText(rxnorm, '"J01AA08"', '"J01AA8"'), 'code J01AA8 is not an ATC code'],
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
    async request =>
      (await expandListed(request)).map(each => ({ ...each, display: each.display?.toUpperCase() ?? '' })),
    `expansion has unexpected ${rheumatoid} 'RHEUMATOID ARTHRITIS' (R5)`,
  ],
  [
    'repeats a concept',
    async request => [...(await expandListed(request)), ...(await expandListed(request)).slice(0, 1)],
    'expansion repeats a concept',
  ],
  ['fails', () => Promise.reject(new Error('too costly')), 'does not expand: too costly'],
  ['comes though it should not', () => [], 'says that it needs http://loinc.org'],
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

test('a value set that only another server can expand must still list what review agreed to', async () => {
  plantText(drugs, '"6980"', '"6981"');
  expect(linesOf(await check())).toContainEqual(
    expect.stringContaining("expansion lacks http://www.nlm.nih.gov/research/umls/rxnorm|6980 'minocycline' (R4)"),
  );
});
