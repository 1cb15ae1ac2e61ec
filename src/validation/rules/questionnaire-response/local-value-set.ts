/** Value sets inside a resource, as far as they list their codes; the terminology engine knows only those with a url. */
import { textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';

interface Code {
  readonly system: string | undefined;
  readonly code: string | undefined;
}

/** Whether the contained value set with the id lists the code; undefined where it says more than a list does. */
export function isInLocalValueSet(holder: Tree, id: string, { system, code }: Code): boolean | undefined {
  const valueSet = treesIn(holder['contained']).find(one => one['id'] === id && one['resourceType'] === 'ValueSet');
  const compose = valueSet?.['compose'] as Tree | undefined;
  const includes = treesIn(compose?.['include']);
  const isList =
    includes.length > 0 && includes.every(include => Array.isArray(include['concept']) && !('valueSet' in include));
  if (!isList || treesIn(compose?.['exclude']).length > 0) return undefined;
  return includes.some(
    include =>
      include['system'] === system && treesIn(include['concept']).some(concept => textIn(concept, 'code') === code),
  );
}
