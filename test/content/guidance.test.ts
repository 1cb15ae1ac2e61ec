/** Guidance as it is published: made from its source, complete, and never bolder than what was read. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeGuidanceFiles, readGuidanceSource } from './guidance-files.ts';
import { repository } from './content-fixtures.ts';

interface Action {
  readonly id: string;
  readonly description?: string;
  readonly extension?: readonly { readonly url: string }[];
  readonly trigger?: readonly object[];
  readonly documentation?: readonly object[];
  readonly action?: readonly Action[];
}

interface Plan {
  readonly id: string;
  readonly action: readonly Action[];
}

const source = readGuidanceSource(repository);
const folder = join(repository, 'fhir-resources', 'PlanDefinition');
const plans = readdirSync(folder).map(
  name => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Plan] as const,
);
const withChildren = (action: Action): readonly Action[] => [action, ...(action.action ?? []).flatMap(withChildren)];
const actions = plans.flatMap(([name, plan]) =>
  plan.action.flatMap(withChildren).map(action => [name, action] as const),
);

test('lies on disk as it is made of its source; npm run guidance writes it', () => {
  const files = makeGuidanceFiles(repository);
  const stale = [...files].filter(([path, text]) => {
    const file = join(repository, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  expect(stale.map(([path]) => path)).toEqual([]);
  const made = new Set(files.keys());
  const left = ['PlanDefinition', 'ActivityDefinition'].flatMap(type =>
    readdirSync(join(repository, 'fhir-resources', type)).map(name => `fhir-resources/${type}/${name}`),
  );
  expect(left.filter(path => !made.has(path))).toEqual([]);
});

test('each action that recommends says direction, strength and quality, or that the sources conflict', () => {
  const prefix = ['cpg-directionOfRecommendation', 'cqf-strengthOfRecommendation', 'cqf-qualityOfEvidence'];
  for (const [name, { id, extension = [], action, description = '' }] of actions) {
    const said = extension.map(({ url }) => url.split('/').at(-1) ?? '');
    if (said.length === 0) {
      // A type that findings suggest, or a situation with its options, recommends nothing by itself.
      expect([name, id, action !== undefined || id.startsWith('type-')]).toEqual([name, id, true]);
    } else if (said.length === 2) {
      expect([name, id, said, /no direction is stated/i.test(description)]).toEqual([name, id, prefix.slice(1), true]);
    } else {
      expect([name, id, said]).toEqual([name, id, prefix]);
    }
  }
});

test('each action cites, or says on what it rests', () => {
  const silent = actions.filter(([, { documentation = [] }]) => documentation.length === 0);
  expect(silent.map(([name, { id }]) => `${name}#${id}`)).toEqual([]);
});

test('a rule that is recalled and was not marked high has no trigger; the others have', () => {
  const isRecalled = (id: string): boolean => source.rules[id]?.confidence === 'recalled';
  const rules = plans.filter(([, { id }]) => source.rules[id] !== undefined);
  expect(rules).toHaveLength(2 * Object.keys(source.rules).length);
  for (const [name, { id, action }] of rules) {
    expect([name, action.some(({ trigger }) => trigger !== undefined)]).toEqual([name, !isRecalled(id)]);
  }
});

test('strength is graded only in the words of a guideline that was read', () => {
  const texts = actions.flatMap(
    ([, { extension = [] }]) =>
      JSON.stringify(extension).match(/strengthOfRecommendation","valueCodeableConcept":\{[^}]*\}/g) ?? [],
  );
  const graded = texts.filter(text => !text.includes('{"text":"Not graded"}'));
  expect(graded.length).toBeGreaterThan(0);
  for (const text of graded) expect(text).toContain('SHARE 2017');
});

test('every treatment of the dossier, and mycophenolate, has its activity; those without a code are named in words', () => {
  const rows = readFileSync(join(repository, 'docs', 'dossier-rows.ndjson'), 'utf8').split('\n');
  const treatments = rows.flatMap(row => /"key": "treatments\/([\w-]+)"/.exec(row)?.[1] ?? []);
  const activities = Object.values(source.activities);
  const coded = new Set(activities.map(({ treatment }) => treatment));
  const inWords: Readonly<Record<string, string>> = {
    ...{ curettage: 'curettage-of-calcinosis', 'vitamin-k': 'vitamin-k-for-calciphylaxis' },
    ...{ 'dialysis-intensification': 'dialysis-review-for-calciphylaxis', analgesia: 'analgesia-for-calciphylaxis' },
    ...{ 'hyperbaric-oxygen': 'hyperbaric-oxygen-for-calciphylaxis', 'neem-oil': 'neem-oil-for-calcinosis-wounds' },
    'vasodilator-digital': 'vasodilators-for-digital-ischaemia',
  };
  const missing = [...treatments, 'mycophenolate'].filter(
    code => !coded.has(code) && source.activities[inWords[code] ?? ''] === undefined,
  );
  expect(treatments).toHaveLength(38);
  expect(missing).toEqual([]);
});

test('warfarin for calcinosis and intraperitoneal thiosulfate are not to be done', () => {
  const refused = Object.entries(source.activities).filter(([, { doNotPerform }]) => doNotPerform === true);
  expect(refused.map(([id]) => id)).toEqual([
    'do-not-start-warfarin-for-calcinosis',
    'avoid-intraperitoneal-sodium-thiosulfate',
  ]);
});
