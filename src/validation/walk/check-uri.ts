/**
 * Uris and canonicals in their place (https://hl7.org/fhir/references.html#canonical): fragments have a target in the
 * resource, canonicals are absolute.
 */
import type { ValidationNode } from '../validation-node.ts';
import type { WalkState } from './walk-state.ts';

/** Text that only an element of a narrative can stand for. */
const textLink = 'http://hl7.org/fhir/StructureDefinition/textLink';

/** Where systems stand that must be found. */
const systemHolders: readonly string[] = ['ValueSet.compose.include', 'ValueSet.compose.exclude'];

const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:./;

/** Whether a uri says by itself where it leads: with something behind the scheme. */
function isWholeUri(value: string): boolean {
  return scheme.test(value);
}

/** Whether there is something to judge of a value, so that no node is made for the others. */
export function isJudgedUri(type: string, value: unknown, parent: ValidationNode, key: string): boolean {
  if (typeof value !== 'string' || value === '') return false;
  if (type === 'canonical') return !isWholeUri(value);
  if (type !== 'uri' && type !== 'url') return false;
  return value.startsWith('#') || (key === 'url' && parent.isResource && !isWholeUri(value));
}

/** Tells what is wrong with a uri, url or canonical in its place. */
export function checkUriInPlace(state: WalkState, node: ValidationNode): void {
  const { value, type, parent } = node;
  if (typeof value !== 'string' || parent === undefined) return;
  if (node.key === 'url' && parent.isResource && type === 'uri') {
    // A resource's own name: what it is called by elsewhere.
    state.report('TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE', { node, args: [value] });
    return;
  }
  if (value.startsWith('#')) checkFragment(state, node, value);
  else {
    // R4 says so by the by, and its own examples are full of relative ones.
    const severity = state.fhirVersion === 'R4' ? 'warning' : 'error';
    state.report('TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE', { node, args: [value], severity });
  }
}

function checkFragment(state: WalkState, node: ValidationNode, value: string): void {
  if (value.length === 1 || state.references.hasFragment(value.slice(1), node)) return;
  if (isHard(node)) state.report('TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL', { node, args: [value] });
  else state.report('TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL_WARN', { node, args: [value] });
}

function isHard({ type, key, parent }: ValidationNode): boolean {
  if (type === 'canonical') return true;
  if (parent === undefined) return false;
  return (key === 'system' && systemHolders.includes(parent.type)) || isTextLink(parent);
}

function isTextLink(holder: ValidationNode): boolean {
  for (let node: ValidationNode | undefined = holder; node?.type === 'Extension'; node = node.parent) {
    if (node.text('url') === textLink) return true;
  }
  return false;
}
