/** FHIR's own definitions of one version, for validation and the generators, from its artifact. */
import type { DefinitionFinder } from '../contracts/definition-finder.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { DefinitionArtifact } from './definition-artifact.ts';

/** A finder over the artifact; it keeps no parsed resource, so callers keep what they make of one. */
export function createDefinitionFinder(artifact: DefinitionArtifact): DefinitionFinder {
  return {
    findStructureDefinition(canonical) {
      const { url, version } = parseCanonical(canonical);
      return artifact.findCanonical('StructureDefinition', url, version)?.read();
    },
    *listTypeDefinitions() {
      for (const { url, kind, derivation } of artifact.listAll('StructureDefinition')) {
        const isType = derivation === undefined ? kind !== undefined : derivation === 'specialization';
        if (url !== undefined && isType && kind !== 'logical') yield url;
      }
    },
  };
}
