/** What the content loaders hand on: resources as they were written, what was wrong with the others, and where. */
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';

export interface ContentFault {
  /** The file, as the person who started Calx would name it. */
  readonly file: string;
  /** Where in the file; empty where the file as a whole is meant. */
  readonly path: string;
  readonly reason: string;
}

/** A resource that was read, in the form its file has. */
export interface AuthoredResource {
  readonly resource: AnyResource;
  /** `model` is authored content that both versions are derived from. */
  readonly form: 'model' | FhirVersion;
  readonly file: string;
}

export interface ReadContent {
  readonly resources: readonly AuthoredResource[];
  readonly faults: readonly ContentFault[];
}

/** One line that names file, place and reason. */
export function formatFault({ file, path, reason }: ContentFault): string {
  return path === '' ? `${file}: ${reason}` : `${file}: ${path}: ${reason}`;
}

/** Both results in order. */
export function joinContent(parts: readonly ReadContent[]): ReadContent {
  return { resources: parts.flatMap(part => part.resources), faults: parts.flatMap(part => part.faults) };
}
