/** Which names are resource types of the version that is judged by. */
import type { ValidationContext } from '../validation-context.ts';

const definitions = 'http://hl7.org/fhir/StructureDefinition/';

/** Whether there is a resource type of this name. */
export function isResourceType(name: string, { finder }: ValidationContext): boolean {
  const definition = finder.describe('StructureDefinition', definitions + name) as
    { readonly kind?: unknown; readonly derivation?: unknown } | undefined;
  return definition?.kind === 'resource' && definition.derivation !== 'constraint';
}
