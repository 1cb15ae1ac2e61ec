/** What the rules of a StructureDefinition know while they look at it (https://hl7.org/fhir/structuredefinition.html). */
import type { AnyResource } from '../../../fhir/model.ts';
import type { DefinitionTree, DefinitionTrees } from '../../snapshot/definition-trees.ts';
import type { ElementNode } from '../../snapshot/element-tree.ts';
import type { Element } from '../../snapshot/element.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';

export interface Authoring {
  readonly node: ValidationNode;
  readonly context: ValidationContext;
  readonly trees: DefinitionTrees;
  readonly url: string;
  /** Name of the type, the last part of a logical model's URL: paths begin with it. */
  readonly typeName: string;
  readonly isConstraint: boolean;
  readonly isLogical: boolean;
  readonly isExperimental: boolean;
  readonly base: DefinitionTree | undefined;
  /** Snapshot made from the differential, else the one that the definition has; undefined where there is neither. */
  readonly snapshot: ElementNode | undefined;
}

/** One element of the differential or of the snapshot. */
export interface ElementAt {
  readonly node: ValidationNode;
  readonly element: Element;
  readonly isSnapshot: boolean;
}

/** The elements of a list that have a path. */
export function elementsIn(node: ValidationNode, list: 'differential' | 'snapshot'): readonly ElementAt[] {
  const elements = node.child(list)?.children('element', 'ElementDefinition') ?? [];
  return elements
    .filter(one => typeof one.tree['path'] === 'string')
    .map(one => ({ node: one, element: one.tree as unknown as Element, isSnapshot: list === 'snapshot' }));
}

/** The definition of a type or profile that an element names. */
export function findDefinition({ context }: Authoring, canonical: string): Readonly<AnyResource> | undefined {
  return context.finder.find('StructureDefinition', canonical);
}

/** Whether `type` is the type of this code or a specialization of it. */
export function isTypeOf(type: string, code: string, trees: DefinitionTrees): boolean {
  const seen = new Set<string>();
  for (let current: string | undefined = type; current !== undefined && !seen.has(current);) {
    seen.add(current);
    const tree = trees.findTree(current.includes(':') ? current : `http://hl7.org/fhir/StructureDefinition/${current}`);
    if (current === code || tree?.type === code) return true;
    current = tree?.baseDefinition;
  }
  return false;
}

/** A list of objects under a key; empty where it is none. */
export function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value)
    ? (value as unknown[]).filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
    : [];
}
