/** A file of a FHIR package (https://hl7.org/fhir/packages.html), and the order that makes two builds equal. */
import type { AnyResource } from '../../fhir/model.ts';

export interface PackageFile {
  /** Below the package's root: `package/ValueSet-x.json`. */
  readonly path: string;
  readonly text: string;
}

/** `CodeSystem-x.json`. */
export function fileNameOf({ resourceType, id = '' }: AnyResource): string {
  return `${resourceType}-${id}.json`;
}

/** JSON as it stands in files: two spaces, and a line feed at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** By code units, so that no locale has a say. */
export function byText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
