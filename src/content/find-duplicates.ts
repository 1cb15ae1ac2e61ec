/** Finds resources that claim the same identity in one FHIR version: `url|version`, or type and id. */
import { formatCanonical } from '../fhir/canonical.ts';
import { fhirVersions } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { ContentFault } from './content-record.ts';

interface IdentifiedRecord {
  readonly resource: AnyResource;
  readonly source: string;
}

/** One fault for each pair of files that claim one identity, naming both. */
export function findDuplicates(
  records: Readonly<Record<FhirVersion, readonly IdentifiedRecord[]>>,
): readonly ContentFault[] {
  const faults = fhirVersions.flatMap(version => findIn(records[version]));
  const unique = new Map(faults.map(fault => [`${fault.file}\n${fault.path}\n${fault.reason}`, fault]));
  return [...unique.values()];
}

function findIn(records: readonly IdentifiedRecord[]): ContentFault[] {
  const claimed = new Map<string, string>();
  return records.flatMap(({ resource, source }) =>
    claims(resource).flatMap(({ path, text }) => {
      const other = claimed.get(text);
      if (other === undefined) claimed.set(text, source);
      return other === undefined ? [] : [{ file: source, path, reason: `claims ${text}, as ${other} does` }];
    }),
  );
}

function claims(resource: AnyResource): { path: string; text: string }[] {
  const { resourceType, id, url, version } = resource;
  const claim = [{ path: 'id', text: `${resourceType}/${id ?? ''}` }];
  if (typeof url !== 'string') return claim;
  return [...claim, { path: 'url', text: formatCanonical(url, typeof version === 'string' ? version : undefined) }];
}
