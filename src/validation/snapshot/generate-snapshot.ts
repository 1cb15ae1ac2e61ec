/**
 * Makes the snapshot of a StructureDefinition from its differential and the snapshot of its base
 * (https://hl7.org/fhir/structuredefinition.html#snapshot). Reads R4's and R5's definitions in their own form; faults of
 * the differential are messages, and what can be made is made.
 */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { applyDifferential } from './apply-differential.ts';
import type { Generation } from './generation.ts';
import type { DefinitionTree, DefinitionTrees } from './definition-trees.ts';
import { differentialTree } from './differential-tree.ts';
import type { DifferentialTree } from './differential-tree.ts';
import { copyTree, elementsOf } from './element-tree.ts';
import type { ElementNode } from './element-tree.ts';
import { typeCanonical } from './element.ts';
import type { Element } from './element.ts';
import { inheritTree } from './inherit-tree.ts';
import { omitExtensionSlicing } from './new-element.ts';
import { SnapshotMessages } from './snapshot-message.ts';
import type { SnapshotMessage } from './snapshot-message.ts';

export interface GeneratedSnapshot {
  /** Empty where there is nothing to start from. */
  readonly elements: readonly Element[];
  readonly messages: readonly SnapshotMessage[];
}

/** The snapshot that the definition's differential makes of its base. */
export function generateSnapshot(definition: AnyResource, trees: DefinitionTrees): GeneratedSnapshot {
  const elements = differentialOf(definition);
  const messages = new SnapshotMessages(elements);
  const baseUrl = textOf(definition['baseDefinition']);
  const base = baseUrl === undefined ? undefined : trees.findTree(baseUrl);
  if (baseUrl !== undefined && base === undefined) {
    messages.add('error', 'UNABLE_TO_FIND_BASE', { text: `The base definition '${baseUrl}' was not found` });
    return { elements: [], messages: messages.list };
  }
  const tree = differentialTree(elements, rootName(definition));
  reportPlaces(tree, messages);
  const differential = tree.root;
  const root = startOf(base, differential.name, { definition, fhirVersion: trees.fhirVersion });
  const generation: Generation = {
    trees,
    base: base?.root ?? root,
    url: textOf(definition['url']) ?? '',
    fhirVersion: trees.fhirVersion,
    addsElements: definition['derivation'] !== 'constraint',
    isLogical: definition['kind'] === 'logical',
    isResource: definition['kind'] === 'resource',
    messages,
  };
  applyDifferential(root, differential, generation);
  return { elements: elementsOf(root), messages: messages.list };
}

function reportPlaces({ root, misplaced, repeated }: DifferentialTree, messages: SnapshotMessages): void {
  for (const element of misplaced) {
    const text = `The differential has the element '${element.path}', which is not below '${root.name}'`;
    messages.add('error', 'SNAPSHOT_MISPLACED_ELEMENT', { text, element });
  }
  for (const element of repeated) {
    const text = `The differential says '${element.id ?? element.path}' twice: slices need names of their own`;
    messages.add('error', 'SNAPSHOT_REPEATED_ELEMENT', { text, element });
  }
}

function differentialOf(definition: AnyResource): readonly Element[] {
  const { element } = (definition['differential'] ?? {}) as { element?: unknown };
  return (Array.isArray(element) ? element : []).filter(isElement);
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && typeof (value as Element).path === 'string';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The name of the type, which a logical model may say as a URL. */
function rootName(definition: AnyResource): string {
  const type = textOf(definition['type']) ?? '';
  return type.slice(type.lastIndexOf('/') + 1);
}

/** A copy of the base under the name of the type; an element alone where there is no base. */
function startOf(
  base: DefinitionTree | undefined,
  name: string,
  { definition, fhirVersion }: { readonly definition: AnyResource; readonly fhirVersion: FhirVersion },
): ElementNode {
  if (base === undefined) {
    const alone = { path: name, min: 0, max: '*', base: { path: name, min: 0, max: '*' } };
    return { name, sliceName: undefined, definition: alone, children: [], slices: [] };
  }
  const root = definition['derivation'] === 'constraint' ? inheritTree(base.root) : copyTree(base.root);
  if (definition['derivation'] === 'constraint' && fhirVersion !== 'R4') absoluteReferences(root, base.type);
  root.name = name;
  if (definition['derivation'] === 'constraint') return root;
  root.definition = { ...root.definition, base: { path: name, min: 0, max: '*' } };
  if (definition['kind'] !== 'complex-type') omitExtensionSlicing(root);
  return root;
}

/** From R5 on a profile refers to elements of its type with the type's canonical in front. */
function absoluteReferences(node: ElementNode, type: string): void {
  const { contentReference } = node.definition;
  if (contentReference?.startsWith('#') === true)
    node.definition = { ...node.definition, contentReference: typeCanonical(type) + contentReference };
  for (const below of [...node.children, ...node.slices]) absoluteReferences(below, type);
}
