/** What is read of an extension's StructureDefinition (https://hl7.org/fhir/defining-extensions.html). */
import type { ValidationContext } from '../../validation-context.ts';
import { isTree, textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

/** The definition of an extension; undefined where it is not known. */
export function findExtension(url: string, { finder }: ValidationContext): Tree | undefined {
  const definition = finder.describe('StructureDefinition', url) as Tree | undefined;
  return definition?.['type'] === 'Extension' ? definition : undefined;
}

/** Its elements, as far as it has them. */
export function elementsOf(definition: Tree): readonly Tree[] {
  const { snapshot, differential } = definition;
  const held = isTree(snapshot) ? snapshot : differential;
  return isTree(held) ? treesIn(held['element']) : [];
}

/** Whether the extension changes the meaning of what it stands in. */
export function isModifier(definition: Tree): boolean {
  return elementsOf(definition)[0]?.['isModifier'] === true;
}

/** Urls of the parts that it defines; undefined where a definition above may define more. */
export function partsOf(definition: Tree): ReadonlySet<string> | undefined {
  const isWhole =
    isTree(definition['snapshot']) ||
    textIn(definition, 'baseDefinition')?.endsWith('/StructureDefinition/Extension') === true;
  if (!isWhole) return undefined;
  const urls = elementsOf(definition).filter(({ path }) => path === 'Extension.extension.url');
  return new Set(urls.flatMap(element => textIn(element, 'fixedUri') ?? []));
}
