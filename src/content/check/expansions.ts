/** Rule: each value set of ours expands, in both versions, to exactly what review agreed to (`<id>.expected.json`). */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import { parseJson } from '../../fhir/formats/json.ts';
import { loadExpectedExpansions } from '../folder-loader.ts';
import { messageOf } from '../parse-content.ts';
import { listRecords, textOf } from './checked-content.ts';
import type { CheckedContent, ContentFinding, ExaminedRecord } from './checked-content.ts';
import { listUsedCodes } from './used-codes.ts';

interface ExpandedConcept {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** What review agreed to: the concepts; and where no server without another's terminology can give them, that. */
interface ExpectedExpansion {
  readonly notExpandable?: { readonly system: string; readonly reason: string };
  readonly concepts: readonly ExpandedConcept[];
}

/** Expands a value set of the content as one version's endpoint does; may throw where it can't. */
export type ExpandValueSet = (request: {
  readonly fhirVersion: FhirVersion;
  readonly url: string;
  readonly version: string;
}) => readonly ExpandedConcept[] | Promise<readonly ExpandedConcept[]>;

/** Findings of value sets whose expansion differs, that have none to compare with, or the other way round. */
export async function checkExpansions(
  content: CheckedContent,
  valueSets: string,
  expand: ExpandValueSet,
): Promise<ContentFinding[]> {
  const expected = await loadExpectedExpansions(valueSets);
  const records = listRecords(content).filter(({ resource }) => resource.resourceType === 'ValueSet');
  const findings: ContentFinding[] = [];
  for (const record of records) findings.push(...(await checkRecord(record, expected, expand)));
  const ids = new Set(records.map(({ resource }) => resource.id));
  const orphans = [...expected.keys()].filter(id => !ids.has(id));
  return [
    ...findings,
    ...orphans.map(id => ({ file: `${id}.expected.json`, path: '', reason: 'belongs to no value set' })),
  ];
}

async function checkRecord(
  record: ExaminedRecord,
  expected: ReadonlyMap<string, string>,
  expand: ExpandValueSet,
): Promise<ContentFinding[]> {
  const { resource, source, fhirVersion } = record;
  const text = expected.get(resource.id ?? '');
  if (text === undefined) return [{ file: source, path: '', reason: 'has no expected expansion beside it' }];
  const [url = '', version = ''] = [textOf(resource, 'url'), textOf(resource, 'version')];
  const { notExpandable, concepts } = readExpected(text);
  const report = (reason: string): ContentFinding => ({ file: source, path: '', reason: `${reason} (${fhirVersion})` });
  const enumerated = notExpandable === undefined ? [] : compare(concepts, listEnumerated(record)).map(report);
  try {
    const actual = await expand({ fhirVersion, url, version });
    if (notExpandable === undefined) return compare(concepts, actual).map(report);
    return [...enumerated, report(`expands, though its expected expansion says that it needs ${notExpandable.system}`)];
  } catch (error) {
    const message = messageOf(error);
    const isExpected = notExpandable !== undefined && message.includes(notExpandable.system);
    return [...enumerated, ...(isExpected ? [] : [report(`does not expand: ${message}`)])];
  }
}

function readExpected(text: string): ExpectedExpansion {
  const expected = parseJson(text) as ExpectedExpansion | readonly ExpandedConcept[];
  return 'concepts' in expected ? expected : { concepts: expected };
}

/** What the value set lists code by code: all that can be held against review where it can't be expanded. */
function listEnumerated({ resource }: ExaminedRecord): ExpandedConcept[] {
  return listUsedCodes({ ...resource, text: undefined, jurisdiction: undefined }).map(({ system, code, display }) => ({
    system,
    code,
    ...(display !== undefined && { display }),
  }));
}

function compare(expected: readonly ExpandedConcept[], actual: readonly ExpandedConcept[]): string[] {
  const [wanted, given] = [expected.map(toLine), actual.map(toLine)];
  const missing = wanted.filter(line => !given.includes(line)).map(line => `expansion lacks ${line}`);
  const extra = given.filter(line => !wanted.includes(line)).map(line => `expansion has unexpected ${line}`);
  const isRepeated = missing.length + extra.length === 0 && wanted.length !== given.length;
  return [...missing, ...extra, ...(isRepeated ? ['expansion repeats a concept'] : [])];
}

function toLine({ system, code, display = '' }: ExpandedConcept): string {
  return `${system}|${code} '${display}'`;
}
