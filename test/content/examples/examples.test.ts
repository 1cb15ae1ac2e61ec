/** The examples: as their source says, valid in both versions, and the invalid ones caught by their rule and no other. */
import type { RequestListener } from 'node:http';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { buildExamples } from '../../../src/content/examples/build-examples.ts';
import type { BrokenRule } from '../../../src/content/examples/build-examples.ts';
import type { Engines } from '../../../src/engines.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';
import { createTestApp } from '../../fixtures/http/app.ts';
import { openEngines } from '../../validation/proof/judge.ts';
import { readExampleSource } from './read-cases.ts';

interface Issue {
  readonly severity: string;
  readonly details: { readonly coding?: readonly { readonly code: string }[]; readonly text: string };
  readonly expression?: readonly string[];
}

const versions = ['r4', 'r5'];
const listFiles = (folder: string): string[] => readdirSync(join('fhir-resources', 'examples', folder)).sort();
const readText = (file: string): string => readFileSync(join('fhir-resources', 'examples', file), 'utf8');
const readExample = (file: string): AnyResource => JSON.parse(readText(file)) as AnyResource;
const rules = JSON.parse(readText('invalid/manifest.json')) as readonly BrokenRule[];

let engines: Engines;
let app: RequestListener;
beforeAll(async () => {
  engines = await openEngines();
  app = createTestApp({ versions: engines.versions }).app;
});

async function judge(version: string, file: string): Promise<readonly Issue[]> {
  const { body } = await request(app)
    .post(`/${version}/$validate`)
    .set('Content-Type', 'application/fhir+json')
    .send(readText(file))
    .expect(200);
  return (body as { readonly issue: readonly Issue[] }).issue.filter(({ severity }) => severity !== 'information');
}

const messageIdOf = ({ details }: Issue): string => details.coding?.[0]?.code ?? '';

test('the files are what `npm run examples` writes', () => {
  const files = buildExamples(readExampleSource(engines));
  expect(
    [...files.keys()].filter(
      file => !existsSync(join('fhir-resources', 'examples', file)) || readText(file) !== files.get(file),
    ),
  ).toEqual([]);
  const present = ['r4', 'r5', 'invalid/r4', 'invalid/r5'].flatMap(folder =>
    listFiles(folder).map(name => `${folder}/${name}`),
  );
  expect(present.filter(file => !files.has(file))).toEqual([]);
});

test('there is a patient of each major type, and on each of the four parts of the decision structure', () => {
  const { cases } = readExampleSource(engines);
  const types = ['calciphylaxis', 'dystrophic', 'iatrogenic', 'idiopathic', 'metastatic'];
  expect(cases.flatMap(({ majorType = [] }) => majorType).sort()).toEqual(types);
  const count = (part: string): number => cases.filter(({ path }) => path.startsWith(`${part}: `)).length;
  expect(['a', 'b', 'c', 'd'].map(count)).toEqual([7, 9, 4, 3]);
});

/** LOINC and RxNorm are cited, and not loaded here. */
const unchecked =
  /can't be used here.*http:\/\/loinc\.org|'http:\/\/(?:loinc\.org|www\.nlm\.nih\.gov\/research\/umls\/rxnorm)' is not known/;

describe.each(versions)('%s', version => {
  test.each(listFiles(version))('%s is valid, and says that it is test data', async name => {
    const issues = await judge(version, `${version}/${name}`);
    expect(issues.filter(({ severity, details }) => severity !== 'warning' || !unchecked.test(details.text))).toEqual(
      [],
    );
    const { entry = [], ...resource } = readExample(`${version}/${name}`) as AnyResource & {
      entry?: readonly { resource: AnyResource }[];
    };
    for (const each of [resource, ...entry.map(({ resource: inner }) => inner)])
      expect(each['meta']).toMatchObject({ security: [{ code: 'HTEST' }] });
  });

  const ofVersion = rules.filter(({ file }) => file.startsWith(`${version}/`));

  test.each(ofVersion.map(rule => [rule.file, rule] as const))('%s is caught by its rule alone', async (file, rule) => {
    const issues = await judge(version, `invalid/${file}`);
    const found = issues.map(issue => {
      const { severity, expression } = issue;
      return { severity, messageId: messageIdOf(issue), expression: expression?.[0] };
    });
    const { severity, messageId, expression, names = '' } = rule;
    expect(found).toEqual([{ severity, messageId, expression }]);
    expect(issues[0]?.details.text).toContain(names);
  });

  test('each invalid example has its rule in the manifest', () => {
    expect(listFiles(`invalid/${version}`)).toEqual(ofVersion.map(({ file }) => file.slice(3)).sort());
    expect(ofVersion.length).toBeGreaterThan(30);
  });
});
