/**
 * What a walk needs at one object: its properties by JSON name and the rules of the object itself. Made from an
 * element and the type that its value has, when first met.
 */
import type { ConstraintPlan, ElementPlan, TypeRef } from './element-plan.ts';
import { isHandCoded } from './hand-coded-rules.ts';

/** What JSON has as the value. */
export type ValueKind = 'primitive' | 'complex' | 'resource';

/** One JSON property of an object: a choice has one for each of its types. */
export interface ChildPlan {
  readonly key: string;
  /** Holds id and extensions of a primitive. */
  readonly siblingKey: string;
  readonly element: ElementPlan;
  /** The element, for those who take several. */
  readonly elements: readonly ElementPlan[];
  /** FHIR type; for a backbone element its path. */
  readonly type: string;
  readonly typeRef: TypeRef | undefined;
  readonly kind: ValueKind;
  readonly isList: boolean;
}

export interface NodePlan {
  readonly element: ElementPlan;
  readonly type: string;
  readonly children: ReadonlyMap<string, ChildPlan>;
  /** Profiles of the type that the element asks for. */
  readonly profiles: readonly string[];
  /** The plan, for those who take several. */
  readonly alone: readonly NodePlan[];
  /** Elements that must be there, with their keys. */
  readonly required: readonly RequiredChild[];
  /** Rules for FHIRPath: those that are checked by hand are left out. */
  readonly constraints: readonly ConstraintPlan[];
}

export interface RequiredChild {
  readonly element: ElementPlan;
  readonly keys: readonly string[];
}

/** What node plans are made with. */
export interface NodeSource {
  /** The root element of a type; undefined where there is no such type. */
  findRoot(type: string): ElementPlan | undefined;
  isPrimitive(type: string): boolean;
  isResource(type: string): boolean;
  /** The element that a contentReference names, seen from an element. */
  findReferenced(reference: string, from: ElementPlan): ElementPlan | undefined;
}

/** The plan of an object of the type at the element. */
export function makeNodePlan(element: ElementPlan, type: string, source: NodeSource): NodePlan {
  const root = source.findRoot(type);
  const elements = childElements(element, root, source);
  const children = new Map<string, ChildPlan>();
  const required: RequiredChild[] = [];
  const isPrimitive = source.isPrimitive(type);
  for (const child of elements) {
    // A primitive's value stands outside the object that holds its id and extensions.
    if (isPrimitive && child.name === 'value') continue;
    const plans = childPlans(child, source);
    for (const plan of plans) children.set(plan.key, plan);
    if (child.min > 0) required.push({ element: child, keys: plans.map(({ key }) => key) });
  }
  const profiles = element.types.find(({ code }) => code === type)?.profile ?? [];
  const alone: NodePlan[] = [];
  const plan = { element, type, children, profiles, alone, required, constraints: constraintsOf(element, root) };
  alone.push(plan);
  return plan;
}

function childElements(
  element: ElementPlan,
  root: ElementPlan | undefined,
  source: NodeSource,
): readonly ElementPlan[] {
  if (element.children.length > 0) return element.children;
  if (element.contentReference !== undefined) {
    return source.findReferenced(element.contentReference, element)?.children ?? [];
  }
  return root?.children ?? [];
}

function constraintsOf(element: ElementPlan, root: ElementPlan | undefined): readonly ConstraintPlan[] {
  const all = new Map<string, ConstraintPlan>();
  for (const constraint of [...(root?.constraints ?? []), ...element.constraints]) {
    if (!isHandCoded(constraint)) all.set(`${constraint.key} ${constraint.expression}`, constraint);
  }
  return [...all.values()];
}

/** Elements that hold resources have one of these names, so that no type is looked up for the others. */
const resourceHolders: ReadonlySet<string> = new Set(['resource', 'contained', 'outcome', 'issues']);

function isResource({ name }: ElementPlan, code: string, source: NodeSource): boolean {
  return code === 'Resource' || code === 'DomainResource' || (resourceHolders.has(name) && source.isResource(code));
}

/** An element's id is any text, a resource's has a form; FHIRPath's types do not tell them apart. */
function idType({ name, basePath }: ElementPlan, code: string): string {
  if (name !== 'id') return code;
  return basePath === 'Resource.id' ? 'id' : 'string';
}

function childPlans(element: ElementPlan, source: NodeSource): readonly ChildPlan[] {
  const { isList, isChoice, name } = element;
  const referenced = element.contentReference && source.findReferenced(element.contentReference, element);
  if (referenced) {
    const type = referenced.basePath;
    return [{ ...names(name, element), type, typeRef: undefined, kind: 'complex', isList }];
  }
  const types = element.types.length > 0 ? element.types : [undefined];
  const seen = new Set<string>();
  return types.flatMap((typeRef): ChildPlan[] => {
    const code = typeRef?.code ?? 'Element';
    const key = isChoice ? name + code.charAt(0).toUpperCase() + code.slice(1) : name;
    if (seen.has(key)) return [];
    seen.add(key);
    const kind = source.isPrimitive(code) ? 'primitive' : isResource(element, code, source) ? 'resource' : 'complex';
    const isBackbone = code === 'BackboneElement' || code === 'Element';
    const type = isBackbone ? element.basePath : idType(element, code);
    return [{ ...names(key, element), type, typeRef, kind, isList }];
  });
}

function names(key: string, element: ElementPlan): Pick<ChildPlan, 'key' | 'siblingKey' | 'element' | 'elements'> {
  return { key, siblingKey: `_${key}`, element, elements: [element] };
}
