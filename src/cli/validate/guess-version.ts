/** The FHIR version that a resource is judged in where nobody says it: the version that it names, else the one that knows its elements. */
import type { ElementShapes } from '../../fhir/formats/element-shapes.ts';
import { fhirVersionOf } from '../../fhir/fhir-version.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';

/** R4 where both know the resource equally well. */
export function guessVersion(
  resource: Readonly<Record<string, unknown>>,
  shapes: Readonly<Record<FhirVersion, ElementShapes>>,
): FhirVersion {
  const named = namedVersion(resource);
  if (named !== undefined) return named;
  return unknownCount(resource, shapes.R5) < unknownCount(resource, shapes.R4) ? 'R5' : 'R4';
}

/** `fhirVersion` of a StructureDefinition, CapabilityStatement or ImplementationGuide. */
function namedVersion({ fhirVersion }: Readonly<Record<string, unknown>>): FhirVersion | undefined {
  const [first] = Array.isArray(fhirVersion) ? (fhirVersion as unknown[]) : [fhirVersion];
  return typeof first === 'string' ? fhirVersionOf(first) : undefined;
}

/** How many of the elements at the root the version does not have; all where it lacks the type. */
function unknownCount(resource: Readonly<Record<string, unknown>>, shapes: ElementShapes): number {
  const names = Object.keys(resource).map(name => name.replace(/^_/, ''));
  const { resourceType } = resource;
  const shape = typeof resourceType === 'string' ? shapes.findType(resourceType) : undefined;
  if (shape === undefined) return names.length + 1;
  return names.filter(name => name !== 'resourceType' && !shape.elements.has(name)).length;
}
