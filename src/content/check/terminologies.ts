/**
 * Rule: the manifest (a Library of type asset-collection) pins each terminology artifact of ours in the version that it
 * has, and names each code system of others whose codes are used; nothing is published as a code system whose licence
 * does not allow it; and whoever uses a terminology states its copyright.
 */
import { parseCanonical } from '../../fhir/canonical.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { listRecords, textOf, perVersion } from './checked-content.ts';
import type { CheckedContent, ContentFinding, ExaminedRecord } from './checked-content.ts';
import { listUsedCodes } from './used-codes.ts';

/** Words of the owner that the copyright statement of whoever uses the terminology has. */
const owners: ReadonlyMap<string, string> = new Map([
  ['http://snomed.info/sct', 'SNOMED International'],
  ['http://loinc.org', 'Regenstrief Institute'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'World Health Organization'],
  ['http://purl.obolibrary.org/obo/mondo.owl', 'Mondo Disease Ontology'],
  ['http://human-phenotype-ontology.org', 'Human Phenotype Ontology'],
  ['http://purl.obolibrary.org/obo/doid.owl', 'Human Disease Ontology'],
  ['http://www.orpha.net', 'Orphanet'],
  ['http://www.omim.org', 'Johns Hopkins University'],
  ['https://www.nlm.nih.gov/mesh', 'Medical Subject Headings'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'RxNorm'],
  ['http://www.whocc.no/atc', 'WHO Collaborating Centre'],
  ['http://terminology.hl7.org/CodeSystem/umls', 'UMLS'],
]);

/** Terminologies that may be cited, not published as a CodeSystem, whatever its content mode. */
const citedOnly: ReadonlySet<string> = new Set([
  ...['http://snomed.info/sct', 'http://loinc.org', 'http://www.nlm.nih.gov/research/umls/rxnorm'],
  ...['http://www.whocc.no/atc', 'http://www.omim.org', 'https://www.nlm.nih.gov/mesh'],
  ...['http://terminology.hl7.org/CodeSystem/umls', 'http://id.who.int/icd/entity'],
]);

const pinnedTypes = new Set(['CodeSystem', 'ValueSet', 'ConceptMap']);

/** Findings about pins, licences and copyright. */
export function checkTerminologies(content: CheckedContent): ContentFinding[] {
  const pinned = perVersion(content, listPins);
  return listRecords(content).flatMap(record => {
    const pins = pinned[record.fhirVersion];
    return [...licenceFinding(record), ...pinFinding(record, pins), ...systemFindings(record, pins)];
  });
}

function licenceFinding(record: ExaminedRecord): ContentFinding[] {
  const url = textOf(record.resource, 'url') ?? '';
  const isForbidden = record.resource.resourceType === 'CodeSystem' && citedOnly.has(url);
  return isForbidden ? [finding(record, 'url', `${url} may be cited, not published as a code system`)] : [];
}

/** Each url that a manifest names, with its version; no version where the manifest says that none is known. */
function listPins(records: CheckedContent['records']['R5']): ReadonlyMap<string, string | undefined> {
  const resources = records.map(({ resource }) => resource).filter(isManifest);
  return new Map(
    resources.flatMap(manifest =>
      asObjects(manifest['relatedArtifact']).map(({ resource }) => {
        const { url, version } = parseCanonical(String(resource));
        return [url, version] as const;
      }),
    ),
  );
}

function isManifest(resource: AnyResource): boolean {
  return resource.resourceType === 'Library' && JSON.stringify(resource['type'] ?? '').includes('"asset-collection"');
}

function pinFinding(record: ExaminedRecord, pins: ReadonlyMap<string, string | undefined>): ContentFinding[] {
  const { resource } = record;
  if (!pinnedTypes.has(resource.resourceType)) return [];
  const [url = '', version = ''] = [textOf(resource, 'url'), textOf(resource, 'version')];
  const pinned = pins.get(url);
  if (pinned === version) return [];
  const reason = pins.has(url) ? `is ${version}; the manifest pins ${pinned ?? 'none'}` : 'is not in the manifest';
  return [finding(record, 'version', reason)];
}

function systemFindings(record: ExaminedRecord, pins: ReadonlyMap<string, string | undefined>): ContentFinding[] {
  if (!pinnedTypes.has(record.resource.resourceType)) return [];
  const copyright = textOf(record.resource, 'copyright') ?? '';
  const own = record.resource.resourceType === 'CodeSystem' ? [textOf(record.resource, 'url') ?? ''] : [];
  const systems = new Set([...listUsedCodes(record.resource).map(({ system }) => system), ...own]);
  return [...systems].flatMap(system => {
    const owner = owners.get(system);
    const isStated = owner === undefined || copyright.includes(owner);
    return [
      ...(pins.has(system) || isFoundation(system)
        ? []
        : [finding(record, '', `uses ${system}; no manifest names it`)]),
      ...(isStated ? [] : [finding(record, 'copyright', `lacks the statement of ${owner}, whose codes are used`)]),
    ];
  });
}

/** Code systems of FHIR itself, and of the metadata that every artifact has. */
function isFoundation(system: string): boolean {
  return /^http:\/\/(?:terminology\.hl7\.org\/CodeSystem\/library-type|unstats\.un\.org\/)/.test(system);
}

function finding({ source, fhirVersion }: ExaminedRecord, path: string, reason: string): ContentFinding {
  return { file: source, path, reason: `${reason} (${fhirVersion})` };
}
