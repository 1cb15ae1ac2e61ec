/**
 * Trees of definitions over a finder: of the snapshot that a definition has, else of the one that its differential makes.
 * What a request brings lies in front of what the service has, whose trees are shared by all requests.
 */
import { parseCanonical } from '../../fhir/canonical.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { DefinitionTree, DefinitionTrees } from './definition-trees.ts';
import { treeOf } from './element-tree.ts';
import type { Element } from './element.ts';
import { generateSnapshot } from './generate-snapshot.ts';

type FindDefinition = (canonical: string) => Readonly<AnyResource> | undefined;

/** Trees that are kept; one of a large resource takes about 300 kB. */
const mostTrees = 300;

const typeUrl = 'http://hl7.org/fhir/StructureDefinition/';

/** Trees over a finder; a definition that is based on itself has none. */
export function createDefinitionTrees(find: FindDefinition, fhirVersion: FhirVersion): DefinitionTrees {
  const trees = new Map<string, DefinitionTree | undefined>();
  const findTree = (canonical: string): DefinitionTree | undefined => {
    if (trees.has(canonical)) return trees.get(canonical);
    const definition = find(canonical) ?? findType(canonical, find);
    // Names that nobody defines are not kept: they come from outside, without end.
    if (definition === undefined) return undefined;
    if (trees.size >= mostTrees) trees.clear();
    trees.set(canonical, undefined);
    const tree = toTree(definition, { findTree, fhirVersion });
    trees.set(canonical, tree);
    return tree;
  };
  return { findTree, fhirVersion };
}

/** FHIR's own types have the version of FHIR, and profiles name others: they mean the type. */
function findType(canonical: string, find: FindDefinition): Readonly<AnyResource> | undefined {
  const { url, version } = parseCanonical(canonical);
  return version !== undefined && url.startsWith(typeUrl) ? find(url) : undefined;
}

/** Trees over a finder for these urls, and the shared ones for all others. */
export function overlayTrees(
  shared: DefinitionTrees,
  find: FindDefinition,
  urls: ReadonlySet<string>,
): DefinitionTrees {
  const { fhirVersion } = shared;
  const own = new Map<string, DefinitionTree | undefined>();
  const findTree = (canonical: string): DefinitionTree | undefined => {
    if (!urls.has(parseCanonical(canonical).url)) return shared.findTree(canonical);
    if (own.has(canonical)) return own.get(canonical);
    own.set(canonical, undefined);
    const definition = find(canonical);
    const tree = definition === undefined ? shared.findTree(canonical) : toTree(definition, { findTree, fhirVersion });
    own.set(canonical, tree);
    return tree;
  };
  return { findTree, fhirVersion };
}

/** The elements of a definition's snapshot, made where it has none; throws an Error that says why that can't be. */
export function snapshotElements(definition: Readonly<AnyResource>, trees: DefinitionTrees): readonly Element[] {
  const { element } = (definition['snapshot'] ?? {}) as { readonly element?: readonly Element[] };
  if (Array.isArray(element)) return element as readonly Element[];
  const { elements, messages } = generateSnapshot(definition, trees);
  if (elements.length > 0) return elements;
  throw new Error(messages.map(({ text }) => text).join('; ') || 'it has neither snapshot nor differential');
}

function toTree(definition: Readonly<AnyResource>, trees: DefinitionTrees): DefinitionTree | undefined {
  const root = rootOf(definition, trees);
  if (root === undefined) return undefined;
  const { type, baseDefinition, derivation } = definition;
  return {
    root,
    type: String(type),
    baseDefinition: typeof baseDefinition === 'string' ? baseDefinition : undefined,
    isConstraint: derivation === 'constraint',
  };
}

function rootOf(definition: Readonly<AnyResource>, trees: DefinitionTrees) {
  try {
    return treeOf(snapshotElements(definition, trees));
  } catch {
    return undefined;
  }
}
