/**
 * Rule: every artifact says what it is, whose, and that it is a draft nobody has reviewed; each element that its type
 * has in that version. Our canonicals begin with the base.
 */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { asObjects } from '../as-objects.ts';
import { isForeignFragment, listRecords, textOf } from './checked-content.ts';
import type { CheckedContent, ContentFinding, ExaminedRecord } from './checked-content.ts';

const expected = [
  ...['url', 'version', 'name', 'title', 'status', 'experimental', 'date', 'publisher', 'contact', 'description'],
  ...['jurisdiction', 'purpose', 'copyright', 'text'],
];
/** What types of the evidence family lack in a version; the other types have all in both. */
const lackedBy: Readonly<Record<FhirVersion, Readonly<Record<string, readonly string[]>>>> = {
  R4: {
    Evidence: ['experimental', 'purpose'],
    EvidenceVariable: ['experimental', 'purpose'],
    RiskEvidenceSynthesis: ['experimental', 'purpose'],
  },
  R5: {
    Evidence: ['jurisdiction'],
    EvidenceVariable: ['jurisdiction'],
    EvidenceReport: [
      ...['version', 'name', 'title', 'experimental', 'date', 'description', 'jurisdiction', 'purpose', 'copyright'],
    ],
  },
};

function lacks({ resourceType }: AnyResource, version: FhirVersion, name: string): boolean {
  return lackedBy[version][resourceType]?.includes(name) === true;
}

/** Findings of completeness, status, honesty and canonical base. */
export function checkMetadata(content: CheckedContent): ContentFinding[] {
  return listRecords(content).flatMap(record => [
    ...missing(record),
    ...[statusFinding(record), experimentalFinding(record), honestyFinding(record)].filter(isFinding),
    ...[canonicalFinding(record), jurisdictionFinding(record), versionFinding(record)].filter(isFinding),
    ...[nameFinding(record), caseFinding(record)].filter(isFinding),
  ]);
}

function isFinding(finding: ContentFinding | undefined): finding is ContentFinding {
  return finding !== undefined;
}

function at({ source, fhirVersion }: ExaminedRecord, path: string, reason: string): ContentFinding {
  return { file: source, path, reason: `${reason} (${fhirVersion})` };
}

function missing(record: ExaminedRecord): ContentFinding[] {
  const { resource, fhirVersion } = record;
  return expected
    .filter(name => !lacks(resource, fhirVersion, name) && (resource[name] === undefined || resource[name] === ''))
    .map(name => at(record, name, 'is missing; every artifact has it'));
}

function statusFinding(record: ExaminedRecord): ContentFinding | undefined {
  const status = textOf(record.resource, 'status');
  return status === 'draft'
    ? undefined
    : at(record, 'status', `is ${status ?? 'missing'}; unreviewed content is draft`);
}

function experimentalFinding(record: ExaminedRecord): ContentFinding | undefined {
  const isStated =
    lacks(record.resource, record.fhirVersion, 'experimental') || record.resource['experimental'] === true;
  return isStated ? undefined : at(record, 'experimental', 'must be true: no clinician has reviewed the content');
}

function honestyFinding(record: ExaminedRecord): ContentFinding | undefined {
  const isInNotes = lacks(record.resource, record.fhirVersion, 'description');
  const description = isInNotes ? notesOf(record.resource) : (textOf(record.resource, 'description') ?? '');
  const says = /\bdraft\b/i.test(description) && /no clinician has reviewed/i.test(description);
  return says
    ? undefined
    : at(record, 'description', 'must say that it is a draft and that no clinician has reviewed it');
}

/** The notes of a resource that has no description. */
function notesOf(resource: AnyResource): string {
  return asObjects(resource['note'])
    .map(note => textOf(note as unknown as AnyResource, 'text') ?? '')
    .join(' ');
}

function canonicalFinding(record: ExaminedRecord): ContentFinding | undefined {
  const { resource } = record;
  const ours = `${canonicalBase}/${resource.resourceType}/${resource.id ?? ''}`;
  const url = textOf(resource, 'url');
  if (url === ours || isForeignFragment(resource)) return undefined;
  return at(record, 'url', `is ${url ?? 'missing'}; it must be ${ours}`);
}

function jurisdictionFinding(record: ExaminedRecord): ContentFinding | undefined {
  if (lacks(record.resource, record.fhirVersion, 'jurisdiction')) return undefined;
  const world = JSON.stringify(record.resource['jurisdiction'] ?? '');
  const isWorld = world.includes('"http://unstats.un.org/unsd/methods/m49/m49.htm"') && world.includes('"001"');
  return isWorld ? undefined : at(record, 'jurisdiction', 'must be the world, 001 of M49');
}

function versionFinding(record: ExaminedRecord): ContentFinding | undefined {
  if (lacks(record.resource, record.fhirVersion, 'version')) return undefined;
  const version = textOf(record.resource, 'version') ?? '';
  const isRight = isForeignFragment(record.resource) || /^\d+\.\d+\.\d+$/.test(version);
  return isRight ? undefined : at(record, 'version', `is '${version}'; the content's own version has three numbers`);
}

/** The name for computers is the id without its hyphens, so that neither can drift from the other. */
function nameFinding(record: ExaminedRecord): ContentFinding | undefined {
  if (lacks(record.resource, record.fhirVersion, 'name')) return undefined;
  const name = textOf(record.resource, 'name') ?? '';
  const id = record.resource.id ?? '';
  if (/^[A-Z]\w*$/.test(name) && name.toLowerCase() === id.replaceAll('-', '').toLowerCase()) return undefined;
  return at(record, 'name', `is '${name}'; the id '${id}' asks for the same word in capitals and small letters`);
}

/** A shareable code system says whether case matters (https://hl7.org/fhir/shareablecodesystem.html). */
function caseFinding(record: ExaminedRecord): ContentFinding | undefined {
  const isStated = record.resource.resourceType !== 'CodeSystem' || record.resource['caseSensitive'] !== undefined;
  return isStated ? undefined : at(record, 'caseSensitive', 'is missing; every code system says it');
}
