/** Properties and attributes that an R5 ConceptMap declares and uses (https://hl7.org/fhir/R5/conceptmap.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';

interface Declaration {
  readonly type: string | undefined;
  readonly system: string | undefined;
}

export interface MapDeclarations {
  readonly properties: ReadonlyMap<string, Declaration>;
  readonly attributes: ReadonlyMap<string, Declaration>;
}

/** What the map declares, by code. */
export function readDeclarations(map: ValidationNode, context: ValidationContext): MapDeclarations {
  const read = (key: string): ReadonlyMap<string, Declaration> =>
    new Map(
      map
        .children(key, `ConceptMap.${key}`)
        .map(node => [node.text('code') ?? '', { type: node.text('type'), system: node.text('system') }]),
    );
  for (const node of map.children('property', 'ConceptMap.property')) {
    const needsSystem = node.text('type') === 'code' && node.text('system') === undefined;
    if (needsSystem) context.report('CONCEPTMAP_GROUP_TARGET_PROPERTY_TYPE_NO_SYSTEM', { node });
  }
  return { properties: read('property'), attributes: read('additionalAttribute') };
}

/** Holds what a target says against the declarations. */
export function checkMapProperties(
  target: ValidationNode,
  declarations: MapDeclarations,
  context: ValidationContext,
): void {
  const { properties, attributes } = declarations;
  for (const node of target.children('property')) checkUse(node, 'code', properties, context);
  for (const key of ['dependsOn', 'product']) {
    for (const node of target.children(key)) checkUse(node, 'attribute', attributes, context);
  }
}

function checkUse(
  node: ValidationNode,
  key: string,
  declared: ReadonlyMap<string, Declaration>,
  context: ValidationContext,
): void {
  const name = node.text(key);
  if (name === undefined) return;
  const declaration = declared.get(name);
  if (declaration === undefined) {
    context.report('CONCEPTMAP_GROUP_TARGET_PROPERTY_INVALID', { node: node.child(key) ?? node, args: [name] });
    return;
  }
  const value = node.choice('value');
  const { type, system } = declaration;
  if (value === undefined || type === undefined) return;
  if (value.type !== type) {
    context.report('CONCEPTMAP_GROUP_TARGET_PROPERTY_TYPE_MISMATCH', { node: value, args: [value.type, type, name] });
  } else if (type === 'code' && system !== undefined && typeof value.value === 'string')
    askCode(value, value.value, system, context);
}

function askCode(node: ValidationNode, code: string, system: string, context: ValidationContext): void {
  context.ask({ coding: { system, code } }, ({ isIn, isUnknown }) => {
    if (!isIn && !isUnknown)
      context.report('CONCEPTMAP_GROUP_TARGET_PROPERTY_CODE_INVALID', { node, args: [code, system] });
  });
}
