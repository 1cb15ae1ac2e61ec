/**
 * CodeSystem, ValueSet, NamingSystem and TerminologyCapabilities: what R5 added to R4
 * (https://hl7.org/fhir/R5/codesystem.html, https://hl7.org/fhir/R5/valueset.html).
 */
import { canonicalAdditions, metadataAdditions } from './canonical-resource.ts';
import type { CodeRule, FormTable, Shapes } from '../shape.ts';

const filterOperator: CodeRule = { onlyR5: ['child-of', 'descendent-leaf'] };
const additionalUse: FormTable = { 'additionalUse*': 'Coding' };
const propertyValue = ['Code', 'Coding', 'String', 'Integer', 'Boolean', 'DateTime', 'Decimal'] as const;

export const codeSystemShapes: Shapes = {
  CodeSystem: {
    path: 'CodeSystem',
    onlyR5: metadataAdditions,
    parts: { relatedArtifact: 'RelatedArtifact', filter: 'CodeSystem.filter', concept: 'CodeSystem.concept' },
  },
  'CodeSystem.filter': { path: 'CodeSystem.filter', codes: { operator: filterOperator } },
  'CodeSystem.concept': {
    path: 'CodeSystem.concept',
    parts: { designation: 'CodeSystem.concept.designation', concept: 'CodeSystem.concept' },
  },
  'CodeSystem.concept.designation': { path: 'CodeSystem.concept.designation', onlyR5: additionalUse },
};

export const valueSetShapes: Shapes = {
  ValueSet: {
    path: 'ValueSet',
    onlyR5: { ...metadataAdditions, scope: { inclusionCriteria: 'String', exclusionCriteria: 'String' } },
    parts: { relatedArtifact: 'RelatedArtifact', compose: 'ValueSet.compose', expansion: 'ValueSet.expansion' },
  },
  'ValueSet.compose': {
    path: 'ValueSet.compose',
    onlyR5: { 'property*': 'String' },
    parts: { include: 'ValueSet.compose.include', exclude: 'ValueSet.compose.include' },
  },
  'ValueSet.compose.include': {
    path: 'ValueSet.compose.include',
    onlyR5: { copyright: 'String' },
    parts: { concept: 'ValueSet.compose.include.concept', filter: 'ValueSet.compose.include.filter' },
  },
  'ValueSet.compose.include.concept': {
    path: 'ValueSet.compose.include.concept',
    parts: { designation: 'ValueSet.compose.include.concept.designation' },
  },
  'ValueSet.compose.include.concept.designation': {
    path: 'ValueSet.compose.include.concept.designation',
    onlyR5: additionalUse,
  },
  'ValueSet.compose.include.filter': { path: 'ValueSet.compose.include.filter', codes: { op: filterOperator } },
  'ValueSet.expansion': {
    path: 'ValueSet.expansion',
    onlyR5: { next: 'Uri', 'property*': { code: 'Code', uri: 'Uri' } },
    parts: { contains: 'ValueSet.expansion.contains' },
  },
  'ValueSet.expansion.contains': {
    path: 'ValueSet.expansion.contains',
    onlyR5: {
      'property*': { code: 'Code', value: propertyValue, 'subProperty*': { code: 'Code', value: propertyValue } },
    },
    parts: {
      designation: 'ValueSet.compose.include.concept.designation',
      contains: 'ValueSet.expansion.contains',
    },
  },
};

export const terminologyCapabilitiesShapes: Shapes = {
  TerminologyCapabilities: {
    path: 'TerminologyCapabilities',
    onlyR5: { ...canonicalAdditions, 'identifier*': 'Identifier' },
    codes: {
      codeSearch: { same: { explicit: 'in-compose', all: 'in-compose-or-expansion' }, onlyR5: ['in-expansion'] },
    },
    parts: { codeSystem: 'TerminologyCapabilities.codeSystem' },
  },
  'TerminologyCapabilities.codeSystem': { path: 'TerminologyCapabilities.codeSystem', onlyR5: { content: 'Code' } },
};

export const namingSystemShapes: Shapes = {
  NamingSystem: {
    path: 'NamingSystem',
    onlyR5: {
      ...metadataAdditions,
      url: 'Uri',
      'identifier*': 'Identifier',
      version: 'String',
      title: 'String',
      experimental: 'Boolean',
      purpose: 'Markdown',
      copyright: 'Markdown',
    },
    parts: { relatedArtifact: 'RelatedArtifact', uniqueId: 'NamingSystem.uniqueId' },
  },
  'NamingSystem.uniqueId': {
    path: 'NamingSystem.uniqueId',
    onlyR5: { authoritative: 'Boolean' },
    codes: { type: { onlyR5: ['iri-stem', 'v2csmnemonic'] } },
  },
};
