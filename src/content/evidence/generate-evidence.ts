/**
 * The files of the evidence family, from what is authored once (evidence-source.ts): `<Type>/<id>.r4.json` and
 * `<Type>/<id>.r5.json` under fhir-resources, the same id in both, and the report of what R4 cannot carry.
 */
import { fhirVersionNames, fhirVersions } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import { formatResource } from '../../fhir/formats/json.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { citationR5 } from './citation.ts';
import { findEvidenceFaults } from './check-evidence-source.ts';
import { evidenceReportR5 } from './evidence-report.ts';
import { evidenceR4, evidenceR5, listPublished, risksR4 } from './evidence-resources.ts';
import type { EvidenceSource } from './evidence-source.ts';
import { evidenceVariable, listVariables } from './evidence-variables.ts';

/** Folders of fhir-resources that hold nothing but what is generated here. */
export const generatedTypes = ['Citation', 'Evidence', 'EvidenceReport', 'EvidenceVariable', 'RiskEvidenceSynthesis'];

/** Text of each file, by its path under fhir-resources; throws where the source is not sound. */
export function generateEvidence(source: EvidenceSource): ReadonlyMap<string, string> {
  const faults = findEvidenceFaults(source);
  if (faults.length > 0) throw new Error(`The authored evidence is not sound:\n${faults.join('\n')}`);
  return new Map(
    fhirVersions.flatMap(version =>
      generateResources(source, version).map(resource => [pathOf(resource, version), formatResource(resource, true)]),
    ),
  );
}

/** The resources of one version. */
export function generateResources(source: EvidenceSource, version: FhirVersion): AnyResource[] {
  const { publications, reports } = source;
  const published = listPublished(source);
  const variables = listVariables(source).map(variable => evidenceVariable(variable, source, version));
  if (version === 'R4') {
    return [...published.flatMap(each => [evidenceR4(each, source), ...risksR4(each, source)]), ...variables];
  }
  return [
    ...published.map(each => evidenceR5(each, source)),
    ...variables,
    ...publications.map(publication => citationR5(publication, source)),
    ...Object.entries(reports).map(([treatment, report]) => evidenceReportR5(treatment, report, source)),
  ];
}

function pathOf({ resourceType, id }: AnyResource, version: FhirVersion): string {
  return `${resourceType}/${id ?? ''}.${fhirVersionNames[version].path}.json`;
}
