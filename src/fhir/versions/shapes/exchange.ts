/**
 * Parameters, Bundle and OperationOutcome: they carry other resources, and the answer of `$translate`
 * (https://hl7.org/fhir/R4/conceptmap-operation-translate.html, https://hl7.org/fhir/R5/conceptmap-operation-translate.html).
 */
import { notSupported } from '../../fhir-error.ts';
import { readEquivalence, writeEquivalence } from '../equivalence.ts';
import { isTree, removeElement, treesOf } from '../shape.ts';
import type { Shapes, Tree } from '../shape.ts';
import { openValueR4, openValueR5 } from './datatypes.ts';

const partNames = { r4: 'valueCode', r5: 'valueCode' };

export const exchangeShapes: Shapes = {
  Parameters: { path: 'Parameters', parts: { parameter: 'Parameters.parameter' } },
  'Parameters.parameter': {
    path: 'Parameters.parameter',
    onlyR4: openValueR4,
    onlyR5: openValueR5,
    parts: { resource: 'Resource', part: 'Parameters.parameter' },
    choiceParts: ['value'],
    isRewritten: ({ name }) => name === 'match',
    readR4: parameter => {
      convertMatch(parameter, { from: 'equivalence', to: 'relationship', convert: readEquivalence });
      renameProduct(parameter, { element: 'attribute', concept: 'value' });
    },
    writeR4: parameter => {
      renameProduct(parameter, { attribute: 'element', value: 'concept' });
      convertMatch(parameter, { from: 'relationship', to: 'equivalence', convert: writeEquivalence });
    },
  },
  Bundle: {
    path: 'Bundle',
    codes: { type: { onlyR5: ['subscription-notification'] } },
    parts: { entry: 'Bundle.entry', issues: 'Resource' },
    writeR4: writeIssues,
  },
  'Bundle.entry': { path: 'Bundle.entry', parts: { resource: 'Resource', response: 'Bundle.entry.response' } },
  'Bundle.entry.response': { path: 'Bundle.entry.response', parts: { outcome: 'Resource' } },
  OperationOutcome: { path: 'OperationOutcome', parts: { issue: 'OperationOutcome.issue' } },
  'OperationOutcome.issue': {
    path: 'OperationOutcome.issue',
    codes: { severity: { onlyR5: ['success'] }, code: { onlyR5: ['success', 'limited-filter'] } },
  },
};

interface MatchWay {
  readonly from: string;
  readonly to: string;
  readonly convert: typeof readEquivalence;
}

/** `match` of a translation names its relationship as the version does. */
function convertMatch(parameter: Tree, { from, to, convert }: MatchWay): void {
  if (parameter['name'] !== 'match' || !Array.isArray(parameter['part'])) return;
  if (!treesOf(parameter['part']).some(part => part['name'] === from)) return;
  parameter['part'] = (parameter['part'] as unknown[]).map(part => {
    if (!isTree(part) || part['name'] !== from) return part;
    const result = { ...part, name: to };
    convert(result, partNames);
    return result;
  });
}

/**
 * The product of a translation names its parts as the version does. R4's `concept` is a Coding; a value of another
 * type keeps R5's name, because R4 has none for it.
 */
function renameProduct(match: Tree, names: Readonly<Record<string, string>>): void {
  if (match['name'] !== 'match' || !Array.isArray(match['part'])) return;
  match['part'] = (match['part'] as unknown[]).map(product => {
    if (!isTree(product) || product['name'] !== 'product' || !Array.isArray(product['part'])) return product;
    const part = (product['part'] as unknown[]).map(value => {
      const name = isTree(value) ? names[String(value['name'])] : undefined;
      if (!isTree(value) || name === undefined) return value;
      const hasRightType = value['valueUri'] !== undefined || value['valueCoding'] !== undefined;
      return hasRightType ? { ...value, name } : value;
    });
    return { ...product, part };
  });
}

/** R4 has no place for a bundle's issues but the outcome entry of a search (https://hl7.org/fhir/R4/bundle.html#searchset). */
function writeIssues(bundle: Tree): void {
  if (bundle['issues'] === undefined) return;
  if (bundle['type'] !== 'searchset') throw notSupported('FHIR R4 can carry Bundle.issues only in a searchset');
  bundle['entry'] = [...treesOf(bundle['entry']), { resource: bundle['issues'], search: { mode: 'outcome' } }];
  removeElement(bundle, 'issues');
}
