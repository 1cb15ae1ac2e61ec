import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedContent, ContentFinding } from '../../../src/content/check/checked-content.ts';
import { checkHierarchies } from '../../../src/content/check/hierarchies.ts';
import { checkOppositeMaps } from '../../../src/content/check/opposite-maps.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { repository } from '../content-fixtures.ts';

const types = 'CodeSystem/calcinosis-type';
const icd = 'CodeSystem/icd-10-cm-fragment';
const [forth, back] = ['ConceptMap/calcinosis-type-to-icd-10-cm', 'ConceptMap/icd-10-cm-to-calcinosis'] as const;

type Change = (text: string) => string;

/** Resources of Calx as content, the first of them changed. */
function contentWith(change: Change, ...names: readonly string[]): CheckedContent {
  const records = names.map((name, index) => {
    const text = readFileSync(join(repository, 'fhir-resources', `${name}.json`), 'utf8');
    const resource = JSON.parse(index === 0 ? change(text) : text) as AnyResource;
    return { resource, source: name, release: 'own' };
  });
  return { records: { R4: [], R5: records } } as unknown as CheckedContent;
}

const lines = (findings: readonly ContentFinding[]): string[] =>
  findings.map(({ file, path, reason }) => `${file}: ${path}: ${reason}`);

interface Concept {
  readonly code: string;
  concept?: Concept[];
}

/** Puts a concept under one of those beside it. */
function move(code: string, parent: string): Change {
  return text => {
    const resource = JSON.parse(text) as AnyResource & { concept: [{ concept: Concept[] }] };
    const [root] = resource.concept;
    const moved = root.concept.filter(each => each.code === code);
    root.concept = root.concept.filter(each => each.code !== code);
    for (const each of root.concept) if (each.code === parent) each.concept = [...(each.concept ?? []), ...moved];
    return JSON.stringify(resource);
  };
}

const replace = (from: string, to: string): Change => {
  return text => {
    expect(text).toContain(from);
    return text.replaceAll(from, to);
  };
};

test.each<[string, string, Change, string]>([
  [
    'raised phosphate under normal phosphate',
    types,
    move('tumoral-calcinosis', 'idiopathic'),
    'concept tumoral-calcinosis-hyperphosphataemic: says another serumPhosphate than idiopathic, under which it stands',
  ],
  [
    'a major type under another',
    types,
    move('calciphylaxis', 'metastatic'),
    'concept calciphylaxis: is a major type under the major type metastatic',
  ],
  [
    'a category without the codes below it',
    icd,
    replace('"valueCode": "M34.8"', '"valueCode": "M34"'),
    'concept M34.8: is not billable, and no code stands below',
  ],
  [
    'a category that calls itself billable',
    icd,
    replace('"valueBoolean": false', '"valueBoolean": true'),
    'concept M33: is billable, though codes stand below',
  ],
  [
    'a parent of another branch',
    icd,
    replace('"valueCode": "M33.2"', '"valueCode": "M34"'),
    'concept M33.20: does not begin with the characters of M34, its parent',
  ],
])('%s is found, and only where it was planted', (_, name, change, expected) => {
  expect(checkHierarchies(contentWith(text => text, name))).toEqual([]);
  expect(lines(checkHierarchies(contentWith(change, name)))).toContain(`${name}: ${expected}`);
});

test('a relationship that is turned round in one of two maps is found in both', () => {
  expect(checkOppositeMaps(contentWith(text => text, forth, back))).toEqual([]);
  const turned = replace('source-is-narrower-than-target', 'source-is-broader-than-target');
  const found = lines(checkOppositeMaps(contentWith(turned, forth, back)));
  const calciphylaxis = found.filter(line => line.includes('|calciphylaxis'));
  expect(calciphylaxis).toEqual([
    expect.stringMatching(
      /^ConceptMap\/calcinosis-type-to.*says source-is-broader.*the map back says source-is-broader/,
    ),
    expect.stringMatching(/^ConceptMap\/icd-10-cm-to.*says source-is-broader.*the map back says source-is-broader/),
  ]);
});

test('a mapping without a map back is left alone', () => {
  expect(checkOppositeMaps(contentWith(replace('narrower', 'broader'), forth))).toEqual([]);
});
