/** The names under which an extension's context may call the element that the extension stands in. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

const definitions = 'http://hl7.org/fhir/StructureDefinition/';

/** Types and paths of an element: `HumanName.given`, `Patient.name.given`, `string`, `Element` … */
export function namesOf(element: ValidationNode, context: ValidationContext): ReadonlySet<string> {
  const names = new Set<string>();
  let tails: readonly string[] = [''];
  for (let node: ValidationNode | undefined = element; node !== undefined; node = node.parent) {
    for (const type of typesOf(node, context)) for (const tail of tails) names.add(type + tail);
    if (node.isResource) break;
    const keys = keysOf(node);
    tails = keys.flatMap(key => tails.map(tail => `.${key}${tail}`));
  }
  return names;
}

/** A choice goes by its stem too. */
function keysOf({ key, stem }: ValidationNode): readonly string[] {
  const own = key.startsWith('_') ? key.slice(1) : key;
  return stem === undefined ? [own] : [`${stem}[x]`, stem, own];
}

/** The node's type and those it derives from. */
function typesOf({ type }: ValidationNode, { finder }: ValidationContext): readonly string[] {
  if (type.includes('.')) return [type, 'BackboneElement', 'Element'];
  const types = [type];
  let definition = finder.describe('StructureDefinition', definitions + type) as Tree | undefined;
  while (definition !== undefined && types.length < 10) {
    const base = textIn(definition, 'baseDefinition');
    if (base === undefined) break;
    definition = finder.describe('StructureDefinition', base) as Tree | undefined;
    const name = textIn(definition, 'type');
    if (name !== undefined && !types.includes(name)) types.push(name);
  }
  return types;
}
