/** Elements that a specialization adds to its base (https://hl7.org/fhir/structuredefinition.html#interpretation). */
import type { Generation } from './generation.ts';
import { copyTree } from './element-tree.ts';
import type { ElementNode } from './element-tree.ts';
import { typeCanonical, without } from './element.ts';
import type { Constraint, Element } from './element.ts';
import { unfold } from './unfold.ts';

const structural = new Set(['BackboneElement', 'Element', 'BackboneType']);

/** The node of an added element, with the children that its backbone gives it. */
export function newElement(
  definition: Element,
  { name, generation }: { readonly name: string; readonly generation: Generation },
): ElementNode {
  const { path, min = 0, max = '1' } = definition;
  const inherited = inheritedConstraints(definition, generation);
  const own = (definition.constraint ?? []).map(one => ({ ...one, source: one.source ?? generation.url }));
  const keys = new Set(inherited.map(({ key }) => key));
  const constraint = [...inherited, ...own.filter(({ key }) => !keys.has(key))];
  const node: ElementNode = {
    name,
    sliceName: definition.sliceName,
    definition: {
      isModifier: false,
      ...definition,
      base: { path, min, max },
      ...(constraint.length > 0 && { constraint }),
    },
    children: [],
    slices: [],
  };
  if (structural.has(definition.type?.[0]?.code ?? '')) unfold(node, generation);
  if (generation.isResource) omitExtensionSlicing(node);
  return node;
}

/** HL7's resources leave out that extensions are sliced by url; datatypes say it. */
export function omitExtensionSlicing({ children }: ElementNode): void {
  for (const child of children) {
    if (!child.name.toLowerCase().endsWith('extension')) continue;
    child.definition = without(child.definition, 'slicing') as Element;
  }
}

/** What FHIR asks of every element (ele-1) and every extension (ext-1); resources and FHIRPath's types are none. */
function inheritedConstraints({ type = [] }: Element, { trees, isLogical }: Generation): readonly Constraint[] {
  const [first, another] = type;
  if (isLogical) return [];
  const code = first === undefined || another !== undefined || first.code !== 'Extension' ? 'Element' : 'Extension';
  const isElement = type.every(one => !one.code.startsWith('http://hl7.org/fhirpath/') && one.code !== 'Resource');
  const root = isElement ? trees.findTree(typeCanonical(code))?.root : undefined;
  return root === undefined ? [] : (copyTree(root).definition.constraint ?? []);
}
