/** The types of an element, their profiles and targets. */
import { fhirTypeOf } from '../../snapshot/element.ts';
import type { ElementType } from '../../snapshot/element.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isTypeOf, listOf, findDefinition } from './authoring.ts';
import type { Authoring, ElementAt } from './authoring.ts';
import { hasCharacteristic } from './characteristics.ts';
import { snapshotTypes } from './snapshot-types.ts';

export function checkTypes(at: ElementAt, authoring: Authoring): void {
  for (const node of at.node.children('type')) {
    const type = node.tree as unknown as Partial<ElementType>;
    const code = type.code === undefined ? onlyType(at, authoring) : fhirTypeOf({ ...type, code: type.code });
    if (code === undefined) continue;
    checkAllowed(at, { node, code: type.code ?? code }, authoring);
    for (const profile of node.children('profile', 'canonical')) checkProfile(at, { node: profile, code }, authoring);
    for (const target of node.children('targetProfile', 'canonical')) checkTarget({ node: target, code }, authoring);
    if (type.targetProfile !== undefined && hasCharacteristic([code], 'has-target', authoring) === false)
      authoring.context.report('SD_ILLEGAL_CHARACTERISTICS', { node: at.node, args: ['targetProfile', code] });
  }
}

function onlyType({ element }: ElementAt, authoring: Authoring): string | undefined {
  const [code, another] = snapshotTypes(element.path, authoring);
  return another === undefined ? code : undefined;
}

interface Typed {
  readonly node: ValidationNode;
  readonly code: string;
}

function checkAllowed({ element }: ElementAt, { node, code }: Typed, authoring: Authoring): void {
  const codes = snapshotTypes(element.path, authoring);
  if (codes.length === 0 || codes.includes(code)) return;
  authoring.context.report('SD_ED_TYPE_PROFILE_WRONG_TYPE', { node, args: [code, codes.join(', ')] });
}

function checkProfile({ element }: ElementAt, { node, code }: Typed, authoring: Authoring): void {
  const { context, trees } = authoring;
  const canonical = String(node.value);
  const tree = trees.findTree(canonical);
  if (tree === undefined) {
    if (findDefinition(authoring, canonical) === undefined)
      context.report('SD_ED_TYPE_PROFILE_UNKNOWN', { node, args: [canonical] });
    return;
  }
  if (!isTypeOf(tree.type, code, trees)) {
    context.report('SD_ED_TYPE_PROFILE_WRONG', { node, args: [canonical, tree.type, code] });
    return;
  }
  if (tree.type !== 'Extension') return;
  const isModifier = tree.root.definition.isModifier === true;
  const isBelow = element.path.endsWith('.modifierExtension');
  if (isModifier && !isBelow) context.report('SD_ED_TYPE_PROFILE_NOT_MODIFIER', { node, args: [canonical] });
  if (!isModifier && isBelow) context.report('SD_ED_TYPE_PROFILE_IS_MODIFIER', { node, args: [canonical] });
}

const referring = new Set(['Reference', 'CodeableReference', 'canonical']);

function checkTarget({ node, code }: Typed, authoring: Authoring): void {
  const { context, isLogical } = authoring;
  const canonical = String(node.value);
  if (!referring.has(code)) {
    context.report('SD_ED_TYPE_NO_TARGET_PROFILE', { node, args: [code] });
    return;
  }
  const definition = findDefinition(authoring, canonical);
  if (definition === undefined) {
    context.report('SD_ED_TYPE_PROFILE_UNKNOWN', { node, args: [canonical] });
  } else if (definition['kind'] !== 'resource' && !isLogical && !isAbstractLogical(definition)) {
    context.report('SD_ED_TYPE_PROFILE_WRONG_TARGET', { node, args: [canonical, String(definition['type']), code] });
  }
}

/** R4 has its interfaces, such as MetadataResource, as logical models. */
function isAbstractLogical(definition: Readonly<Record<string, unknown>>): boolean {
  const names = new Set(['MetadataResource', 'CanonicalResource']);
  return names.has(String(definition['name'])) || listOf(definition['extension']).some(isTargetFlag);
}

function isTargetFlag({ url, valueCode, valueBoolean }: Readonly<Record<string, unknown>>): boolean {
  return valueCode === 'can-be-target' || (String(url).endsWith('/logical-target') && valueBoolean === true);
}
