/** References (https://hl7.org/fhir/references.html): where they lead within the text, and whether that is of a type allowed. */
import type { CanonicalType } from '../../contracts/canonical-finder.ts';
import type { ElementPlan, TypeRef } from '../plans/element-plan.ts';
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

const typeUrl = 'http://hl7.org/fhir/StructureDefinition/';
const plainReference = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const typedReference = /^(?:.*\/)?([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** Holds a Reference against what its elements allow. */
export function checkReference(state: WalkState, node: ValidationNode, elements: readonly ElementPlan[]): void {
  const reference = node.text('reference');
  if (reference === undefined || reference === '') return;
  if (/\s/.test(reference)) state.report('REFERENCE_REF_INVALID_REF', { node, args: [reference] });
  const target = state.resolve(reference, node);
  checkStatedType(state, node, target?.type ?? typedReference.exec(reference)?.[1], elements);
  if (target === undefined) {
    checkOutside(state, node, reference, elements);
    return;
  }
  for (const element of elements) {
    const typeRef = element.types.find(({ code }) => code === 'Reference');
    if (typeRef === undefined) continue;
    checkTarget(state, node, { reference, target, typeRef, source: element.origin.label });
    checkAggregation(state, node, { reference, typeRef, source: element.origin.label });
  }
}

/** What Reference.type says is allowed here, and is what the reference leads to. */
function checkStatedType(
  state: WalkState,
  node: ValidationNode,
  actual: string | undefined,
  elements: readonly ElementPlan[],
): void {
  const stated = node.text('type');
  const reference = node.text('reference') ?? '';
  if (stated === undefined) return;
  for (const { types, origin } of elements) {
    const targets = types.flatMap(({ targetProfile }) => targetProfile);
    if (targets.length === 0 || targets.some(url => url === stated || isOfType(state, url, stated))) continue;
    const args = [reference, stated, namesOf(targets)];
    state.report('Reference_REF_WrongTarget', { node, args, source: origin.label });
  }
  if (actual === undefined || actual === stated) return;
  const text = `Reference.type says ${stated}, and the reference '${reference}' is to ${actual}`;
  state.report('Reference_REF_BadTargetType', { node, text });
}

function checkOutside(
  state: WalkState,
  node: ValidationNode,
  reference: string,
  elements: readonly ElementPlan[],
): void {
  if (reference.startsWith('#')) {
    state.report('Reference_REF_CantResolve', { node, args: [reference] });
    return;
  }
  const { externalReferences } = state.policies;
  if (externalReferences === 'ignore') return;
  if (externalReferences === 'exists' && !isKept(state, reference)) {
    state.report('Reference_REF_CantResolve', { node, args: [reference] });
    return;
  }
  const type = typedReference.exec(reference)?.[1];
  if (type === undefined) return;
  for (const { types, origin } of elements) {
    const targets = types.flatMap(({ targetProfile }) => targetProfile);
    if (targets.length > 0 && !targets.some(url => isOfType(state, url, type))) {
      const args = [reference, type, namesOf(targets)];
      state.report('Reference_REF_BadTargetType', { node, args, source: origin.label });
    }
  }
}

/** Whether what a reference names is here: by type and id, or by its canonical url. */
function isKept({ finder }: WalkState, reference: string): boolean {
  const [, type, id] = plainReference.exec(reference) ?? [];
  if (type !== undefined && id !== undefined) return finder.read(type, id) !== undefined;
  const named = typedReference.exec(reference)?.[1];
  return named !== undefined && finder.find(named as CanonicalType, reference) !== undefined;
}

interface Target {
  readonly reference: string;
  readonly target: ValidationNode;
  readonly typeRef: TypeRef;
  readonly source: string;
}

function checkTarget(state: WalkState, node: ValidationNode, { reference, target, typeRef, source }: Target): void {
  const { targetProfile } = typeRef;
  if (targetProfile.length === 0) return;
  const fitting = targetProfile.filter(url => isOfType(state, url, target.type));
  if (fitting.length === 0) {
    const args = [reference, target.type, namesOf(targetProfile)];
    state.report('Reference_REF_BadTargetType', { node, args, source });
    return;
  }
  // A profile that is unknown here can't be said to be broken.
  if (fitting.some(url => isPlainType(url) || state.conforms(target, url) !== false)) return;
  state.report('Reference_REF_CantMatchChoice', { node, args: [reference, fitting.join(', ')], source });
}

function isPlainType(url: string): boolean {
  return /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Z][A-Za-z]+$/.test(url.split('|', 1)[0] ?? '');
}

function isOfType(state: WalkState, url: string, type: string): boolean {
  const [plain = ''] = url.split('|', 1);
  if (plain === typeUrl + type || plain === `${typeUrl}Resource` || plain === `${typeUrl}DomainResource`) return true;
  const profile = state.plans.findProfile(url);
  // Of an unknown profile nothing is known, its type neither.
  return profile === undefined ? !isPlainType(url) : profile.type === type || isAncestor(state, profile.type, type);
}

/** Whether a type is made from another: MetadataResource, CanonicalResource. */
function isAncestor(state: WalkState, ancestor: string, type: string): boolean {
  let base = state.plans.findType(type)?.definition['baseDefinition'];
  for (let depth = 0; depth < 5 && typeof base === 'string'; depth++) {
    if (base === typeUrl + ancestor) return true;
    base = state.plans.findProfile(base)?.definition['baseDefinition'];
  }
  return ancestor === 'CanonicalResource' || ancestor === 'MetadataResource';
}

function namesOf(urls: readonly string[]): string {
  return urls.map(url => url.slice(url.lastIndexOf('/') + 1)).join(', ');
}

function checkAggregation(
  state: WalkState,
  node: ValidationNode,
  { reference, typeRef, source }: Omit<Target, 'target'>,
): void {
  const { aggregation } = typeRef;
  if (aggregation.length === 0) return;
  const mode = reference.startsWith('#') ? 'contained' : 'bundled';
  if (aggregation.includes(mode) || (mode === 'bundled' && aggregation.includes('referenced'))) return;
  state.report('Reference_REF_Aggregation', { node, args: [reference, mode, aggregation.join(', ')], source });
}
