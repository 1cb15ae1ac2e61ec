/** Extensions that carry elements of other versions of FHIR (https://hl7.org/fhir/versions.html#extensions). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { elementsOf } from './extension-definition.ts';
import type { Tree } from '../trees.ts';

const pattern =
  /^http:\/\/hl7\.org\/fhir\/(\d+\.\d+)\/StructureDefinition\/extension-([A-Za-z]+)((?:\.[A-Za-z0-9[\]-]+)+)$/;
const versions: ReadonlySet<string> = new Set(['1.0', '1.4', '3.0', '4.0', '4.3', '5.0', '6.0']);
const ownVersions = { R4: '4.0', R5: '5.0' } as const;

/** Whether the url is one of these; what is wrong with it is told. */
export function checkCrossVersion(node: ValidationNode, url: string, context: ValidationContext): boolean {
  const [, version, type, path] = pattern.exec(url) ?? [];
  if (version === undefined || type === undefined || path === undefined) return false;
  if (!versions.has(version)) context.report('Extension_EXT_Version_Invalid', { node, args: [url, version] });
  // Only the version that is judged by is at hand: what it lacks itself can be told.
  else if (version === ownVersions[context.fhirVersion] && !hasElement(type, path, context)) {
    context.report('Extension_EXT_Version_InvalidId', { node, args: [url, type + path, version] });
  }
  return true;
}

function hasElement(type: string, path: string, { finder }: ValidationContext): boolean {
  const definition = finder.find('StructureDefinition', `http://hl7.org/fhir/StructureDefinition/${type}`) as
    Tree | undefined;
  if (definition === undefined) return false;
  const name = type + path;
  return elementsOf(definition).some(element => element['path'] === name || element['path'] === `${name}[x]`);
}
