/** A ConceptMap: its codes are in the code systems and scopes that it names (https://hl7.org/fhir/conceptmap.html). */
import type { CanonicalType } from '../../../contracts/canonical-finder.ts';
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { checkMapProperties, readDeclarations } from './map-properties.ts';
import type { MapDeclarations } from './map-properties.ts';

/** One side of a group: a code system, and the value set that its codes should be in. */
interface Side {
  readonly system: string;
  readonly version: string | undefined;
  readonly scope: string | undefined;
  readonly notInSystem: MessageId;
  readonly notInScope: MessageId;
}

/** Checks codes, properties and attributes of a map's groups. */
export function checkConceptMap(map: ValidationNode, context: ValidationContext): void {
  const from = scopeOf(map, 'source', context);
  const to = scopeOf(map, 'target', context);
  const declarations = context.fhirVersion === 'R4' ? undefined : readDeclarations(map, context);
  for (const group of map.children('group', 'ConceptMap.group')) {
    const source = sideOf(group, 'source', from, context);
    const target = sideOf(group, 'target', to, context);
    for (const element of group.children('element', 'ConceptMap.group.element')) {
      checkCode(element, source, context);
      checkTargets(element, { target, declarations }, context);
    }
  }
}

/** The value set that the map starts from or leads to; told where it is something else. */
function scopeOf(map: ValidationNode, side: 'source' | 'target', context: ValidationContext): string | undefined {
  const keys = [`${side}ScopeCanonical`, `${side}ScopeUri`, `${side}Canonical`, `${side}Uri`];
  const node = keys.flatMap(key => map.children(key))[0];
  if (node === undefined || typeof node.value !== 'string') return undefined;
  const { value } = node;
  if (context.finder.describe('ValueSet', value) !== undefined) return value;
  const others: readonly CanonicalType[] = ['CodeSystem', 'StructureDefinition'];
  const other = others.find(type => context.finder.describe(type, value) !== undefined);
  if (other !== undefined) context.report('CONCEPTMAP_VS_NOT_A_VS', { node, args: [value, other] });
  return undefined;
}

const messagesOf = {
  source: {
    missing: 'CONCEPTMAP_GROUP_SOURCE_MISSING',
    system: 'CONCEPTMAP_GROUP_SOURCE_CODE_INVALID',
    scope: 'CONCEPTMAP_GROUP_SOURCE_CODE_INVALID_VS',
  },
  target: {
    missing: 'CONCEPTMAP_GROUP_TARGET_MISSING',
    system: 'CONCEPTMAP_GROUP_TARGET_CODE_INVALID',
    scope: 'CONCEPTMAP_GROUP_TARGET_CODE_INVALID_VS',
  },
} as const;

function sideOf(
  group: ValidationNode,
  key: 'source' | 'target',
  scope: string | undefined,
  context: ValidationContext,
): Side | undefined {
  const stated = group.text(key);
  const ids = messagesOf[key];
  if (stated === undefined) {
    context.report(ids.missing, { node: group });
    return undefined;
  }
  const [system = '', inUrl] = stated.split('|');
  const version = group.text(`${key}Version`) ?? inUrl;
  return { system, version, scope, notInSystem: ids.system, notInScope: ids.scope };
}

function checkCode(holder: ValidationNode, side: Side | undefined, context: ValidationContext): void {
  const code = holder.text('code');
  const node = holder.child('code', 'code');
  if (side === undefined || code === undefined || node === undefined) return;
  const { system, version, scope, notInSystem, notInScope } = side;
  const canonical = version === undefined ? system : `${system}|${version}`;
  const codeSystem = context.finder.find('CodeSystem', canonical) as Tree | undefined;
  // What only a terminology server knows, and parts of code systems, say nothing about a code that is missing.
  if (codeSystem === undefined || textIn(codeSystem, 'content') !== 'complete') return;
  const coding = { system, code, ...(version !== undefined && { version }) };
  context.ask({ coding }, ({ isIn, isUnknown }) => {
    if (isUnknown) return;
    if (!isIn) context.report(notInSystem, { node, args: [code, system] });
    else if (scope !== undefined) askScope(node, { coding, scope, notInScope }, context);
  });
}

interface Scoped {
  readonly coding: { readonly system: string; readonly code: string };
  readonly scope: string;
  readonly notInScope: MessageId;
}

function askScope(node: ValidationNode, { coding, scope, notInScope }: Scoped, context: ValidationContext): void {
  context.ask({ coding, valueSet: scope }, ({ isIn, isUnknown }) => {
    if (!isIn && !isUnknown) context.report(notInScope, { node, args: [coding.code, scope] });
  });
}

interface Targets {
  readonly target: Side | undefined;
  readonly declarations: MapDeclarations | undefined;
}

function checkTargets(element: ValidationNode, { target, declarations }: Targets, context: ValidationContext): void {
  const seen = new Set<string>();
  for (const node of element.children('target', 'ConceptMap.group.element.target')) {
    checkCode(node, target, context);
    if (declarations !== undefined) checkMapProperties(node, declarations, context);
    const code = node.text('code') ?? '--';
    const hasFurther = 'dependsOn' in node.tree || 'product' in node.tree;
    if (seen.has(code) && !hasFurther) {
      context.report('CONCEPTMAP_GROUP_TARGET_DUPLICATION', { node, args: [element.text('code') ?? '', code] });
    }
    seen.add(code);
  }
}
