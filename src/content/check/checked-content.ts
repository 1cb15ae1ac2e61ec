/** What every rule of the content check is given, and the finding that it answers. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { fhirVersions } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { ContentFault } from '../content-record.ts';
import type { PublishedRecord } from '../load-content.ts';

export type ContentFinding = ContentFault;

export interface CheckedContent {
  readonly records: Readonly<Record<FhirVersion, readonly PublishedRecord[]>>;
}

export interface ExaminedRecord extends PublishedRecord {
  readonly fhirVersion: FhirVersion;
}

/** Every record of both versions, with its version. */
export function listRecords({ records }: CheckedContent): ExaminedRecord[] {
  return fhirVersions.flatMap(fhirVersion => records[fhirVersion].map(record => ({ ...record, fhirVersion })));
}

/** What a rule needs of all records, worked out once for each version. */
export function perVersion<Value>(
  { records }: CheckedContent,
  make: (records: readonly PublishedRecord[]) => Value,
): Readonly<Record<FhirVersion, Value>> {
  return { R4: make(records.R4), R5: make(records.R5) };
}

/** The value of an element as text, or undefined. */
export function textOf(resource: AnyResource, name: string): string | undefined {
  const value = resource[name];
  return typeof value === 'string' ? value : undefined;
}

/** A fragment or supplement of a code system that somebody else owns: its url and version are the owner's. */
export function isForeignFragment(resource: AnyResource): boolean {
  const isFragment = resource.resourceType === 'CodeSystem' && resource['content'] === 'fragment';
  return isFragment && !(textOf(resource, 'url') ?? '').startsWith(`${canonicalBase}/`);
}

/** A place in a resource that holds a string, with the element name that it stands under. */
export interface TextAt {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** An object somewhere in a resource, with its path. */
export interface ObjectAt {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const deepest = 100;

/** Every object in the resource, the resource itself first. */
export function walkObjects(value: unknown, path: string): readonly ObjectAt[] {
  const found: ObjectAt[] = [];
  collectObjects(value, path, found, 0);
  return found;
}

function collectObjects(value: unknown, path: string, found: ObjectAt[], depth: number): void {
  if (depth > deepest || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => collectObjects(item, `${path}[${index}]`, found, depth + 1));
    return;
  }
  const object = value as Readonly<Record<string, unknown>>;
  found.push({ path, value: object });
  for (const [name, item] of Object.entries(object)) collectObjects(item, `${path}.${name}`, found, depth + 1);
}

/** Every string in the resource. */
export function listTexts(resource: AnyResource): TextAt[] {
  return walkObjects(resource, resource.resourceType).flatMap(({ path, value }) =>
    Object.entries(value).flatMap(([name, item]) =>
      (Array.isArray(item) ? (item as unknown[]) : [item])
        .filter(text => typeof text === 'string')
        .map(text => ({ path: `${path}.${name}`, name, text })),
    ),
  );
}
