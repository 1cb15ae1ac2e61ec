/** The schema of the YAML files that evidence is authored in, and what a schema can't say of them together. */
import { Ajv } from 'ajv';
import type { Publication } from './evidence-source.ts';
import { certainties, designs, directions, readings, withholdings } from './evidence-words.ts';

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };
const id = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 48 };
const ids = { type: 'array', items: id, minItems: 1 };
const count = { type: 'integer', minimum: 0 };
const decimal = { anyOf: [{ type: 'number' }, { type: 'string', pattern: String.raw`^-?\d+\.\d*0$` }] };
const interval = { type: 'array', items: decimal, minItems: 2, maxItems: 2 };
const flag = { const: true };
const oneOf = (words: Readonly<Record<string, unknown>>) => ({ enum: Object.keys(words) });
const closed = (properties: Readonly<Record<string, unknown>>, required: readonly string[]) => ({
  ...{ type: 'object', additionalProperties: false, properties, required },
});

const ofAnyFigure = {
  ...{ id, label: text, arm: { enum: ['intervention', 'comparator', 'all'] }, outcome: id },
  ...{ isFeature: flag, among: text, p: decimal, pBelow: decimal },
};
const figureKinds: Readonly<Record<string, object>> = {
  count: closed({ ...ofAnyFigure, count, of: count, unit: text, events: count, percent: decimal }, ['count', 'label']),
  percent: closed({ ...ofAnyFigure, percent: decimal, above: flag, below: flag }, ['percent', 'label']),
  estimate: closed(
    {
      ...{ ...ofAnyFigure, value: decimal, ci: interval, level: count },
      estimate: { enum: ['odds-ratio', 'relative-risk', 'hazard-ratio', 'mean-difference'] },
    },
    ['estimate', 'value', 'label'],
  ),
  kind: closed(
    {
      ...{ ...ofAnyFigure, value: decimal, unit: text, sd: decimal, low: decimal, high: decimal },
      kind: { enum: ['mean', 'median', 'rate', 'descriptive'] },
    },
    ['kind', 'value', 'unit', 'label'],
  ),
  range: closed({ ...ofAnyFigure, range: interval, unit: text }, ['range', 'unit', 'label']),
  comparison: {
    ...closed({ ...ofAnyFigure, isComparison: flag }, ['isComparison', 'label']),
    oneOf: [{ required: ['p'] }, { required: ['pBelow'] }],
  },
};

const record = {
  ...closed(
    {
      ...{ id, rows: texts, title: text, treatments: ids, population: id, populationAsReported: text },
      ...{ intervention: id, interventionAsReported: text, comparator: id, comparatorAsReported: text },
      ...{ outcome: id, outcomeAsReported: text, design: oneOf(designs), designAsReported: text, n: count },
      ...{
        studies: count,
        isSizeOfReview: flag,
        statement: text,
        figures: { type: 'array', items: { anyOf: Object.values(figureKinds) } },
      },
      ...{ direction: oneOf(directions), directionAsReported: text, certainty: oneOf(certainties), reason: text },
      notes: texts,
    },
    [
      'id',
      'rows',
      'title',
      'population',
      'populationAsReported',
      'intervention',
      'outcome',
      'design',
      'statement',
      'direction',
    ],
  ),
  // A rating and its reason come together: no rating without one.
  dependencies: { certainty: ['reason'], reason: ['certainty'], comparatorAsReported: ['comparator'] },
};

const publication = {
  ...closed(
    {
      ...{ id, label: text, citation: text, doi: { type: 'string', pattern: String.raw`^10\.\d{4,9}/\S+$` } },
      ...{
        pmid: { type: 'string', pattern: String.raw`^\d{7,8}$` },
        read: oneOf(readings),
        readAt: text,
        notes: texts,
      },
      evidence: { type: 'array', items: record, minItems: 1 },
      partly: closed({ rows: texts, treatments: ids, about: text }, ['rows', 'about']),
    },
    ['id', 'label', 'citation', 'read', 'readAt'],
  ),
  oneOf: [{ required: ['evidence'] }, { required: ['partly'] }],
};

const variable = closed(
  {
    ...{ title: text, definition: text, disease: id, type: id, treatment: id, handling: text, categories: texts },
    isTreatment: { const: false },
  },
  ['title'],
);
const variables = { type: 'object', propertyNames: id, additionalProperties: variable };
const report = {
  ...closed({ summary: text, certainty: oneOf(certainties), reason: text, conflicts: texts, seeAlso: ids }, [
    'summary',
  ]),
  dependencies: { certainty: ['reason'], reason: ['certainty'] },
};
const withheld = closed({ row: text, reason: oneOf(withholdings), about: text }, ['row', 'reason', 'about']);

const schema = {
  ...closed(
    {
      release: closed({ version: text, date: { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\d$` } }, [
        'version',
        'date',
      ]),
      publications: { type: 'array', items: publication },
      variables: closed({ populations: variables, exposures: variables, outcomes: variables }, [
        'populations',
        'exposures',
        'outcomes',
      ]),
      reports: { type: 'object', propertyNames: id, additionalProperties: report },
      withheld: { type: 'array', items: withheld },
    },
    ['release', 'publications', 'variables', 'reports', 'withheld'],
  ),
};

/** What is wrong with the source by its schema, one line each; empty where it is sound. */
export function findSchemaFaults(source: unknown): string[] {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  if (validate(source)) return [];
  const publications = (source as { publications?: readonly Publication[] }).publications ?? [];
  return (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
    const place = instancePath.replace(
      /^\/publications\/(\d+)/,
      (_, index: string) => publications[Number(index)]?.id ?? index,
    );
    return `${place}: ${message} ${JSON.stringify(params)}`;
  });
}
