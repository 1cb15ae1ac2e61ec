/** Slicings and slices of two profiles side by side. */
import type { ElementNode } from '../../snapshot/element-tree.ts';
import { valueOf } from '../../snapshot/element.ts';
import { matchChild } from '../../snapshot/match-child.ts';
import type { Discriminator, Element, Slicing } from '../../snapshot/element.ts';

/** Why a slicing does not comply with the claimed one; undefined where it does. */
export function slicingFault(own: Slicing, claimed: Slicing): string | undefined {
  const [rules = 'open', claimedRules = 'open'] = [own.rules, claimed.rules];
  if (claimedRules !== 'open' && rules !== claimedRules) return `the slicing is ${rules}, and must be ${claimedRules}`;
  if (claimed.ordered === true && own.ordered !== true) return 'the slices must be ordered';
  const has = new Set((own.discriminator ?? []).map(textOf));
  const missing = (claimed.discriminator ?? []).map(textOf).find(text => !has.has(text));
  return missing === undefined ? undefined : `the discriminator ${missing} is missing`;
}

function textOf({ type, path }: Discriminator): string {
  return `${type}:${path}`;
}

/** What tells a slice from others: for each discriminator the value that it fixes; null where it fixes none. */
export function discriminatorValues(slice: ElementNode, discriminators: readonly Discriminator[]): readonly unknown[] {
  return discriminators.map(({ type, path }) => {
    const { definition } = nodeAt(slice, path);
    const tells = Object.hasOwn(tellers, type) ? tellers[type] : undefined;
    return tells === undefined ? (fixedOf(definition) ?? valueInside(slice, path)) : tells(definition);
  });
}

/** What elements are told by that have no value. */
const tellers: Readonly<Record<string, (element: Element) => unknown>> = {
  type: ({ type = [] }) => type.map(({ code }) => code),
  profile: ({ type = [] }) => type[0]?.profile ?? null,
  exists: ({ min = 0, max }) => (max === '0' ? 'absent' : min > 0 ? 'present' : null),
};

function fixedOf(element: Element): unknown {
  return valueOf(element, 'fixed') ?? valueOf(element, 'pattern');
}

/** A pattern of the slice itself, or of an element above the place, says the value too. */
function valueInside({ definition }: ElementNode, path: string): unknown {
  let value = fixedOf(definition);
  for (const name of path === '$this' ? [] : path.split('.')) {
    const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
    value = typeof first === 'object' && first !== null ? (first as Record<string, unknown>)[name] : undefined;
  }
  return value ?? null;
}

/** The element that a path leads to; the slice itself where it leads nowhere that is unfolded. */
function nodeAt(slice: ElementNode, path: string): ElementNode {
  if (path === '$this') return slice;
  const step = (node: ElementNode | undefined, name: string) => node && matchChild(node, name)?.node;
  return path.split('.').reduce<ElementNode | undefined>(step, slice) ?? slice;
}
