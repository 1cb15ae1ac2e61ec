/**
 * R4's wire form (https://hl7.org/fhir/R4/) ↔ the model. What only one version has travels in cross-version extensions.
 * Known changes of a round trip, all without loss of meaning: extensions may change their order; `source: "url|version"`
 * of an R4 ConceptMap group comes back as `source` and `sourceVersion`; the issues of an R5 searchset stay an entry.
 */
import type { AnyResource } from '../model.ts';
import { convertResource } from './convert-element.ts';
import { readFromR4, writeToR4 } from './shape.ts';
import type { Direction } from './shape.ts';
import { convertedTypes, createShapes } from './shapes/index.ts';
import { readyShapes } from './touched-keys.ts';
import type { VersionCodec } from './version-codec.ts';

/** The codec of R4. */
export function createR4Codec(): VersionCodec {
  const shapes = readyShapes(createShapes());
  const converted = new Set<string>(convertedTypes);
  const convert = (resource: AnyResource, direction: Direction): AnyResource =>
    converted.has(resource.resourceType) ? (convertResource(resource, shapes, direction) as AnyResource) : resource;
  return {
    fhirVersion: 'R4',
    converts: resourceType => converted.has(resourceType),
    read: wire => convert(wire, readFromR4),
    write: model => convert(model, writeToR4),
  };
}
