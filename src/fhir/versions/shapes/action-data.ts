/**
 * `input` and `output` of an action: R4's is a data requirement, R5 wraps it with a title and a link to other data
 * (https://hl7.org/fhir/R5/plandefinition-definitions.html#PlanDefinition.action.input).
 */
import { decodeValue, encodeValue, extensionUrl, putValues, takeValues } from '../cross-version-extension.ts';
import { addExtensions, dropExtensions } from '../extensions.ts';
import { isTree, removeElement, treesOf } from '../shape.ts';
import type { FormTable, Tree } from '../shape.ts';

const actionPath = 'PlanDefinition.action';

/** `relatedData` is an id in an input and a string in an output, by R5's own definition. */
function besidesOf(name: string): Readonly<Record<string, string>> {
  return { title: 'String', relatedData: name === 'input' ? 'Id' : 'String' };
}

function formOf(name: string): FormTable {
  return { ...besidesOf(name), requirement: 'DataRequirement' };
}

/** R4 → R5, in place: wraps each data requirement; those that R4 could not say come from their extensions, at the end. */
export function readData(action: Tree, name: string): void {
  const url = extensionUrl('R5', actionPath, name);
  const carried = treesOf(action['extension']).filter(extension => extension['url'] === url);
  const wrapped = treesOf(action[name]).map(requirement => wrap(requirement, name));
  const restored = carried.map(extension => decodeValue(extension, formOf(name), 'R5')?.value);
  if (wrapped.length + restored.length === 0) return;
  action[name] = [...wrapped, ...restored];
  dropExtensions(action, carried);
}

function wrap(source: Tree, name: string): Tree {
  const requirement = { ...source };
  const result: Tree = { requirement };
  for (const [beside, form] of Object.entries(besidesOf(name))) {
    const url = extensionUrl('R5', `${actionPath}.${name}`, beside);
    const carried = treesOf(requirement['extension'])
      .filter(extension => extension['url'] === url)
      .slice(0, 1);
    const contents = carried
      .map(extension => decodeValue(extension, form, 'R5'))
      .filter(content => content !== undefined);
    putValues(result, beside, contents);
    dropExtensions(requirement, carried);
  }
  return result;
}

/** R5 → R4, in place: what is no data requirement with at most a title and a link travels whole, in an extension. */
export function writeData(action: Tree, name: string): void {
  const all = treesOf(action[name]);
  if (all.length === 0) return;
  const plain = all.filter(data => isPlain(data, name));
  const others = all.filter(data => !plain.includes(data));
  removeElement(action, name);
  if (plain.length > 0) action[name] = plain.map(data => unwrap(data, name));
  const url = extensionUrl('R5', actionPath, name);
  addExtensions(
    action,
    others.map(value => encodeValue(url, formOf(name), { value }, 'R5')),
  );
}

function isPlain(data: Tree, name: string): boolean {
  const known = Object.keys(formOf(name));
  return isTree(data['requirement']) && Object.keys(data).every(key => known.includes(key.replace(/^_/, '')));
}

function unwrap(data: Tree, name: string): Tree {
  const requirement: Tree = { ...(data['requirement'] as Tree) };
  for (const [beside, form] of Object.entries(besidesOf(name))) {
    const url = extensionUrl('R5', `${actionPath}.${name}`, beside);
    addExtensions(
      requirement,
      takeValues(data, beside, form).map(content => encodeValue(url, form, content, 'R5')),
    );
  }
  return requirement;
}
