/**
 * Generated narrative for the artifacts that Calx publishes (https://hl7.org/fhir/narrative.html): the same text for
 * the same resource, for a clinician to read, saying first of a draft that nobody has reviewed it.
 */
import type {
  ActivityDefinition,
  AnyResource,
  CodeSystem,
  ConceptMap,
  PlanDefinition,
  ValueSet,
} from '../../fhir/model.ts';
import { describeActivityDefinition } from './activity-definition.ts';
import { describeCodeSystem } from './code-system.ts';
import { describeConceptMap } from './concept-map.ts';
import { describeCitation, describeEvidence, describeEvidenceReport, describeRisk, titleOfReport } from './evidence.ts';
import { describeLibrary } from './library.ts';
import { describePlanDefinition } from './plan-definition.ts';
import { describeQuestionnaire } from './questionnaire.ts';
import { describeStructureDefinition } from './structure-definition.ts';
import { describeValueSet } from './value-set.ts';
import { division, element, paragraph } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

const describers: Readonly<Record<string, (resource: AnyResource) => Xhtml>> = {
  ActivityDefinition: resource => describeActivityDefinition(resource as unknown as ActivityDefinition),
  CodeSystem: resource => describeCodeSystem(resource as unknown as CodeSystem),
  ConceptMap: resource => describeConceptMap(resource as unknown as ConceptMap),
  Citation: describeCitation,
  Evidence: describeEvidence,
  EvidenceReport: describeEvidenceReport,
  EvidenceVariable: describeEvidence,
  Library: describeLibrary,
  RiskEvidenceSynthesis: describeRisk,
  PlanDefinition: resource => describePlanDefinition(resource as unknown as PlanDefinition),
  Questionnaire: describeQuestionnaire,
  StructureDefinition: describeStructureDefinition,
  ValueSet: resource => describeValueSet(resource as unknown as ValueSet),
};

const draftWarning =
  'Draft, for information only: no clinician has reviewed this content. It does not replace the judgement of a clinician.';

/** The resource with generated narrative, unless it has a narrative already. */
export function addNarrative(resource: AnyResource): AnyResource {
  if (resource['text'] !== undefined) return resource;
  const { resourceType, id, ...others } = resource;
  const text = { status: 'generated', div: narrate(resource) };
  return { resourceType, ...(id !== undefined && { id }), text, ...others };
}

function narrate(resource: AnyResource): string {
  const text = (name: string): string | undefined => {
    const value = resource[name];
    return typeof value === 'string' ? value : undefined;
  };
  const describe = describers[resource.resourceType];
  return division(
    element('h2', text('title') ?? text('name') ?? titleOfReport(resource) ?? resource.resourceType),
    text('status') === 'draft' ? element('p', element('b', draftWarning)) : paragraph(undefined),
    paragraph(text('description')),
    describe === undefined ? paragraph(undefined) : describe(resource),
    paragraph(text('usage')),
    paragraph(identity(text('url'), text('version'), text('date'))),
    paragraph(text('copyright')),
  );
}

function identity(url = '', version = '', date = ''): string {
  return [url, version && `version ${version}`, date && `of ${date}`].filter(part => part !== '').join(', ');
}
