/**
 * Rules of a StructureDefinition that its own profile does not state (https://hl7.org/fhir/structuredefinition.html):
 * base, snapshot, elements, extension contexts, and what it claims to comply with.
 */
import type { AnyResource } from '../../fhir/model.ts';
import type { DefinitionTree, DefinitionTrees } from '../snapshot/definition-trees.ts';
import { treeOf } from '../snapshot/element-tree.ts';
import type { ElementNode } from '../snapshot/element-tree.ts';
import { generateSnapshot } from '../snapshot/generate-snapshot.ts';
import type { SnapshotMessage } from '../snapshot/snapshot-message.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';
import { elementsIn } from './structure-definition/authoring.ts';
import type { Authoring } from './structure-definition/authoring.ts';
import { checkBase } from './structure-definition/check-base.ts';
import { checkClaims } from './structure-definition/check-claims.ts';
import { checkConstraints } from './structure-definition/check-constraints.ts';
import { checkExtensionDefinition } from './structure-definition/check-extension-definition.ts';
import { checkPlace, checkSlicing } from './structure-definition/check-place.ts';
import { checkTypes } from './structure-definition/check-types.ts';
import { checkValues } from './structure-definition/check-values.ts';
import { reportSnapshot } from './structure-definition/report-snapshot.ts';

/** Judges what its elements say; where their shape is at fault, as is told by now, it stops at what it can't read. */
export function checkStructureDefinition(node: ValidationNode, context: ValidationContext): void {
  try {
    checkDefinition(node, context);
  } catch (error) {
    // Other rules look at trees whatever is in them; here they are taken for the ElementDefinitions that snapshots are made of.
    if (!(error instanceof TypeError) || !context.hasErrors) throw error;
  }
}

function checkDefinition(node: ValidationNode, context: ValidationContext): void {
  const { trees } = context;
  const baseDefinition = node.text('baseDefinition');
  const base = baseDefinition === undefined ? undefined : trees.findTree(baseDefinition);
  const { snapshot, messages } = snapshotOf(node, base, trees);
  const type = node.text('type') ?? '';
  const authoring: Authoring = {
    node,
    context,
    trees,
    base,
    snapshot,
    url: node.text('url') ?? '',
    typeName: type.slice(type.lastIndexOf('/') + 1),
    isConstraint: node.text('derivation') === 'constraint',
    isLogical: node.text('kind') === 'logical',
    isExperimental: node.tree['experimental'] === true,
  };
  checkBase(authoring);
  reportSnapshot(messages, authoring);
  checkElements(authoring);
  checkExtensionDefinition(authoring);
  checkClaims(authoring);
}

interface Made {
  readonly snapshot: ElementNode | undefined;
  readonly messages: readonly SnapshotMessage[];
}

/** What a profile's differential makes of its base; of a type the snapshot that it has. */
function snapshotOf(node: ValidationNode, base: DefinitionTree | undefined, trees: DefinitionTrees): Made {
  const own = treeOf(elementsIn(node, 'snapshot').map(({ element }) => element));
  const isProfile = node.text('derivation') === 'constraint' && base !== undefined;
  if (!isProfile || elementsIn(node, 'differential').length === 0) return { snapshot: own, messages: [] };
  const { elements, messages } = generateSnapshot(node.tree as AnyResource, trees);
  return { snapshot: treeOf(elements) ?? own, messages };
}

function checkElements(authoring: Authoring): void {
  for (const list of ['differential', 'snapshot'] as const) {
    const constraints = new Map<string, string>();
    for (const at of elementsIn(authoring.node, list)) {
      checkPlace(at, authoring);
      checkSlicing(at, authoring);
      checkTypes(at, authoring);
      checkValues(at, authoring);
      checkConstraints(at, constraints, authoring);
    }
  }
}
