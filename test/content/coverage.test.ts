/** docs/coverage.md says what is true of the content, and no row of the dossier is missing from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCoverage } from '../../src/content/coverage.ts';
import type { DossierIndex } from '../../src/content/dossier-rows.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { repository } from './content-fixtures.ts';
import { readCoverageSource } from './coverage-source.ts';

const committed = readFileSync(join(repository, 'docs', 'coverage.md'), 'utf8');

test('docs/coverage.md is what `npm run coverage` writes', async () => {
  expect(buildCoverage(await readCoverageSource(repository))).toBe(committed);
});

test('has every row of the dossier once', async () => {
  const { dossier } = await readCoverageSource(repository);
  const keys = [...committed.matchAll(/^\| ((?:types|axes|diseases|treatments|codes|evidence)\/\S+) \|/gm)].map(
    ([, key]) => key,
  );
  expect(keys).toEqual(
    ['types', 'axes', 'diseases', 'treatments', 'codes', 'evidence'].flatMap(table =>
      dossier.rows.map(({ key }) => key).filter(key => key.startsWith(`${table}/`)),
    ),
  );
  expect(keys).toHaveLength(794);
  expect(committed).not.toContain('not carried');
});

const codeSystem: AnyResource = {
  ...{ resourceType: 'CodeSystem', id: 'types', url: 'http://example.org/types', content: 'complete' },
  concept: [{ code: 'a', display: 'Alpha' }],
};
const conceptMap: AnyResource = {
  ...{ resourceType: 'ConceptMap', id: 'map' },
  group: [
    {
      ...{ source: 'http://example.org/types', target: 'http://example.org/others' },
      element: [
        { code: 'a', display: 'Alpha', target: [{ code: 'x' }] },
        { code: 'b', noMap: true },
      ],
    },
  ],
};
const evidence: AnyResource = { resourceType: 'Evidence', id: 'study' };

test.each<[string, DossierIndex['rows'][number], string]>([
  [
    'a concept',
    { key: 'types/a', subject: 'A', confidence: 'verified', carriers: ['CodeSystem/types#a'] },
    'CodeSystem/types#a',
  ],
  [
    'a code',
    { key: 'codes/1', subject: 'a', confidence: 'verified', system: 'http://example.org/others', code: 'x' },
    'ConceptMap/map',
  ],
  [
    'the absence of a code',
    {
      ...{ key: 'codes/2', subject: 'b', confidence: 'not-found', system: 'http://example.org/others' },
      source: 'CodeSystem/types#b',
    },
    'ConceptMap/map',
  ],
  [
    'a study',
    { key: 'evidence/S', subject: 'S', confidence: 'verified', carriers: ['Evidence/study'] },
    'Evidence/study',
  ],
  [
    'what is withheld',
    { key: 'types/b', subject: 'B', confidence: 'recalled', withheld: 'later' },
    'withheld: not yet',
  ],
  [
    'what got lost',
    { key: 'types/c', subject: 'C', confidence: 'verified', carriers: ['CodeSystem/types#c'] },
    'not carried',
  ],
])('says where %s is', (_, row, expected) => {
  const dossier = { counts: {}, reasons: { later: 'not yet' }, rows: [row] };
  const resources = [codeSystem, conceptMap, evidence];
  const lines = buildCoverage({ dossier, claims: [], resources: { R4: resources, R5: resources } }).split('\n');
  expect(lines.find(line => line.startsWith(`| ${row.key} |`))).toContain(`${expected} |`);
});

test.each([
  ['is there', 'Evidence/study', 'Evidence/study'],
  ['is missing', 'Evidence/lost', 'not carried'],
])('says of a claim of the documents whether what carries it %s', (_, carrier, expected) => {
  const claims = [{ document: 'Somebody 2020', claims: [{ claim: 'All is well', carriers: [carrier] }] }];
  const dossier = { counts: {}, reasons: {}, rows: [] };
  expect(buildCoverage({ dossier, claims, resources: { R4: [evidence], R5: [evidence] } })).toContain(
    `| All is well | ${expected} |`,
  );
});
