/**
 * The walk: one way through a resource, holding each object against all plans that apply to it (its type, profiles,
 * slices). Each stage is a file beside this one; here is the order in which they come.
 */
import type { ChildPlan, NodePlan } from '../plans/node-plan.ts';
import type { ElementPlan } from '../plans/element-plan.ts';
import type { ProfilePlan } from '../plans/plan-store.ts';
import { elementRules, resourceRules } from '../rules/index.ts';
import { ValidationNode } from '../validation-node.ts';
import { checkElementValue } from './check-element-value.ts';
import { checkInvariants } from './check-invariants.ts';
import { checkReference } from './check-reference.ts';
import { checkPrimitiveValue } from './check-primitive-value.ts';
import { checkRequired } from './check-required.ts';
import { checkListShape, describe, isEmptyTree, isIdAlone, reportUnknownProperty } from './check-shape.ts';
import { plansOfNode } from './plans-of-node.ts';
import { profilesOf } from './profiles-of.ts';
import { assignSlices } from './slicing/assign-slices.ts';
import type { WalkState } from './walk-state.ts';

/** ele-1. */
const elementRule = {
  args: ['ele-1', 'an element must have a value or children, an id alone says nothing'],
  source: 'http://hl7.org/fhir/StructureDefinition/Element',
};

const none: readonly NodePlan[] = [];

/** Judges a resource by its type, the profiles that it names and those given. */
export function walkResource(
  state: WalkState,
  node: ValidationNode,
  profiles: readonly ProfilePlan[],
  further: readonly NodePlan[] = [],
): void {
  const base = state.plans.findType(node.type);
  if (base?.kind !== 'resource' || base.isAbstract) {
    const [version, { type }] = [state.fhirVersion, node];
    if (base?.kind === 'resource') state.report('RESOURCE_ABSTRACT', { node, args: [type] });
    else state.report('UNRECOGNISED_RESOURCE_TYPE', { node, args: [type, version] });
    return;
  }
  const all = profilesOf(state, node, [base, ...profiles]);
  walkObject(state, node, [...all.map(({ root }) => state.plans.nodePlan(root, node.type)), ...further]);
  if (state.isProbe) return;
  for (const rule of resourceRules(node.type)) rule(node, state);
}

/** Judges an object by plans, of which the first knows all properties that it may have. */
export function walkObject(state: WalkState, node: ValidationNode, plans: readonly NodePlan[]): void {
  if (!state.enter(node)) return;
  const tree = node.tree;
  if (isEmptyTree(tree)) state.report('OBJECT_MUST_HAVE_SOME_CONTENT', { node });
  else if (!node.key.startsWith('_') && isIdAlone(tree))
    state.report('http___hl7_org_fhir_StructureDefinition_', { node, ...elementRule });
  walkProperties(state, node, plans);
  checkRequired(state, node, plans);
  for (const [at, plan] of plans.entries()) checkInvariants(state, node, plan, at === 0 ? none : plans.slice(0, at));
  if (!state.isProbe) for (const rule of elementRules(node.type)) rule(node, state);
}

function walkProperties(state: WalkState, node: ValidationNode, plans: readonly NodePlan[]): void {
  const [base] = plans;
  const tree = node.tree;
  let choices: Map<ElementPlan, string> | undefined;
  for (const key in tree) {
    const name = key.startsWith('_') ? key.slice(1) : key;
    const child = base?.children.get(name);
    if (child === undefined || (name !== key && !hasSibling(child))) checkUnknown(state, node, key);
    else if (name === key || !Object.hasOwn(tree, name)) {
      if (child.element.isChoice) choices = noteChoice(state, node, child, choices);
      walkProperty(state, { node, key: name, plans, child });
    }
  }
}

function checkUnknown(state: WalkState, node: ValidationNode, key: string): void {
  if (key !== 'resourceType') reportUnknownProperty(state, node, key);
  else if (!node.isResource) state.report('RESOURCETYPE_WRONG_PLACE', { node });
}

