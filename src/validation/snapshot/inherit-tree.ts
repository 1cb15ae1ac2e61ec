/**
 * What a profile takes over of another definition's tree: all but the notes of HL7's build tools on how they wrote that
 * definition. They say nothing of the profile, and no package of FHIR defines them.
 */
import type { ElementNode } from './element-tree.ts';
import { without } from './element.ts';
import type { Binding, Element } from './element.ts';

type Extensions = readonly { readonly url: string }[];

const toolNotes: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/tools/StructureDefinition/binding-definition',
  'http://hl7.org/fhir/tools/StructureDefinition/no-binding',
]);

/** A copy whose nodes can be changed; definitions are never changed in place, so they are shared. */
export function inheritTree(node: ElementNode): ElementNode {
  const { definition, children, slices } = node;
  return {
    ...node,
    definition: inherited(definition),
    children: children.map(inheritTree),
    slices: slices.map(inheritTree),
  };
}

function inherited(element: Element): Element {
  const own = withoutNotes(element, element['extension'] as Extensions | undefined);
  const { binding } = own;
  const kept = binding && withoutNotes(binding, binding.extension);
  return kept === binding ? own : { ...own, binding: kept as Binding };
}

/** The same object where there are none: most elements have none. */
function withoutNotes<Of extends object>(of: Of, extensions: Extensions | undefined): Of {
  const kept = extensions?.filter(({ url }) => !toolNotes.has(url));
  if (kept?.length === extensions?.length) return of;
  return (kept?.length === 0 ? without(of, 'extension') : { ...of, extension: kept }) as Of;
}
