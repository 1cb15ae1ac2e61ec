/** A registry as a code system: a list of concepts that is read when the first of them is asked for, and then kept. */
import type { SourcedCodeSystem } from '../../contracts/code-system-source.ts';
import type { CodeSystem, CodeSystemConcept } from '../../fhir/model.ts';
import { FhirResourceCodeSystem } from './fhir-resource/fhir-resource-code-system.ts';

/** The code system of this definition, with concepts that are read on first use. */
export function listedCodeSystem(
  definition: CodeSystem,
  readConcepts: () => readonly CodeSystemConcept[],
): SourcedCodeSystem {
  const { url = '', version, valueSet } = definition;
  let provider: FhirResourceCodeSystem | undefined;
  return {
    cacheKey: `registry ${url} ${version ?? ''}`,
    url,
    version,
    content: 'complete',
    ...(valueSet !== undefined && { valueSet }),
    definition,
    open: () => (provider ??= FhirResourceCodeSystem.from({ ...definition, concept: [...readConcepts()] })),
  };
}
