/** Resources as text in either format, by the shapes of their version's types. */
import type { ElementShapes } from '../fhir/formats/element-shapes.ts';
import { formatResource, parseResource } from '../fhir/formats/json.ts';
import { readXml } from '../fhir/formats/read-xml.ts';
import { writeXml } from '../fhir/formats/write-xml.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { Representation } from './negotiate.ts';

/** The shapes by version. */
export type ShapesOf = (fhirVersion: FhirVersion) => ElementShapes;

/** The text of a resource in the form. */
export function writeResource(
  resource: AnyResource,
  { format, fhirVersion }: Representation,
  shapesOf: ShapesOf,
  isPretty: boolean,
): string {
  return format === 'xml'
    ? writeXml(resource, shapesOf(fhirVersion), { isPretty })
    : formatResource(resource, isPretty);
}

/** The resource in a text of the form. */
export function readResourceText(
  text: string,
  { format, fhirVersion }: Representation,
  shapesOf: ShapesOf,
): AnyResource {
  return format === 'xml' ? readXml(text, shapesOf(fhirVersion)) : parseResource(text);
}
