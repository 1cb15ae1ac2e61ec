/**
 * What the elements of a statistic mean is what the source says: a count of deaths is no count of survivors, one group
 * is not all participants, a probability belongs to a comparison, and one data set is a figure once.
 */
import { generateResources } from '../../../src/content/evidence/generate-evidence.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { repository } from '../content-fixtures.ts';
import { readEvidenceSource } from './read-evidence-source.ts';

interface Statistic {
  readonly description: string;
  readonly quantity?: { readonly value: number };
  readonly numberAffected?: number;
  readonly sampleSize?: {
    readonly description?: string;
    readonly knownDataCount?: number;
    readonly numberOfStudies?: number;
    readonly numberOfParticipants?: number;
  };
  readonly attributeEstimate?: readonly { readonly type?: { readonly coding: readonly { readonly code: string }[] } }[];
}

interface Risk {
  readonly id: string;
  readonly note?: readonly { readonly text: string }[];
  readonly outcome: { readonly reference: string };
  readonly sampleSize: { readonly numberOfParticipants?: number };
  readonly riskEstimate: { readonly description: string; readonly denominatorCount: number };
}

const source = readEvidenceSource(repository);
const records = source.publications.flatMap(({ evidence = [] }) => evidence);
const r5 = generateResources(source, 'R5');
const risks = generateResources(source, 'R4').filter(
  ({ resourceType }) => resourceType === 'RiskEvidenceSynthesis',
) as unknown as Risk[];
const evidence = r5.filter(({ resourceType }) => resourceType === 'Evidence');
const statisticsOf = (resource: AnyResource | undefined): readonly Statistic[] =>
  (resource?.['statistic'] ?? []) as readonly Statistic[];
const statisticsById = (id: string): readonly Statistic[] => statisticsOf(evidence.find(each => each.id === id));

test('a figure of deaths has death as its outcome, never survival', () => {
  const figures = records.flatMap(record =>
    (record.figures ?? []).map(figure => ({ label: figure.label, outcome: figure.outcome ?? record.outcome })),
  );
  const deaths = figures.filter(({ label }) => /\b(?:dead|died|deaths?)\b/.test(label));
  expect(deaths.length).toBeGreaterThan(9);
  expect(deaths.filter(({ outcome }) => outcome !== 'death-in-calciphylaxis')).toEqual([]);
  const counted = risks.filter(({ riskEstimate }) => /\b(?:dead|died)\b/.test(riskEstimate.description));
  expect(counted.length).toBeGreaterThan(5);
  expect(new Set(counted.map(({ outcome }) => outcome.reference))).toEqual(
    new Set(['EvidenceVariable/death-in-calciphylaxis']),
  );
});

test('a statistic of one group says nothing of how many took part in both', () => {
  const groups = statisticsById('sinha-2024-death');
  expect(groups.map(({ sampleSize }) => sampleSize?.knownDataCount)).toEqual([38, 33, 38, 33]);
  expect(groups.filter(({ sampleSize }) => sampleSize?.numberOfParticipants !== undefined)).toEqual([]);
  const both = statisticsById('sinha-2024-wound-score')[0];
  expect(both?.sampleSize?.numberOfParticipants).toBe(71);
  expect(risks.find(({ id }) => id === 'sinha-2024-death-week-12-placebo')?.sampleSize).toEqual({ numberOfStudies: 1 });
});

test('no count has more participants than took part, and none of some of them has the number of all', () => {
  const counts = evidence.flatMap(statisticsOf).flatMap(({ sampleSize }) => sampleSize ?? []);
  const impossible = counts.filter(
    ({ knownDataCount = 0, numberOfParticipants = knownDataCount }) => knownDataCount > numberOfParticipants,
  );
  expect(impossible).toEqual([]);
  const [fewer] = statisticsById('campanilho-marques-2020-anti-tnf');
  expect(fewer?.sampleSize).toEqual({
    description: 'those with calcinosis; their number was not seen',
    numberOfStudies: 1,
  });
});

test.each(['traineau-2020-warfarin', 'udomkarnjananun-2019-thiosulfate', 'nowaczyk-2021-shock-waves'])(
  '%s: the size of a whole review is words, and no size of one effect',
  id => {
    const [statistic] = statisticsById(id);
    expect(Object.keys(statistic?.sampleSize ?? {})).toEqual(['description']);
    expect(statistic?.sampleSize?.description).toMatch(/^in the whole review: \d+ studies, \d+ participants$/);
  },
);

test.each([
  ['arch-ferrer-2003-parathyroidectomy', 'difference of median survival: p<0.001'],
  ['surgery-2000-debridement', 'difference of median survival: p=0.08'],
  ['tansley-2014-anti-nxp2', 'calcinosis by anti-NXP2 antibodies: p=0.025'],
])('%s: the probability is of a comparison and not of a group', (id, expected) => {
  const probable = statisticsById(id).filter(({ attributeEstimate = [] }) =>
    attributeEstimate.some(({ type }) => type?.coding[0]?.code === 'C44185'),
  );
  expect(probable.map(({ description }) => description)).toEqual([expected]);
  expect(probable[0]?.quantity).toBeUndefined();
});

test('who has a feature is counted and not affected', () => {
  const [exposed] = statisticsById('floege-2015-vitamin-k-antagonist');
  expect(exposed?.quantity?.value).toBe(11);
  expect(exposed?.numberAffected).toBeUndefined();
});

test('the 12 of 21 areas of one study are a figure once', () => {
  const areas = risks.filter(({ riskEstimate }) => riskEstimate.denominatorCount === 21);
  expect(areas.every(({ id }) => id.startsWith('bottomley-1996-'))).toBe(true);
  expect(areas[0]?.note?.[0]?.text).toContain('Do not count them twice');
  expect(statisticsById('nowaczyk-2021-laser-remission').filter(({ quantity }) => quantity !== undefined)).toEqual([]);
});

test('an association within a trial is not coded as randomised', () => {
  const association = evidence.find(({ id }) => id === 'floege-2015-vitamin-k-antagonist');
  expect(JSON.stringify(association?.['studyDesign'])).not.toContain('SEVCO:01003');
});