/** Whether `_name` may hold id and extensions beside the property. */
function hasSibling({ kind, typeRef }: ChildPlan): boolean {
  return kind === 'primitive' && typeRef?.isSystem !== true;
}

/** A choice may be there in one form only. */
function noteChoice(
  state: WalkState,
  node: ValidationNode,
  { element, key }: ChildPlan,
  known: Map<ElementPlan, string> | undefined,
): Map<ElementPlan, string> {
  const choices = known ?? new Map<ElementPlan, string>();
  if (choices.has(element)) state.report('VALIDATION_CHOICE_TWICE', { node, args: [`${element.name}[x]`] });
  choices.set(element, key);
  return choices;
}

interface Property {
  readonly node: ValidationNode;
  readonly key: string;
  readonly plans: readonly NodePlan[];
  /** The property as the first plan has it. */
  readonly child: ChildPlan;
}

function walkProperty(state: WalkState, property: Property): void {
  const { node, key, child } = property;
  const value = node.tree[key];
  const sibling = child.kind === 'primitive' ? node.tree[child.siblingKey] : undefined;
  const elements = elementsOf(state, property);
  if (sibling !== undefined || child.isList || Array.isArray(value) || elements.some(isSliced)) {
    walkItems(state, property, { value, sibling, index: -1, elements });
    return;
  }
  // Most properties are like this: one value and nothing beside it.
  checkMaximum(state, node, elements, 1);
  walkItem(state, property, { value, sibling, index: -1, elements });
}

/** A list, or one that should be none, or a value with a sibling, or with slices. */
function walkItems(state: WalkState, property: Property, { value, sibling, elements }: PlannedItem): void {
  const { node, child } = property;
  checkListShape(state, node, child, { value, sibling });
  if (Array.isArray(value) && !state.isProbe) state.faults.tell(value, node);
  const values = listOf(value);
  const siblings = listOf(sibling);
  const count = Math.max(values.length, siblings.length);
  checkMaximum(state, node, elements, count);
  const isList = Array.isArray(value ?? sibling);
  const items: PlannedItem[] = [];
  for (let at = 0; at < count; at++) {
    items.push({ value: values[at], sibling: siblings[at], index: isList ? at : -1, elements });
  }
  if (elements.some(isSliced)) walkSliced(state, property, items, elements);
  else for (const item of items) walkItem(state, property, item);
}

function isSliced({ slices, slicing }: ElementPlan): boolean {
  return slices.length > 0 || slicing?.rules === 'closed';
}

