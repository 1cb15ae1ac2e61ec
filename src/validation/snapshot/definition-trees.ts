/** What the generator reads other definitions through: the tree of a definition's snapshot, made when first asked for. */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { ElementNode } from './element-tree.ts';

export interface DefinitionTree {
  /** Never changed: copy it. */
  readonly root: ElementNode;
  readonly isConstraint: boolean;
  readonly type: string;
  readonly baseDefinition: string | undefined;
}

export interface DefinitionTrees {
  readonly fhirVersion: FhirVersion;
  /** The tree of `url` or `url|version`; undefined where there is no such definition, or none that has a snapshot. */
  findTree(canonical: string): DefinitionTree | undefined;
}
