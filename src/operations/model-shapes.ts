/** The shapes of the model's terminology resources and of the datatypes that operations take (see assert-shape.ts). */
import type { Shape } from './assert-shape.ts';

const listOf = (each: Shape | (() => Shape)): Shape => ({ each });
const texts = listOf('text');

const codingElements = {
  system: 'text',
  version: 'text',
  code: 'text',
  display: 'text',
  userSelected: 'boolean',
} as const;
export const codingShape: Shape = { elements: codingElements };
export const codeableConceptShape: Shape = { elements: { coding: listOf(codingShape), text: 'text' } };

const designation: Shape = {
  required: ['value'],
  elements: { language: 'text', use: codingShape, additionalUse: listOf(codingShape), value: 'text' },
};
const typedValue = { valueCoding: codingShape, valueCodeableConcept: codeableConceptShape } as const;

const canonicalResource = {
  id: 'text',
  meta: 'object',
  implicitRules: 'text',
  language: 'text',
  contained: listOf(() => containedShape),
  url: 'text',
  version: 'text',
  versionAlgorithmString: 'text',
  versionAlgorithmCoding: codingShape,
  name: 'text',
  title: 'text',
  status: 'text',
  experimental: 'boolean',
  date: 'text',
  publisher: 'text',
  description: 'text',
  purpose: 'text',
  copyright: 'text',
} as const satisfies Record<string, Shape>;

const codeSystemConcept: Shape = {
  required: ['code'],
  elements: () => ({
    code: 'text',
    display: 'text',
    definition: 'text',
    designation: listOf(designation),
    property: listOf({ required: ['code'], elements: { code: 'text', ...typedValue } }),
    concept: listOf(codeSystemConcept),
  }),
};

const codeSystemShape: Shape = {
  elements: {
    ...canonicalResource,
    caseSensitive: 'boolean',
    valueSet: 'text',
    hierarchyMeaning: 'text',
    compositional: 'boolean',
    versionNeeded: 'boolean',
    content: 'text',
    supplements: 'text',
    count: 'number',
    filter: listOf({ elements: { code: 'text', description: 'text', operator: texts, value: 'text' } }),
    property: listOf({
      required: ['code'],
      elements: { code: 'text', uri: 'text', description: 'text', type: 'text' },
    }),
    concept: listOf(codeSystemConcept),
  },
};

const include: Shape = {
  elements: {
    system: 'text',
    version: 'text',
    concept: listOf({
      required: ['code'],
      elements: { code: 'text', display: 'text', designation: listOf(designation) },
    }),
    filter: listOf({ elements: { property: 'text', op: 'text', value: 'text' } }),
    valueSet: texts,
    copyright: 'text',
  },
};

const contains: Shape = {
  elements: () => ({
    ...{ system: 'text', abstract: 'boolean', inactive: 'boolean', version: 'text', code: 'text', display: 'text' },
    designation: listOf(designation),
    property: listOf({ required: ['code'], elements: { code: 'text', ...typedValue } }),
    contains: listOf(contains),
  }),
};

const valueSetShape: Shape = {
  elements: {
    ...canonicalResource,
    immutable: 'boolean',
    compose: {
      required: ['include'],
      elements: {
        lockedDate: 'text',
        inactive: 'boolean',
        include: listOf(include),
        exclude: listOf(include),
        property: texts,
      },
    },
    expansion: {
      elements: {
        ...{ identifier: 'text', next: 'text', timestamp: 'text', total: 'number', offset: 'number' },
        parameter: listOf({ elements: { name: 'text' } }),
        property: listOf({ elements: { code: 'text', uri: 'text' } }),
        contains: listOf(contains),
      },
    },
    scope: { elements: { inclusionCriteria: 'text', exclusionCriteria: 'text' } },
  },
};

const dependency: Shape = { elements: { attribute: 'text', valueSet: 'text', ...typedValue } };
const mapProperty: Shape = { elements: { code: 'text', ...typedValue } };

const target: Shape = {
  elements: {
    ...{ code: 'text', display: 'text', valueSet: 'text', relationship: 'text', comment: 'text' },
    property: listOf(mapProperty),
    dependsOn: listOf(dependency),
    product: listOf(dependency),
  },
};

const conceptMapShape: Shape = {
  elements: {
    ...canonicalResource,
    ...{ sourceScopeUri: 'text', sourceScopeCanonical: 'text', targetScopeUri: 'text', targetScopeCanonical: 'text' },
    property: listOf({ elements: { code: 'text', uri: 'text', type: 'text', system: 'text' } }),
    additionalAttribute: listOf({ elements: { code: 'text', uri: 'text', type: 'text' } }),
    group: listOf({
      required: ['element'],
      elements: {
        source: 'text',
        target: 'text',
        element: listOf({
          elements: { code: 'text', display: 'text', valueSet: 'text', noMap: 'boolean', target: listOf(target) },
        }),
        unmapped: {
          elements: {
            mode: 'text',
            code: 'text',
            display: 'text',
            valueSet: 'text',
            relationship: 'text',
            otherMap: 'text',
          },
        },
      },
    }),
  },
};

/** Shapes by resource type; others are never read by an engine. */
export const resourceShapes: ReadonlyMap<string, Shape> = new Map([
  ['CodeSystem', codeSystemShape],
  ['ValueSet', valueSetShape],
  ['ConceptMap', conceptMapShape],
]);

/** What every contained resource has; decode-value.ts holds those that engines read to the shape of their type. */
const containedShape: Shape = { elements: { resourceType: 'text', id: 'text', url: 'text', version: 'text' } };