function walkSliced(
  state: WalkState,
  property: Property,
  items: readonly Item[],
  elements: readonly ElementPlan[],
): void {
  const nodes = items.map(item => itemNode(property, item));
  const sliced = assignSlices(state, property.node, elements, nodes);
  items.forEach((item, at) =>
    walkItem(state, property, { ...item, elements: sliced[at] ?? elements, node: nodes[at] }),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** The element of each plan that the property is; a plan of a choice that lacks the type has none. */
function elementsOf(state: WalkState, { node, key, plans, child }: Property): readonly ElementPlan[] {
  if (plans.length === 1) return child.elements;
  const elements: ElementPlan[] = [];
  for (const plan of plans) {
    const own = plan.children.get(key);
    if (own !== undefined) elements.push(own.element);
    else if (child.element.isChoice && hasChoice(plan, child.element)) {
      state.report('Validation_VAL_Profile_NotAllowed', { node, args: [key], source: plan.element.origin.label });
    }
  }
  return elements;
}

/** Whether the plan says anything of the choice: then it says all the types that it may have. */
function hasChoice({ children }: NodePlan, { name }: ElementPlan): boolean {
  for (const { element } of children.values()) if (element.isChoice && element.name === name) return true;
  return false;
}

function checkMaximum(state: WalkState, node: ValidationNode, elements: readonly ElementPlan[], count: number): void {
  for (const { max, name, origin } of elements) {
    if (count <= max) continue;
    const args = [`${node.type}.${name}`, max, count];
    state.report('Validation_VAL_Profile_Maximum', { node, args, source: origin.label });
  }
}

interface Item {
  readonly value: unknown;
  readonly sibling: unknown;
  readonly index: number;
}

interface PlannedItem extends Item {
  readonly elements: readonly ElementPlan[];
  readonly node?: ValidationNode | undefined;
}

function itemNode({ node, child }: Property, { value, sibling, index }: Item): ValidationNode {
  const stem = child.element.isChoice ? child.element.name : undefined;
  const isSiblingAlone = value === undefined || value === null;
  const key = isSiblingAlone && sibling !== undefined ? `_${child.key}` : child.key;
  return new ValidationNode(node, { key, index, value: isSiblingAlone ? sibling : value, type: child.type, stem });
}

function walkItem(state: WalkState, property: Property, item: PlannedItem): void {
  const { child } = property;
  if (child.kind === 'primitive') return walkPrimitive(state, property, item);
  const node = item.node ?? itemNode(property, item);
  if (typeof item.value !== 'object' || item.value === null || Array.isArray(item.value)) {
    reportNoObject(state, node, child.key);
    return;
  }
  if (child.kind === 'resource') walkInnerResource(state, node, item.elements);
  else walkObject(state, node, plansOfNode(state, node, { type: child.type, elements: item.elements }));
  checkElementValue(state, node, item.elements);
  if (child.type === 'Reference' && !state.isProbe) checkReference(state, node, item.elements);
}

function reportNoObject(state: WalkState, node: ValidationNode, key: string): void {
  const { value } = node;
  if (value === null) state.report('JSON_NULL_NOT_ALLOWED', { node, args: [key] });
  else state.report('THIS_PROPERTY_MUST_BE_AN_OBJECT', { node, args: [key, describe(value)] });
}

function walkPrimitive(state: WalkState, property: Property, item: PlannedItem): void {
  const { child } = property;
  const { value, sibling, index, elements } = item;
  checkPrimitiveValue(state, { parent: property.node, child, value, sibling, index, elements });
  if (typeof sibling !== 'object' || sibling === null || Array.isArray(sibling)) {
    if (sibling !== undefined && sibling !== null) {
      reportNoObject(state, itemNode(property, { ...item, value: undefined }), `_${child.key}`);
    }
    return;
  }
  const stem = child.element.isChoice ? child.element.name : undefined;
  const parts = { key: `_${child.key}`, index: item.index, value: sibling, type: child.type, stem };
  const node = new ValidationNode(property.node, parts);
  walkObject(
    state,
    node,
    item.elements.map(element => state.plans.nodePlan(element, child.type)),
  );
}

function walkInnerResource(state: WalkState, node: ValidationNode, elements: readonly ElementPlan[]): void {
  const { resourceType } = node.tree;
  if (typeof resourceType !== 'string') {
    state.report('RESOURCETYPE_MISSING', { node });
    return;
  }
  const typed = new ValidationNode(node.parent, {
    key: node.key,
    index: node.index,
    value: node.value,
    type: resourceType,
  });
  const profiles = elements.flatMap(element => profilesOfHolder(state, typed, element));
  const inline = elements.filter(({ children }) => children.length > 0);
  walkResource(
    state,
    typed,
    profiles,
    inline.map(element => state.plans.nodePlan(element, resourceType)),
  );
}

/** Profiles that the element around a resource asks of it; a wrong type is told. */
function profilesOfHolder(state: WalkState, node: ValidationNode, element: ElementPlan): readonly ProfilePlan[] {
  const { types, origin } = element;
  if (types.length === 0) return [];
  const fitting = types.filter(({ code }) => code === 'Resource' || code === 'DomainResource' || code === node.type);
  if (fitting.length === 0) {
    const args = [types.map(({ code }) => code).join(', '), node.type];
    state.report('RESOURCE_TYPE_MISMATCH', { node, args, source: origin.label });
    return [];
  }
  const wanted = fitting.flatMap(({ profile }) => profile);
  return wanted.length === 1 ? wanted.flatMap(url => state.plans.findProfile(url) ?? []) : [];
}
