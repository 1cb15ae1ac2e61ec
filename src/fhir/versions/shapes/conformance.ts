/**
 * OperationDefinition, SearchParameter, CapabilityStatement, Questionnaire and StructureDefinition: R5's additions and
 * removals. Names of types and resources (`base`, `target`, `type`) pass as they are, even those of one version only:
 * such a definition is about that version.
 */
import type { FormTable, Shapes, Tree } from '../shape.ts';
import { canonicalAdditions } from './canonical-resource.ts';
import { openValueR4, openValueR5 } from './datatypes.ts';

export const operationDefinitionShapes: Shapes = {
  OperationDefinition: {
    path: 'OperationDefinition',
    onlyR5: { ...canonicalAdditions, 'identifier*': 'Identifier', copyright: 'Markdown' },
    parts: { parameter: 'OperationDefinition.parameter' },
  },
  'OperationDefinition.parameter': {
    path: 'OperationDefinition.parameter',
    onlyR5: { 'scope*': 'Code', 'allowedType*': 'Code' },
    parts: { part: 'OperationDefinition.parameter' },
  },
};

export const searchParameterShapes: Shapes = {
  SearchParameter: {
    path: 'SearchParameter',
    onlyR4: { xpath: 'String', xpathUsage: 'Code' },
    onlyR5: {
      ...canonicalAdditions,
      'identifier*': 'Identifier',
      title: 'String',
      copyright: 'Markdown',
      processingMode: 'Code',
      constraint: 'String',
    },
    codes: { modifier: { same: { ofType: 'of-type' }, onlyR5: ['code-text', 'text-advanced', 'iterate'] } },
  },
};

export const capabilityStatementShapes: Shapes = {
  CapabilityStatement: {
    path: 'CapabilityStatement',
    onlyR5: { ...canonicalAdditions, 'identifier*': 'Identifier', 'acceptLanguage*': 'Code' },
    parts: { rest: 'CapabilityStatement.rest' },
  },
  'CapabilityStatement.rest': {
    path: 'CapabilityStatement.rest',
    parts: { resource: 'CapabilityStatement.rest.resource' },
  },
  'CapabilityStatement.rest.resource': {
    path: 'CapabilityStatement.rest.resource',
    onlyR5: { conditionalPatch: 'Boolean' },
  },
};

export const questionnaireShapes: Shapes = {
  Questionnaire: { path: 'Questionnaire', onlyR5: canonicalAdditions, parts: { item: 'Questionnaire.item' } },
  'Questionnaire.item': {
    path: 'Questionnaire.item',
    onlyR5: { disabledDisplay: 'Code', answerConstraint: 'Code' },
    parts: { initial: 'Questionnaire.item.initial', item: 'Questionnaire.item' },
    readR4: readItemType,
    writeR4: writeItemType,
  },
  'Questionnaire.item.initial': { path: 'Questionnaire.item.initial', choiceParts: ['value'] },
};

/** R4's open-choice is R5's coding that also takes text (https://hl7.org/fhir/R5/questionnaire-definitions.html#Questionnaire.item.answerConstraint). */
function readItemType(item: Tree): void {
  if (item['type'] === 'choice') item['type'] = 'coding';
  if (item['type'] !== 'open-choice') return;
  item['type'] = 'coding';
  item['answerConstraint'] = 'optionsOrString';
}

function writeItemType(item: Tree): void {
  if (item['type'] !== 'coding') return;
  const isOpen = item['answerConstraint'] === 'optionsOrString' && !('_answerConstraint' in item);
  item['type'] = isOpen ? 'open-choice' : 'choice';
  if (isOpen) Reflect.deleteProperty(item, 'answerConstraint');
}

const openValues = (names: readonly string[], form: FormTable): FormTable =>
  Object.fromEntries(names.map(name => [name, form['value'] ?? []]));

export const structureDefinitionShapes: Shapes = {
  StructureDefinition: {
    path: 'StructureDefinition',
    onlyR5: canonicalAdditions,
    parts: { snapshot: 'StructureDefinition.elements', differential: 'StructureDefinition.elements' },
  },
  'StructureDefinition.elements': { path: 'StructureDefinition.elements', parts: { element: 'ElementDefinition' } },
  ElementDefinition: {
    path: 'ElementDefinition',
    onlyR4: openValues(['defaultValue', 'fixed', 'pattern'], openValueR4),
    onlyR5: {
      ...openValues(['defaultValue', 'fixed', 'pattern'], openValueR5),
      minValue: ['Integer64'],
      maxValue: ['Integer64'],
      mustHaveValue: 'Boolean',
      'valueAlternatives*': 'Canonical',
    },
    parts: {
      slicing: 'ElementDefinition.slicing',
      example: 'ElementDefinition.example',
      constraint: 'ElementDefinition.constraint',
      binding: 'ElementDefinition.binding',
    },
    choiceParts: ['defaultValue', 'fixed', 'pattern'],
  },
  'ElementDefinition.slicing': {
    path: 'ElementDefinition.slicing',
    parts: { discriminator: 'ElementDefinition.slicing.discriminator' },
  },
  'ElementDefinition.slicing.discriminator': {
    path: 'ElementDefinition.slicing.discriminator',
    codes: { type: { onlyR5: ['position'] } },
  },
  'ElementDefinition.example': {
    path: 'ElementDefinition.example',
    onlyR4: openValueR4,
    onlyR5: openValueR5,
    choiceParts: ['value'],
  },
  'ElementDefinition.constraint': {
    path: 'ElementDefinition.constraint',
    onlyR4: { xpath: 'String' },
    onlyR5: { suppress: 'Boolean' },
  },
  'ElementDefinition.binding': {
    path: 'ElementDefinition.binding',
    onlyR5: {
      'additional*': {
        purpose: 'Code',
        valueSet: 'Canonical',
        documentation: 'Markdown',
        shortDoco: 'String',
        'usage*': 'UsageContext',
        any: 'Boolean',
      },
    },
  },
};
