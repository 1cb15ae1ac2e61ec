/**
 * PlanDefinitions of plans and rules, one form for each FHIR version, since a condition meets the patient's data in the
 * data's own version. Direction, strength and quality stand in the extensions of HL7's Clinical Practice Guidelines
 * (http://hl7.org/fhir/uv/cpg) and of FHIR's extension pack.
 */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { codeable, ownContent } from '../own-artifact.ts';
import { metadataOf } from './write-metadata.ts';
import { describeCondition, sentenceOf } from './describe-condition.ts';
import { writeCondition } from './write-condition.ts';
import { inputLibrary, writeActionInputs } from './write-inputs.ts';
import { writeStatements } from './write-statements.ts';
import type { ActionSource, GuidanceSource, PlanSource, Quality } from './guidance-source.ts';

interface Writing {
  readonly source: GuidanceSource;
  readonly version: FhirVersion;
}

const planTypes = { 'clinical-protocol': 'Clinical Protocol', 'eca-rule': 'ECA Rule' } as const;

/** The plan with the elements of R5, and conditions for data of the version asked for. */
export function writePlan(plan: PlanSource, writing: Writing): AnyResource {
  const { id, title, description, purpose, type, usage, sources = [], actions } = plan;
  return {
    resourceType: 'PlanDefinition',
    id,
    ...metadataOf('PlanDefinition', id, { title, description, purpose, copyright: ownContent }),
    type: codeable('http://terminology.hl7.org/CodeSystem/plan-definition-type', [type, planTypes[type]]),
    usage:
      usage ?? 'Informational. Each action needs the judgement of a qualified clinician for the patient concerned.',
    ...(sources.length > 0 && { relatedArtifact: writeStatements(sources, writing.source) }),
    library: [inputLibrary],
    action: actions.map(action => writeAction(action, plan, writing)),
  };
}

function writeAction(action: ActionSource, plan: PlanSource | undefined, writing: Writing): object {
  const { id, title, description, priority, activity, sources = [] } = action;
  const triggers = (plan?.triggers ?? []).map(name => ({ type: 'named-event', name }));
  return {
    id,
    ...extensionsOf(action),
    title,
    ...(description !== undefined && { description }),
    ...(priority !== undefined && { priority }),
    ...(sources.length > 0 && { documentation: writeStatements(sources, writing.source) }),
    ...(triggers.length > 0 && { trigger: triggers }),
    ...conditionOf(action, writing),
    ...(activity !== undefined && { definitionCanonical: activityUrl(activity, writing.source) }),
    ...optionsOf(action, writing),
  };
}

function optionsOf({ actions = [], selection = 'any' }: ActionSource, writing: Writing): object {
  if (actions.length === 0) return {};
  const action = actions.map(child => writeAction(child, undefined, writing));
  return { groupingBehavior: 'logical-group', selectionBehavior: selection, action };
}

function activityUrl(id: string, { activities }: GuidanceSource): string {
  if (activities[id] === undefined) throw new Error(`there is no activity '${id}'`);
  return `${canonicalBase}/ActivityDefinition/${id}`;
}

function conditionOf({ id, when }: ActionSource, { source, version }: Writing): object {
  if (when === undefined) return {};
  const expression = writeCondition(when, { version, groups: source.groups });
  const description = `${sentenceOf(describeCondition(when, source.groups))}.`;
  return {
    condition: [{ kind: 'applicability', expression: { description, language: 'text/fhirpath', expression } }],
    input: writeActionInputs(id, expression, source.inputs),
  };
}

const directions = { for: 'For', against: 'Against' } as const;
const qualities: Readonly<Record<Exclude<Quality, 'not graded'>, string>> = {
  high: 'High quality',
  moderate: 'Moderate quality',
  low: 'Low quality',
  'very-low': 'Very low quality',
};

/** Direction, strength and quality of a recommendation; an action that only groups others has none of its own. */
function extensionsOf({ direction, strength, quality = 'not graded' }: ActionSource): object {
  if (direction === undefined) return {};
  return {
    extension: [
      ...(direction === 'none' ? [] : [directionOf(direction)]),
      {
        url: 'http://hl7.org/fhir/StructureDefinition/cqf-strengthOfRecommendation',
        valueCodeableConcept: { text: strength ?? 'Not graded' },
      },
      {
        url: 'http://hl7.org/fhir/StructureDefinition/cqf-qualityOfEvidence',
        valueCodeableConcept: qualityOf(quality),
      },
    ],
  };
}

function directionOf(code: keyof typeof directions): object {
  const system = 'http://hl7.org/fhir/uv/cpg/CodeSystem/cpg-recommendation-direction-cs';
  return {
    url: 'http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-directionOfRecommendation',
    valueCodeableConcept: codeable(system, [code, directions[code]]),
  };
}

function qualityOf(quality: Quality): object {
  if (quality === 'not graded') return { text: 'Not graded' };
  const system = 'http://terminology.hl7.org/CodeSystem/evidence-quality';
  return {
    ...codeable(system, [quality, qualities[quality]]),
    text: `${qualities[quality]}, as judged for this content from the design of the studies; no GRADE panel`,
  };
}
