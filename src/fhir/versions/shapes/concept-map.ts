/**
 * ConceptMap: R5 renamed the scopes and the relationship, made `source|version` one canonical, gave `noMap` to what R4
 * calls `unmatched`, and declares the attributes of `dependsOn` and `product`
 * (https://hl7.org/fhir/R5/conceptmap.html, https://hl7.org/fhir/R4/conceptmap.html).
 */
import { formatCanonical, parseCanonical } from '../../canonical.ts';
import { noMapCommentUrl } from '../../no-map-comment.ts';
import { readEquivalence, writeEquivalence } from '../equivalence.ts';
import { addExtensions, dropExtensions } from '../extensions.ts';
import { isTree, removeElement, treesOf } from '../shape.ts';
import type { Shapes, Tree } from '../shape.ts';
import { metadataAdditions } from './canonical-resource.ts';
import { readAttributes, writeAttributes } from './concept-map-attributes.ts';

const names = { r4: 'equivalence', r5: 'relationship' };

export const conceptMapShapes: Shapes = {
  ConceptMap: {
    path: 'ConceptMap',
    onlyR5: {
      ...metadataAdditions,
      'property*': { code: 'Code', uri: 'Uri', description: 'String', type: 'Code', system: 'Canonical' },
      'additionalAttribute*': { code: 'Code', uri: 'Uri', description: 'String', type: 'Code' },
    },
    renames: {
      sourceUri: 'sourceScopeUri',
      sourceCanonical: 'sourceScopeCanonical',
      targetUri: 'targetScopeUri',
      targetCanonical: 'targetScopeCanonical',
    },
    lists: { identifier: { manyIn: 'R5', form: 'Identifier' } },
    parts: { relatedArtifact: 'RelatedArtifact', group: 'ConceptMap.group' },
    readR4: readAttributes,
    writeR4: writeAttributes,
  },
  'ConceptMap.group': {
    path: 'ConceptMap.group',
    onlyR4: { sourceVersion: 'String', targetVersion: 'String' },
    parts: { element: 'ConceptMap.group.element', unmapped: 'ConceptMap.group.unmapped' },
    readR4: group => ['source', 'target'].forEach(side => joinVersion(group, side)),
    writeR4: group => ['source', 'target'].forEach(side => splitVersion(group, side)),
  },
  'ConceptMap.group.element': {
    path: 'ConceptMap.group.element',
    onlyR5: { valueSet: 'Canonical', noMap: 'Boolean' },
    parts: { target: 'ConceptMap.group.element.target' },
    readR4: readUnmatched,
    writeR4: writeNoMap,
  },
  'ConceptMap.group.element.target': {
    path: 'ConceptMap.group.element.target',
    onlyR5: {
      valueSet: 'Canonical',
      'property*': { code: 'Code', value: ['Coding', 'String', 'Integer', 'Boolean', 'DateTime', 'Decimal', 'Code'] },
    },
    parts: {
      dependsOn: 'ConceptMap.group.element.target.dependsOn',
      product: 'ConceptMap.group.element.target.dependsOn',
    },
    readR4: target => readEquivalence(target, names),
    writeR4: target => writeEquivalence(target, names),
  },
  'ConceptMap.group.element.target.dependsOn': {
    path: 'ConceptMap.group.element.target.dependsOn',
    onlyR5: { valueSet: 'Canonical' },
  },
  'ConceptMap.group.unmapped': {
    path: 'ConceptMap.group.unmapped',
    onlyR5: { valueSet: 'Canonical', relationship: 'Code' },
    renames: { url: 'otherMap' },
    codes: { mode: { same: { provided: 'use-source-code' } } },
  },
};

/** A version can only join a system that is there; otherwise it travels alone, as an extension. */
function joinVersion(group: Tree, side: string): void {
  const system = group[side];
  const version = group[`${side}Version`];
  if (typeof system !== 'string' || system.includes('|') || typeof version !== 'string') return;
  if (`_${side}Version` in group) return;
  group[side] = formatCanonical(system, version);
  removeElement(group, `${side}Version`);
}

function splitVersion(group: Tree, side: string): void {
  const canonical = group[side];
  if (typeof canonical !== 'string') return;
  const { url, version, fragment } = parseCanonical(canonical);
  if (version === undefined || fragment !== undefined) return;
  group[side] = url;
  group[`${side}Version`] = version;
}

/** R5's noMap can say no more than a comment; a target that says more stays a target and keeps its R4 code. */
function readUnmatched(element: Tree): void {
  const targets = treesOf(element['target']);
  const [target] = targets;
  if (targets.length !== 1 || target === undefined || !isBareUnmatched(target)) return;
  removeElement(element, 'target');
  element['noMap'] = true;
  const comment = target['comment'];
  if (comment === undefined) return;
  addExtensions(element, [{ url: noMapCommentUrl, valueString: comment }]);
}

/** The target has the model's form here, so that its own conversion has kept the R4 code beside the relationship. */
function isBareUnmatched(target: Tree): boolean {
  if (Object.keys(target).some(key => !['relationship', '_relationship', 'comment'].includes(key))) return false;
  const probe = { ...target };
  writeEquivalence(probe, names);
  return probe['equivalence'] === 'unmatched' && !('_equivalence' in probe);
}

function writeNoMap(element: Tree): void {
  if (element['noMap'] !== true || '_noMap' in element || treesOf(element['target']).length > 0) return;
  removeElement(element, 'noMap');
  const comment = treesOf(element['extension']).find(isNoMapComment);
  element['target'] = [{ equivalence: 'unmatched', ...(comment && { comment: comment['valueString'] }) }];
  dropExtensions(element, comment === undefined ? [] : [comment]);
}

function isNoMapComment(extension: unknown): boolean {
  return isTree(extension) && extension['url'] === noMapCommentUrl && typeof extension['valueString'] === 'string';
}
