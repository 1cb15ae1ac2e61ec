/** The evidence family is what its source says, in both versions, and nothing else lies in its folders. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findEvidenceFaults, numbersIn } from '../../../src/content/evidence/check-evidence-source.ts';
import type { EvidenceRecord, EvidenceSource } from '../../../src/content/evidence/evidence-source.ts';
import {
  generateEvidence,
  generateResources,
  generatedTypes,
} from '../../../src/content/evidence/generate-evidence.ts';
import { buildLossReport } from '../../../src/content/evidence/loss-report.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { loadDossierIndex } from '../../../src/content/dossier-rows.ts';
import { repository } from '../content-fixtures.ts';
import { readEvidenceSource } from './read-evidence-source.ts';

const source = readEvidenceSource(repository);
const r4 = generateResources(source, 'R4');
const r5 = generateResources(source, 'R5');
const idsOf = (resources: readonly AnyResource[], type: string): (string | undefined)[] =>
  resources.filter(({ resourceType }) => resourceType === type).map(({ id }) => id);

test('the committed files are what `npm run evidence` writes, and no others', () => {
  const committed = new Map(
    generatedTypes.flatMap(type =>
      readdirSync(join(repository, 'fhir-resources', type)).map(name => {
        const path = `${type}/${name}`;
        return [path, readFileSync(join(repository, 'fhir-resources', path), 'utf8')] as const;
      }),
    ),
  );
  const generated = generateEvidence(source);
  expect([...committed.keys()].sort()).toEqual([...generated.keys()].sort());
  const stale = [...generated].filter(([path, text]) => committed.get(path) !== text).map(([path]) => path);
  expect(stale).toEqual([]);
});

test('docs/evidence-loss.md is what `npm run evidence` writes', () => {
  expect(readFileSync(join(repository, 'docs', 'evidence-loss.md'), 'utf8')).toBe(buildLossReport(source));
});

test('both versions have the same Evidence and variables, by the same ids', () => {
  expect(idsOf(r4, 'Evidence')).toEqual(idsOf(r5, 'Evidence'));
  expect(idsOf(r4, 'EvidenceVariable')).toEqual(idsOf(r5, 'EvidenceVariable'));
});

test('each version has its own code system of certainty, and no other', () => {
  expect(JSON.stringify(r4)).toContain('http://terminology.hl7.org/CodeSystem/evidence-quality');
  expect(JSON.stringify(r4)).not.toContain('certainty-rating');
  expect(JSON.stringify(r5)).toContain('http://hl7.org/fhir/certainty-rating');
  expect(JSON.stringify(r5)).not.toContain('evidence-quality');
});

test('the index of the dossier says of each row of the evidence table what its source says', async () => {
  const { rows } = await loadDossierIndex(join(repository, 'valuesets'));
  const carriers = (row: string): string[] =>
    source.publications.flatMap(({ id, evidence = [], partly }) => [
      ...evidence.filter(record => record.rows.includes(row)).map(record => `Evidence/${record.id}`),
      ...(partly?.rows.includes(row) === true ? [`Citation/${id}`] : []),
    ]);
  const withheld = new Map(source.withheld.map(({ row, reason }) => [row, reason]));
  const studies = rows.filter(({ key }) => key.startsWith('evidence/'));
  expect(studies).toHaveLength(106);
  const told = studies.map(row => [row.key, [...(row.carriers ?? [])].sort(), row.withheld]);
  const expected = studies.map(({ key }) => {
    const row = key.slice('evidence/'.length);
    return [key, carriers(row).sort(), withheld.get(row)];
  });
  expect(told).toEqual(expected);
});

test('every figure of R4 in words is in the description, and every count in a synthesis is one of the source', () => {
  const risks = r4.filter(({ resourceType }) => resourceType === 'RiskEvidenceSynthesis');
  expect(risks.length).toBeGreaterThan(40);
  for (const risk of risks) {
    const { numeratorCount, denominatorCount } = risk['riskEstimate'] as Record<string, number>;
    expect(numbersIn(String(risk['description']))).toEqual(
      expect.arrayContaining([String(numeratorCount), String(denominatorCount)]),
    );
  }
});

test('decimals keep the zeros that are printed', () => {
  const text = [...generateEvidence(source)].find(([path]) => path === 'Evidence/sinha-2024-wound-score.r5.json')?.[1];
  expect(text).toMatch(/"low": \{\s*"value": -2\.5\s*\},\s*"high": \{\s*"value": 3\.0\s*\}/);
  expect(text).toContain('"level": 0.96');
});

/** The source with a change to the first record of one publication, 9 of 17 on diltiazem. */
const withRecord = (change: Partial<EvidenceRecord>): EvidenceSource => ({
  ...source,
  publications: source.publications.map(publication => {
    const [record, ...others] = publication.evidence ?? [];
    const isMeant = publication.id === 'balin-2012' && record !== undefined;
    return isMeant ? { ...publication, evidence: [{ ...record, ...change }, ...others] } : publication;
  }),
});

test.each<[string, EvidenceSource, string]>([
  ['an unknown variable', withRecord({ outcome: 'nothing-known' }), 'names nothing-known, which is not known'],
  ['an unknown treatment', withRecord({ treatments: ['leeches'] }), 'names leeches, which is not known'],
  ['a certainty without reason', withRecord({ certainty: 'high', reason: undefined as never }), 'reason'],
  ['an unknown design', withRecord({ design: 'guess' }), 'design: must be equal to one of'],
  [
    'a figure that the statement does not say',
    withRecord({ figures: [{ count: 7, of: 13, label: 'better' }] }),
    'a figure has 7, which its statement does not say',
  ],
  ['an id twice', withRecord({ id: 'wen-2023-death' }), 'wen-2023-death: is there twice'],
  ['a row that is withheld', withRecord({ rows: ['BERGER1987'] }), 'BERGER1987: is withheld, and published'],
  [
    'counts that can not be told apart',
    withRecord({
      figures: [
        { count: 9, of: 17, label: 'better' },
        { count: 9, of: 17, label: 'best' },
      ],
    }),
    'each needs an id of its own',
  ],
])('%s is a fault of the source', (_, faulty, expected) => {
  expect(
    findEvidenceFaults(JSON.parse(JSON.stringify({ ...faulty, displays: {} }), revive) as EvidenceSource).join('\n'),
  ).toContain(expected);
});

/** What is undefined is absent, as in YAML; the displays are no part of the YAML. */
function revive(key: string, value: unknown): unknown {
  return key === 'displays' ? source.displays : value;
}

test.each([
  ['P=.008', ['0.008']],
  ['OR 15.52 (2.01-119.90), anti-NXP2', ['15.52', '2.01', '119.9']],
  ['-5.3 (SD 5.2) vs -6.0', ['5.3', '5.2', '6']],
])('finds the numbers of %s', (text, expected) => {
  expect(numbersIn(text)).toEqual(expected);
});
