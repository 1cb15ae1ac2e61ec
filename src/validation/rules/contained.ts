/** Contained resources (dom-2 to dom-6, https://hl7.org/fhir/references.html#contained). */
import type { ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';

const source = 'http://hl7.org/fhir/StructureDefinition/DomainResource';

export function checkContained(node: ValidationNode, context: ValidationContext): void {
  const contained = node.children('contained');
  if (contained.length === 0) return;
  const wanted = referencesIn(node.value);
  const ids = new Set<unknown>();
  for (const inner of contained) {
    const { id } = inner.tree;
    if (typeof id === 'string') {
      if (ids.has(id)) context.report('RESOURCE_DUPLICATE_CONTAINED_ID', { node: inner, args: [id] });
      ids.add(id);
    }
    const isWanted = typeof id !== 'string' || wanted.has(`#${id}`) || referencesIn(inner.value).has('#');
    const broken = [...metaFaults(inner), ...(isWanted ? [] : [unwanted(id)])];
    for (const [key, text] of broken) {
      context.report('http___hl7_org_fhir_StructureDefinition_', { node: inner, args: [key, text], source });
    }
  }
}

type Broken = readonly [key: string, text: string];

function unwanted(id: string): Broken {
  return ['dom-3', `nothing refers to the contained resource '${id}', and it does not refer to its container`];
}

function metaFaults({ tree }: ValidationNode): readonly Broken[] {
  const meta = (tree['meta'] ?? {}) as Readonly<Record<string, unknown>>;
  const faults: Broken[] = [];
  if ('contained' in tree) faults.push(['dom-2', 'a contained resource must not contain resources itself']);
  if ('versionId' in meta || 'lastUpdated' in meta) {
    faults.push(['dom-4', 'a contained resource has no versionId and no lastUpdated']);
  }
  if ('security' in meta) faults.push(['dom-5', 'a contained resource has no security label']);
  return faults;
}

/** Every local reference below a value: Reference.reference, canonicals and uris. */
function referencesIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (value.startsWith('#')) found.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) collect(child, found);
  }
}
