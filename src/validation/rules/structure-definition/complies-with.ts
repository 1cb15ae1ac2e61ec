/**
 * Whether a profile allows no more than another that it says it complies with
 * (http://hl7.org/fhir/StructureDefinition/structuredefinition-compliesWithProfile). Both snapshots are walked side by
 * side; slices are paired by the values of their discriminators, because names of slices mean nothing outside.
 */
import type { DefinitionTrees } from '../../snapshot/definition-trees.ts';
import { copyTree } from '../../snapshot/element-tree.ts';
import type { ElementNode } from '../../snapshot/element-tree.ts';
import { unfold } from '../../snapshot/unfold.ts';
import { compareElement } from './compare-element.ts';
import type { Compliance } from './compare-element.ts';
import { discriminatorValues, slicingFault } from './compare-slicing.ts';

/** What the profile allows that the claimed one does not; both roots are of the same type. */
export function complianceOf(own: ElementNode, claimed: ElementNode, trees: DefinitionTrees): Compliance {
  const compliance: Compliance = { errors: [], valueSets: [] };
  const comparison = new Comparison(compliance, trees, { own, claimed });
  comparison.compare(copyTree(own), copyTree(claimed), { path: own.name, isPart: false });
  return compliance;
}

interface Place {
  readonly path: string;
  /** Whether own is one slice of all that claimed speaks of: the minimum is that of all slices together. */
  readonly isPart: boolean;
}

class Comparison {
  readonly #found: Compliance;
  readonly #trees: DefinitionTrees;
  readonly #roots: { readonly own: ElementNode; readonly claimed: ElementNode };

  constructor(found: Compliance, trees: DefinitionTrees, roots: { own: ElementNode; claimed: ElementNode }) {
    this.#found = found;
    this.#trees = trees;
    this.#roots = roots;
  }

  compare(own: ElementNode, claimed: ElementNode, place: Place): void {
    compareElement(own.definition, claimed.definition, { ...place, found: this.#found });
    if (own.children.length === 0 && claimed.children.length === 0) return;
    unfold(own, { trees: this.#trees, base: this.#roots.own });
    unfold(claimed, { trees: this.#trees, base: this.#roots.claimed });
    for (const child of claimed.children) this.#compareChild(own, child, place.path);
  }

  #compareChild(own: ElementNode, claimed: ElementNode, parentPath: string): void {
    const path = `${parentPath}.${claimed.name}`;
    const child = own.children.find(({ name }) => name === claimed.name);
    if (child === undefined) {
      this.#found.errors.push(`the element ${path} is not there`);
    } else if (child.slices.length > 0 && claimed.slices.length > 0) {
      this.#comparePairs(child, claimed, path);
    } else if (child.slices.length > 0) {
      this.compare(child, claimed, { path, isPart: false });
      for (const slice of child.slices) this.compare(slice, claimed, { path: pathOf(path, slice), isPart: true });
    } else {
      this.#compareUnsliced(child, claimed, path);
    }
  }

  #compareUnsliced(own: ElementNode, claimed: ElementNode, path: string): void {
    const isClosed = claimed.definition.slicing?.rules === 'closed';
    const isNeeded = isClosed || claimed.slices.some(({ definition }) => (definition.min ?? 0) > 0);
    if (claimed.slices.length > 0 && isNeeded) this.#found.errors.push(`${path} is not sliced, and must be`);
    this.compare(own, claimed, { path, isPart: false });
  }

  #comparePairs(own: ElementNode, claimed: ElementNode, path: string): void {
    const fault = slicingFault(own.definition.slicing ?? {}, claimed.definition.slicing ?? {});
    if (fault !== undefined) {
      this.#found.errors.push(`${path}: ${fault}`);
      return;
    }
    const paired = new Set<ElementNode>();
    for (const slice of claimed.slices) {
      const partners = this.#partnersOf(slice, own, claimed);
      if (partners.length === 0)
        this.#found.errors.push(`${pathOf(path, slice)}: no slice has the values that tell it`);
      for (const partner of partners) {
        paired.add(partner);
        this.compare(partner, slice, { path: pathOf(path, partner), isPart: false });
      }
    }
    const mayHaveMore = claimed.definition.slicing?.rules !== 'closed';
    for (const slice of own.slices.filter(one => !paired.has(one))) {
      if (!mayHaveMore) this.#found.errors.push(`${pathOf(path, slice)} is a slice too many: the slicing is closed`);
      this.compare(slice, claimed, { path: pathOf(path, slice), isPart: true });
    }
  }

  #partnersOf(slice: ElementNode, own: ElementNode, claimed: ElementNode): readonly ElementNode[] {
    const discriminators = claimed.definition.slicing?.discriminator ?? [];
    const valuesOf = (node: ElementNode): string => JSON.stringify(discriminatorValues(node, discriminators));
    const wanted = valuesOf(slice);
    return own.slices.filter(one => valuesOf(one) === wanted);
  }
}

function pathOf(path: string, { sliceName = '' }: ElementNode): string {
  return `${path}:${sliceName}`;
}
