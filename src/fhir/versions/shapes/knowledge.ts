/**
 * PlanDefinition, ActivityDefinition and Library
 * (https://hl7.org/fhir/R5/plandefinition.html, https://hl7.org/fhir/R5/activitydefinition.html).
 */
import type { CodeRule, FormTable, Shapes } from '../shape.ts';
import { canonicalAdditions } from './canonical-resource.ts';
import { dataRequirementShape } from './datatypes.ts';
import { readData, writeData } from './action-data.ts';
import { readLocation, readRequirements, writeLocation, writeRequirements } from './activity-references.ts';

const participantType: CodeRule = {
  same: { 'related-person': 'relatedperson' },
  onlyR5: ['careteam', 'group', 'healthcareservice', 'location', 'organization', 'practitionerrole'],
};
const participantAdditions: FormTable = {
  typeCanonical: 'Canonical',
  typeReference: 'Reference',
  function: 'CodeableConcept',
};
const asNeeded = ['Boolean', 'CodeableConcept'] as const;

export const planDefinitionShapes: Shapes = {
  PlanDefinition: {
    path: 'PlanDefinition',
    onlyR5: {
      ...canonicalAdditions,
      subject: ['Canonical'],
      'actor*': {
        title: 'String',
        description: 'Markdown',
        'option*': { type: 'Code', typeCanonical: 'Canonical', typeReference: 'Reference', role: 'CodeableConcept' },
      },
      asNeeded,
    },
    parts: { relatedArtifact: 'RelatedArtifact', goal: 'PlanDefinition.goal', action: 'PlanDefinition.action' },
  },
  'PlanDefinition.goal': {
    path: 'PlanDefinition.goal',
    parts: { documentation: 'RelatedArtifact', target: 'PlanDefinition.goal.target' },
  },
  'PlanDefinition.goal.target': {
    path: 'PlanDefinition.goal.target',
    onlyR5: { detail: ['String', 'Boolean', 'Integer', 'Ratio'] },
  },
  'PlanDefinition.action': {
    path: 'PlanDefinition.action',
    onlyR4: { timing: ['DateTime', 'Period'] },
    onlyR5: { linkId: 'String', subject: ['Canonical'], location: 'CodeableReference' },
    lists: { code: { manyIn: 'R4', form: 'CodeableConcept' } },
    parts: {
      documentation: 'RelatedArtifact',
      trigger: 'TriggerDefinition',
      input: 'PlanDefinition.action.input',
      output: 'PlanDefinition.action.output',
      relatedAction: 'PlanDefinition.action.relatedAction',
      participant: 'PlanDefinition.action.participant',
      action: 'PlanDefinition.action',
    },
    choiceParts: ['timing'],
    readR4: action => ['input', 'output'].forEach(name => readData(action, name)),
    writeR4: action => ['input', 'output'].forEach(name => writeData(action, name)),
  },
  // In R4 the data requirement itself stands here, in R5 it is inside: the walk meets either with its own shape.
  'PlanDefinition.action.input': { ...dataRequirementShape, parts: { requirement: 'DataRequirement' } },
  'PlanDefinition.action.output': { ...dataRequirementShape, parts: { requirement: 'DataRequirement' } },
  'PlanDefinition.action.relatedAction': {
    path: 'PlanDefinition.action.relatedAction',
    onlyR5: { endRelationship: 'Code' },
    renames: { actionId: 'targetId' },
  },
  'PlanDefinition.action.participant': {
    path: 'PlanDefinition.action.participant',
    onlyR5: { actorId: 'String', ...participantAdditions },
    codes: { type: participantType },
  },
};

export const activityDefinitionShapes: Shapes = {
  ActivityDefinition: {
    path: 'ActivityDefinition',
    onlyR4: { timing: ['DateTime', 'Period'] },
    onlyR5: { ...canonicalAdditions, subject: ['Canonical'], asNeeded },
    codes: {
      kind: {
        same: { RequestGroup: 'RequestOrchestration' },
        onlyR4: ['Contract'],
        onlyR5: ['CoverageEligibilityRequest', 'Transport'],
      },
    },
    parts: {
      relatedArtifact: 'RelatedArtifact',
      dosage: 'Dosage',
      participant: 'ActivityDefinition.participant',
    },
    choiceParts: ['timing'],
    readR4: activity => {
      readLocation(activity);
      readRequirements(activity);
    },
    writeR4: activity => {
      writeLocation(activity);
      writeRequirements(activity);
    },
  },
  'ActivityDefinition.participant': {
    path: 'ActivityDefinition.participant',
    onlyR5: participantAdditions,
    codes: { type: participantType },
  },
};

export const libraryShapes: Shapes = {
  Library: {
    path: 'Library',
    onlyR5: { ...canonicalAdditions, subject: ['Canonical'] },
    parts: { relatedArtifact: 'RelatedArtifact', dataRequirement: 'DataRequirement', content: 'Attachment' },
  },
};
