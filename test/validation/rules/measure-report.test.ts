/** MeasureReports against their Measures: groups, populations, scores. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const url = 'http://calx.test/Measure/m';
const concept = (code: string, system = 'http://calx.test/codes'): Tree => ({ coding: [{ system, code }] });
const population = (code: string): Tree => concept(code, 'http://terminology.hl7.org/CodeSystem/measure-population');
const criteria = { language: 'text/cql', expression: 'x' };
const measure = (scoring: string, codes: readonly string[] = []): Tree => ({
  resourceType: 'Measure',
  url,
  status: 'active',
  scoring: concept(scoring, 'http://terminology.hl7.org/CodeSystem/measure-scoring'),
  group: (codes.length === 0 ? [undefined] : codes).map(code => ({
    ...(code !== undefined && { code: concept(code) }),
    population: [{ code: population('numerator'), criteria }],
  })),
});
const report = (group: readonly Tree[], type = 'summary'): Tree => ({
  resourceType: 'MeasureReport',
  status: 'complete',
  type,
  measure: url,
  period: { start: '2024-01-01', end: '2024-12-31' },
  group,
});
const numerator = { code: population('numerator'), count: 3 };
const half = { population: [numerator], measureScore: { value: 0.5 } };
const at = 'MeasureReport.group[0]';

test.each<[string, string, Tree, readonly string[]]>([
  ['a proportion with its score', 'proportion', half, []],
  ['a proportion without score', 'proportion', { population: [numerator] }, [`MEASURE_MR_SCORE_REQUIRED ${at}`]],
  [
    'a proportion above 1',
    'proportion',
    { ...half, measureScore: { value: 1.5 } },
    [`MEASURE_MR_SCORE_VALUE_INVALID_01 ${at}.measureScore.value`],
  ],
  [
    'a proportion with a unit',
    'proportion',
    { ...half, measureScore: { value: 0.5, unit: '%' } },
    [`MEASURE_MR_SCORE_UNIT_PROHIBITED ${at}.measureScore.unit`],
  ],
  [
    'a score without value',
    'ratio',
    { ...half, measureScore: { unit: 'x' } },
    [`MEASURE_MR_SCORE_VALUE_REQUIRED ${at}.measureScore`],
  ],
  ['a cohort without score', 'cohort', { population: [numerator] }, []],
  ['a cohort with a score', 'cohort', half, [`MEASURE_MR_SCORE_PROHIBITED_MS ${at}.measureScore`]],
  [
    'a population that the measure lacks',
    'cohort',
    { population: [numerator, { code: population('denominator'), count: 5 }] },
    [`MEASURE_MR_GRP_POP_UNK_CODE ${at}.population[1]`],
  ],
  [
    'a population twice',
    'cohort',
    { population: [numerator, numerator] },
    [`MEASURE_MR_GRP_POP_DUPL_CODE ${at}.population[1]`],
  ],
  ['no population', 'cohort', { code: concept('g') }, [`MEASURE_MR_GRP_MISSING_BY_CODE ${at}`]],
  [
    'subjects in a summary',
    'cohort',
    { population: [{ ...numerator, subjectResults: { reference: 'List/1' } }] },
    [`MEASURE_MR_GRP_POP_NO_SUBJECTS ${at}.population[0]`],
  ],
])('reports %s', async (_what, scoring, group, expected) => {
  expect(await errorsOf('r4', report([group]), [measure(scoring)])).toEqual(expected);
});

const cohort = (code: string): Tree => ({ code: concept(code), population: [numerator] });

test.each<[string, readonly Tree[], readonly string[]]>([
  ['each', [cohort('a'), cohort('b')], []],
  ['only one', [cohort('a')], ['MEASURE_MR_GRP_MISSING_BY_CODE MeasureReport']],
  ['one twice', [cohort('a'), cohort('a'), cohort('b')], ['MEASURE_MR_GRP_DUPL_CODE MeasureReport.group[1]']],
  ['an unknown one', [cohort('a'), cohort('b'), cohort('c')], ['MEASURE_MR_GRP_UNK_CODE MeasureReport.group[2]']],
  [
    'one without code',
    [cohort('a'), cohort('b'), { population: [numerator] }],
    ['MEASURE_MR_GRP_NO_CODE MeasureReport.group[2]'],
  ],
])('of two groups, reports %s', async (_what, groups, expected) => {
  expect(await errorsOf('r4', report(groups), [measure('cohort', ['a', 'b'])])).toEqual(expected);
});

test('a measure that is not known is a warning', async () => {
  const issues = await issuesOf('r4', report([half]));
  expect(shown(issues)).toEqual([]);
  expect(shown(issues, 'warning')).toContain('MEASURE_MR_M_NOTFOUND MeasureReport');
});

test('groups and populations of a measure that can not be told apart are warnings', async () => {
  const group = { population: [{ criteria }, { criteria }] };
  const issues = await issuesOf('r4', { ...measure('cohort'), group: [group, group] });
  expect(shown(issues, 'warning')).toEqual(
    expect.arrayContaining([
      'MEASURE_M_GROUP_CODE Measure.group[0]',
      'MEASURE_M_GROUP_POP_NO_CODE Measure.group[0].population[0]',
    ]),
  );
});
