/** What a constraint must not do to the element that it constrains: allow more than that does (https://hl7.org/fhir/profiling.html#limitations). */
import type { Generation } from './generation.ts';
import type { DefinitionTrees } from './definition-trees.ts';
import { typeCanonical } from './element.ts';
import type { Element, ElementType } from './element.ts';
import type { ElementNode } from './element-tree.ts';

type Finding = readonly [messageId: string, text: string];

/** Reports where the differential allows more of the element than its base does. */
export function checkElement({ definition: base }: ElementNode, derived: Element, generation: Generation): void {
  const findings = [
    ...cardinalityFindings(base, derived),
    ...typeFindings(base, derived, generation.trees),
    ...bindingFindings(base, derived),
    ...valueFindings(base, derived),
  ];
  for (const [messageId, text] of findings) {
    generation.messages.add('error', messageId, { text: `${derived.path}: ${text}`, element: derived });
  }
}

function* cardinalityFindings(base: Element, derived: Element): Iterable<Finding> {
  const { min = 0, max = '*' } = base;
  if (derived.min !== undefined && derived.min < min)
    yield ['SNAPSHOT_MIN_WIDENED', `the minimum ${derived.min} is less than the base's minimum ${min}`];
  if (derived.max !== undefined && numberOf(derived.max) > numberOf(max))
    yield ['SNAPSHOT_MAX_WIDENED', `the maximum ${derived.max} is more than the base's maximum ${max}`];
  const least = derived.min ?? min;
  const most = derived.max ?? max;
  if (least > numberOf(most)) yield ['SNAPSHOT_MIN_OVER_MAX', `the minimum ${least} is more than the maximum ${most}`];
}

/** `*` is more than any number. */
function numberOf(max: string): number {
  return max === '*' ? Number.POSITIVE_INFINITY : Number(max);
}

function* typeFindings(base: Element, derived: Element, trees: DefinitionTrees): Iterable<Finding> {
  const allowed = base.type ?? [];
  if (allowed.length === 0) return;
  for (const type of derived.type ?? []) {
    if (allowed.some(one => isWithin(type, one, trees))) continue;
    const codes = allowed.map(({ code }) => code).join(', ');
    yield ['SNAPSHOT_TYPE_WIDENED', `the type ${type.code} is none of the base's types (${codes})`];
  }
}

/** FHIR's FHIRPath types stand for the primitive that an extension names. */
const systemTypes = 'http://hl7.org/fhirpath/System.';

function isWithin({ code }: ElementType, allowed: ElementType, trees: DefinitionTrees): boolean {
  if (code === allowed.code || allowed.code === '*' || allowed.code.startsWith(systemTypes)) return true;
  const seen = new Set<string>();
  let current: string | undefined = typeCanonical(code);
  while (current !== undefined && !seen.has(current)) {
    if (current === typeCanonical(allowed.code)) return true;
    seen.add(current);
    current = trees.findTree(current)?.baseDefinition;
  }
  return false;
}

const strengths = ['example', 'preferred', 'extensible', 'required'];

function* bindingFindings(base: Element, derived: Element): Iterable<Finding> {
  const strength = derived.binding?.strength;
  if (base.binding?.strength !== 'required' || strength === undefined || !strengths.includes(strength)) return;
  if (strength !== 'required')
    yield ['SNAPSHOT_BINDING_WEAKENED', `the required binding of the base is weakened to ${strength}`];
}

function* valueFindings(base: Element, derived: Element): Iterable<Finding> {
  if (base.mustSupport === true && derived.mustSupport === false)
    yield ['SNAPSHOT_MUST_SUPPORT_DROPPED', 'mustSupport is false, and true in the base'];
  for (const [name, value] of Object.entries(derived)) {
    if (!/^fixed[A-Z]/.test(name) || base[name] === undefined) continue;
    const [was, is] = [base[name], value].map(one => JSON.stringify(one));
    if (was !== is) yield ['SNAPSHOT_FIXED_CHANGED', `the fixed value ${String(is)} is not the base's ${String(was)}`];
  }
}
