/**
 * Of which code systems the codes of an element are that can't say it themselves: a `code` by its required binding, a
 * boolean by FHIR's special values (https://hl7.org/fhir/search.html#token).
 */
import { parseCanonical } from '../../fhir/canonical.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { ElementPath } from './element-path.ts';

/** The definition with this url and type, or undefined. */
export type FindDefinition = (type: string, url: string, version?: string) => AnyResource | undefined;

interface ElementDefinition {
  readonly path?: string;
  readonly type?: readonly { readonly code?: string }[];
  readonly binding?: { readonly strength?: string; readonly valueSet?: string };
}

const specialValues = 'http://terminology.hl7.org/CodeSystem/special-values';

/** Systems of the codes at the path below the type; empty where they have none or say it themselves. */
export function findImpliedSystems(type: string, path: ElementPath, find: FindDefinition): readonly string[] {
  const names = path.map(step => step.element);
  const element = findElement(type, names, find);
  const code = element?.type?.[0]?.code;
  if (code === 'boolean') return [specialValues];
  return code === 'code' ? systemsOfBinding(element?.binding, find) : [];
}

function systemsOfBinding(binding: ElementDefinition['binding'], find: FindDefinition): readonly string[] {
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return [];
  const { url, version } = parseCanonical(binding.valueSet);
  return systemsOf(find('ValueSet', url, version) ?? find('ValueSet', url));
}

/** The element's definition; an element within a datatype is defined there. */
function findElement(type: string, names: readonly string[], find: FindDefinition): ElementDefinition | undefined {
  const definition = find('StructureDefinition', `http://hl7.org/fhir/StructureDefinition/${type}`);
  const snapshot = definition?.['snapshot'] as { element?: readonly ElementDefinition[] } | undefined;
  const elements = new Map(snapshot?.element?.map(element => [element.path ?? '', element]));
  for (let length = names.length; length > 0; length--) {
    const found = elements.get([type, ...names.slice(0, length)].join('.'));
    if (found === undefined) continue;
    if (length === names.length) return found;
    const datatype = found.type?.[0]?.code;
    return datatype === undefined ? undefined : findElement(datatype, names.slice(length), find);
  }
  return undefined;
}

function systemsOf(valueSet: AnyResource | undefined): readonly string[] {
  const compose = valueSet?.['compose'] as { include?: readonly { system?: string }[] } | undefined;
  return (compose?.include ?? []).flatMap(({ system }) => (system === undefined ? [] : [system]));
}
