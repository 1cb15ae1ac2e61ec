/**
 * THE TABLE of rules that no profile states: by resource type, and by type of element. The walk calls them for each
 * node of the type, after its structure and profiles.
 */
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';
import { checkAttachment } from './attachment.ts';
import { checkBundle } from './bundle/bundle.ts';
import { checkCapabilityStatement } from './capability-statement/capability-statement.ts';
import { checkCodeSystem } from './code-system/code-system.ts';
import { checkConceptMap } from './concept-map/concept-map.ts';
import { checkContained } from './contained.ts';
import { checkElementIds } from './element-ids.ts';
import { checkExtension } from './extension/extension.ts';
import { checkIdentifier } from './identifier.ts';
import { checkMeasure } from './measure/measure.ts';
import { checkMeasureReport } from './measure/measure-report.ts';
import { checkHasNarrative } from './narrative/has-narrative.ts';
import { checkMeta } from './meta.ts';
import { checkNarrative } from './narrative/narrative.ts';
import { checkPeriod } from './period.ts';
import { checkQuestionnaire } from './questionnaire/questionnaire.ts';
import { checkQuestionnaireResponse } from './questionnaire-response/questionnaire-response.ts';
import { checkSearchParameter } from './search-parameter/search-parameter.ts';
import { checkStructureDefinition } from './structure-definition.ts';
import { checkValueSet } from './value-set/value-set.ts';

export type Rule = (node: ValidationNode, context: ValidationContext) => void;

const none: readonly Rule[] = [];

/** Rules of every resource. */
const everyResource: readonly Rule[] = [checkContained, checkElementIds, checkHasNarrative];

/** Further rules by resource type. */
const byResource: Readonly<Record<string, readonly Rule[]>> = {
  Bundle: [checkBundle],
  CapabilityStatement: [checkCapabilityStatement],
  CodeSystem: [checkCodeSystem],
  ConceptMap: [checkConceptMap],
  Measure: [checkMeasure],
  MeasureReport: [checkMeasureReport],
  Questionnaire: [checkQuestionnaire],
  QuestionnaireResponse: [checkQuestionnaireResponse],
  SearchParameter: [checkSearchParameter],
  StructureDefinition: [checkStructureDefinition],
  ValueSet: [checkValueSet],
};

/** Rules by the FHIR type of an element; backbone elements have their path as type. */
const byElement: Readonly<Record<string, readonly Rule[]>> = {
  Attachment: [checkAttachment],
  Extension: [checkExtension],
  Identifier: [checkIdentifier],
  Meta: [checkMeta],
  Narrative: [checkNarrative],
  Period: [checkPeriod],
};

/** The rules of a resource of the type. */
export function resourceRules(type: string): readonly Rule[] {
  const own = Object.hasOwn(byResource, type) ? byResource[type] : undefined;
  return own === undefined ? everyResource : [...everyResource, ...own];
}

/** The rules of an element of the type. */
export function elementRules(type: string): readonly Rule[] {
  return (Object.hasOwn(byElement, type) ? byElement[type] : undefined) ?? none;
}
