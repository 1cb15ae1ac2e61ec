/** Rule: each fact says where it was read: concepts by properties, mappings by comment, guidance by its documents. */
import type { AnyResource } from '../../fhir/model.ts';
import { noMapCommentOf } from '../../fhir/no-map-comment.ts';
import type { CheckedContent, ContentFinding } from './checked-content.ts';
import { asObjects } from '../as-objects.ts';
import { walkObjects } from './checked-content.ts';

type Place = { readonly path: string; readonly reason: string };

const rules: Readonly<Record<string, (resource: AnyResource) => Place[]>> = {
  CodeSystem: checkConcepts,
  ConceptMap: checkMappings,
  PlanDefinition: checkActions,
  ActivityDefinition: checkRelatedArtifacts,
  Evidence: checkRelatedArtifacts,
  EvidenceVariable: checkRelatedArtifacts,
  Citation: checkCited,
  EvidenceReport: checkReported,
};

/** Findings of facts without source; judged on R5, from which R4 is derived. */
export function checkSources(content: CheckedContent): ContentFinding[] {
  return content.records.R5.flatMap(({ resource, source }) =>
    (rules[resource.resourceType]?.(resource) ?? []).map(place => ({ file: source, ...place })),
  );
}

function checkConcepts(codeSystem: AnyResource): Place[] {
  return walkObjects(codeSystem['concept'], 'CodeSystem.concept')
    .filter(({ path }) => /\.concept\[\d+\]$/.test(path))
    .flatMap(({ path, value }) => {
      const properties = asObjects(value['property']);
      const isVerified = properties.some(each => each['code'] === 'confidence' && each['valueCode'] === 'verified');
      return [
        ...(properties.some(each => each['code'] === 'source') ? [] : [{ path, reason: 'has no source' }]),
        ...(isVerified ? [] : [{ path, reason: 'does not say that it is verified; nothing else is published' }]),
      ];
    });
}

function checkMappings(conceptMap: AnyResource): Place[] {
  return walkObjects(conceptMap['group'], 'ConceptMap.group').flatMap(({ path, value }) => {
    if (/\.target\[\d+\]$/.test(path)) return uncommented(path, value['comment'], 'has no comment with its source');
    return /\.element\[\d+\]$/.test(path) ? unmapped(path, value) : [];
  });
}

/** An element without target must say that there is none, and why. */
function unmapped(path: string, element: Readonly<Record<string, unknown>>): Place[] {
  if (asObjects(element['target']).length > 0) return [];
  if (element['noMap'] !== true) return [{ path, reason: 'has neither target nor noMap' }];
  return uncommented(path, noMapCommentOf(element), 'says noMap without the reason');
}

function uncommented(path: string, comment: unknown, reason: string): Place[] {
  return typeof comment === 'string' && /\S/.test(comment) ? [] : [{ path, reason }];
}

function checkActions(plan: AnyResource): Place[] {
  return asObjects(plan['action']).flatMap((action, index) =>
    asObjects(action['documentation']).length > 0
      ? []
      : [{ path: `PlanDefinition.action[${index}]`, reason: 'has no documentation of its source' }],
  );
}

function checkRelatedArtifacts(resource: AnyResource): Place[] {
  const hasCitation = asObjects(resource['relatedArtifact']).some(each => each['type'] === 'citation');
  return hasCitation ? [] : [{ path: `${resource.resourceType}.relatedArtifact`, reason: 'cites no source' }];
}

/** A Citation says what it cites. */
function checkCited(citation: AnyResource): Place[] {
  const isCited = asObjects(citation['summary']).some(({ text }) => typeof text === 'string' && text !== '');
  return isCited ? [] : [{ path: 'Citation.summary', reason: 'cites nothing' }];
}

/** A report names the evidence that it sums up. */
function checkReported(report: AnyResource): Place[] {
  const entries = asObjects(report['section']).flatMap(section => asObjects(section['entryReference']));
  const hasEvidence = entries.some(({ reference }) => /^Evidence\//.test(String(reference)));
  return hasEvidence ? [] : [{ path: 'EvidenceReport.section', reason: 'names no evidence' }];
}
