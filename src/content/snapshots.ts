/**
 * The snapshots of Calx's own StructureDefinitions, which are authored as differentials: made at the start, over FHIR's
 * definitions and each other, as the narrative is. A snapshot in a file would be 20 times the differential, in two
 * versions, and could be out of date.
 */
import type { DefinitionFinder } from '../contracts/definition-finder.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import { generateSnapshot } from '../validation/snapshot/generate-snapshot.ts';
import { createDefinitionTrees } from '../validation/snapshot/snapshot-source.ts';
import type { ContentFault } from './content-record.ts';

interface SnapshotRecord {
  readonly resource: AnyResource;
  readonly source: string;
}

export interface WithSnapshots<Each> {
  readonly records: readonly Each[];
  /** What is wrong with a differential. */
  readonly faults: readonly ContentFault[];
}

/** The records, in the wire form of the version, each definition with its snapshot; one that can't be made is a fault. */
export function addSnapshots<Each extends SnapshotRecord>(
  records: readonly Each[],
  finder: DefinitionFinder,
  fhirVersion: FhirVersion,
): WithSnapshots<Each> {
  const own = new Map(records.filter(isDefinition).map(({ resource }) => [String(resource['url']), resource]));
  const find = (canonical: string): Readonly<AnyResource> | undefined => {
    const { url } = parseCanonical(canonical);
    return own.get(url) ?? finder.findStructureDefinition(url);
  };
  const trees = createDefinitionTrees(find, fhirVersion);
  const faults: ContentFault[] = [];
  const completed = records.map(record => {
    const { resource, source } = record;
    if (!isDefinition(record) || resource['snapshot'] !== undefined) return record;
    const { elements, messages } = generateSnapshot(resource, trees);
    faults.push(
      ...messages.map(({ text, element }) => ({
        file: source,
        path: element === undefined ? '' : `StructureDefinition.differential.element[${String(element)}]`,
        reason: `${text} (${fhirVersion})`,
      })),
    );
    return { ...record, resource: withSnapshot(resource, elements) };
  });
  return { records: completed, faults };
}

function isDefinition({ resource }: SnapshotRecord): boolean {
  return resource.resourceType === 'StructureDefinition';
}

/** The snapshot stands before the differential, as FHIR orders the elements. */
function withSnapshot({ differential, ...others }: AnyResource, elements: readonly unknown[]): AnyResource {
  if (elements.length === 0) return { ...others, differential };
  return { ...others, snapshot: { element: elements }, differential };
}
