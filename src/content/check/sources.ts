/** Rule: each fact says where it was read: concepts by properties, mappings by comment, guidance by its documents. */
import type { AnyResource } from '../../fhir/model.ts';
import type { CheckedContent, ContentFinding } from './checked-content.ts';
import { walkObjects } from './checked-content.ts';

type Place = { readonly path: string; readonly reason: string };

const rules: Readonly<Record<string, (resource: AnyResource) => Place[]>> = {
  CodeSystem: checkConcepts,
  ConceptMap: checkTargets,
  PlanDefinition: checkActions,
  ActivityDefinition: checkRelatedArtifacts,
  Evidence: checkRelatedArtifacts,
  EvidenceVariable: checkRelatedArtifacts,
};

/** Findings of facts without source; judged on R5, from which R4 is derived. */
export function checkSources(content: CheckedContent): ContentFinding[] {
  return content.records.R5.flatMap(({ resource, source }) =>
    (rules[resource.resourceType]?.(resource) ?? []).map(place => ({ file: source, ...place })),
  );
}

function checkConcepts(codeSystem: AnyResource): Place[] {
  return [...walkObjects(codeSystem['concept'], 'CodeSystem.concept')]
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

function checkTargets(conceptMap: AnyResource): Place[] {
  return [...walkObjects(conceptMap, 'ConceptMap')]
    .filter(({ path, value }) => /\.target\[\d+\]$/.test(path) && !/\S/.test(String(value['comment'] ?? '')))
    .map(({ path }) => ({ path, reason: 'has no comment with its source' }));
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

function asObjects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
}
