/**
 * Rule: what a display may be. None on a code that was read as a cross-reference only; none that is a fully specified
 * name of SNOMED CT (https://docs.snomed.org: not for display); and whoever uses a category of ICD-10-CM says that it
 * is not billable.
 */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { asObjects } from '../as-objects.ts';
import { listRecords, walkObjects, perVersion } from './checked-content.ts';
import type { CheckedContent, ContentFinding, ExaminedRecord } from './checked-content.ts';
import { listUsedCodes } from './used-codes.ts';
import type { UsedCode } from './used-codes.ts';

const commentUrl = 'http://hl7.org/fhir/StructureDefinition/valueset-concept-comments';
const semanticTag = /\((?:disorder|finding|procedure|body structure|morphologic abnormality|substance|situation)\)$/;

/** Findings about displays, and about categories that do not say what they are. */
export function checkDisplays(content: CheckedContent): ContentFinding[] {
  const categories = perVersion(content, listNotBillable);
  return listRecords(content).flatMap(record => {
    const notBillable = categories[record.fhirVersion];
    const comments = listComments(record);
    return listUsedCodes(record.resource).flatMap(used => {
      const comment = comments.get(used.path) ?? '';
      return reasons(used, comment, notBillable).map(reason => finding(record, used, reason));
    });
  });
}

function reasons(used: UsedCode, comment: string, notBillable: ReadonlySet<string>): string[] {
  const { system, code, display } = used;
  const isCategory = notBillable.has(`${system}|${code}`) && /\.(?:target|concept)\[\d+\]$/.test(used.path);
  return [
    ...(display !== undefined && comment.includes('xref-only') && !system.startsWith(canonicalBase)
      ? ['has a display, but was read as a cross-reference only']
      : []),
    ...(system === 'http://snomed.info/sct' && semanticTag.test(display ?? '')
      ? ['has a fully specified name as display']
      : []),
    ...(isCategory && !comment.includes('not billable')
      ? ['is a category, and its comment does not say that it is not billable']
      : []),
  ];
}

function listNotBillable(records: CheckedContent['records']['R5']): ReadonlySet<string> {
  return new Set(
    records
      .filter(({ resource }) => resource.resourceType === 'CodeSystem')
      .flatMap(({ resource }) =>
        walkObjects(resource['concept'], 'concept')
          .filter(({ value }) => asObjects(value['property']).some(isNotBillable))
          .map(({ value }) => `${String(resource['url'])}|${String(value['code'])}`),
      ),
  );
}

function isNotBillable(property: Readonly<Record<string, unknown>>): boolean {
  return property['code'] === 'billable' && property['valueBoolean'] === false;
}

/** The comment on each code that has one, by its path: of a mapping's target, or of a value set's concept. */
function listComments({ resource }: ExaminedRecord): ReadonlyMap<string, string> {
  const places = walkObjects(resource, resource.resourceType);
  return new Map(
    places.flatMap(({ path, value }) => {
      const stated = asObjects(value['extension']).find(({ url }) => url === commentUrl)?.['valueString'];
      const comment = value['comment'] ?? stated;
      return typeof comment === 'string' ? [[path, comment] as const] : [];
    }),
  );
}

function finding({ source, fhirVersion }: ExaminedRecord, { path, code }: UsedCode, reason: string): ContentFinding {
  return { file: source, path, reason: `code ${code} ${reason} (${fhirVersion})` };
}
