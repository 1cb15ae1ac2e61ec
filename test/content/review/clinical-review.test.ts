/** docs/clinical-review.md is what the content says, has a row for each statement, and claims no signature. */
import { readFileSync } from 'node:fs';
import { buildClinicalReview } from '../../../src/content/review/clinical-review.ts';
import { listReviewItems } from '../../../src/content/review/list-items.ts';
import { digestOf, parseSignOffs } from '../../../src/content/review/sign-offs.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { readPublished, writeReview } from './review-source.ts';

const committed = readFileSync('docs/clinical-review.md', 'utf8');

test('docs/clinical-review.md is what `npm run review` writes', async () => {
  expect(await writeReview()).toBe(committed);
});

test('each action of each plan, each activity and each mapping has a row, in R4 as in R5', async () => {
  const content = await readPublished();
  const keysOf = (resources: readonly AnyResource[]): string[] =>
    listReviewItems({ R4: [], R5: resources })
      .filter(({ part }) => ['recommendation', 'alert', 'activity', 'mapping'].includes(part))
      .map(({ key }) => key);
  const keys = keysOf(content.R5);
  expect(keysOf(content.R4)).toEqual(keys);
  const rows = [
    ...committed.matchAll(/^\| ((?:PlanDefinition|ActivityDefinition|ConceptMap)\/[^|]*(?:\\\|[^|]*)*?) \|/gm),
  ];
  expect(rows.map(([, key = '']) => key.replaceAll('\\|', '|')).sort()).toEqual([...keys].sort());
  const actions = content.R5.filter(({ resourceType }) => resourceType === 'PlanDefinition');
  expect(new Set(keys.map(key => key.split('#')[0])).size).toBeGreaterThan(actions.length);
});

test('every alert names a source', async () => {
  const items = listReviewItems(await readPublished());
  const bare = items.filter(({ part, fields }) => part === 'alert' && fields['sources'] === undefined);
  expect(bare.map(({ key }) => key)).toEqual([]);
});

const plan = (description: string): AnyResource => ({
  ...{ resourceType: 'PlanDefinition', id: 'plan', type: { coding: [{ code: 'eca-rule' }] } },
  action: [{ id: 'stop', title: 'Stop', description, documentation: [{ label: 'A | B', display: 'read' }] }],
});
const sheet = (description: string, csv: string): string =>
  buildClinicalReview({ R4: [], R5: [plan(description)] }, parseSignOffs(`key,digest,decision,clinician,date\n${csv}`));
const [item] = listReviewItems({ R4: [], R5: [plan('It harms.')] });
const digest = item === undefined ? '' : digestOf(item);
const signature = `PlanDefinition/plan#stop,${digest},approved,Dr Example,2026-12-01\n`;

test.each([
  ['nobody signed', 'It harms.', '', '0 of 1', `| Stop. It harms. | A \\| B: read | ${digest} |  |  |  |`],
  ['it is signed', 'It harms.', signature, '1 of 1', `${digest} | approved | Dr Example | 2026-12-01 |`],
  ['the words changed', 'It may harm.', signature, '0 of 1', '| changed since: approved | Dr Example | 2026-12-01 |'],
])('where %s, the row says so', (_name, description, csv, count, row) => {
  const text = sheet(description, csv);
  expect(text).toContain(`**${count} rows are signed.**`);
  expect(text).toContain(row);
});

test.each([
  ['for what is not published', 'PlanDefinition/other#x,00000000,approved,Dr Example,2026-12-01', /not published/],
  ['without a name', `PlanDefinition/plan#stop,${digest},approved,,2026-12-01`, /line 2 is no sign-off/],
  ['with another decision', `PlanDefinition/plan#stop,${digest},fine,Dr Example,2026-12-01`, /line 2 is no sign-off/],
  ['without a date', `PlanDefinition/plan#stop,${digest},approved,Dr Example,soon`, /line 2 is no sign-off/],
])('a signature %s is refused', (_name, csv, expected) => {
  expect(() => sheet('It harms.', csv)).toThrow(expected);
});

test('a change of the condition in R4 alone is another text', () => {
  const withCondition = (expression: string): AnyResource => ({
    ...plan('It harms.'),
    action: [{ id: 'stop', title: 'Stop', condition: [{ kind: 'applicability', expression: { expression } }] }],
  });
  const digestIn = (r4: string): string => {
    const [only] = listReviewItems({ R4: [withCondition(r4)], R5: [withCondition('true')] });
    return only === undefined ? '' : digestOf(only);
  };
  expect(digestIn('false')).not.toBe(digestIn('true'));
});
