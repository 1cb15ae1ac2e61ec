/**
 * Parameters that a value set gives itself, by HL7's extension on `compose`
 * (http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter).
 */
import type { Extension, ValueSet } from '../../fhir/model.ts';

const expansionParameterUrls = [
  'http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter',
  'http://hl7.org/fhir/tools/StructureDefinition/valueset-expansion-parameter',
];

/** The value that the value set's definition states for this parameter, as text. */
export function findExpansionParameter({ compose }: ValueSet, name: string): string | undefined {
  const stated = compose?.extension?.filter(({ url }) => expansionParameterUrls.includes(url));
  const parameter = stated?.find(({ extension }) => findText(extension, 'name') === name);
  return findText(parameter?.extension, 'value');
}

function findText(parts: readonly Extension[] | undefined, url: string): string | undefined {
  const part = parts?.find(candidate => candidate.url === url);
  if (part === undefined) return undefined;
  const value = part.valueCode ?? part.valueString ?? part.valueUri ?? part.valueBoolean ?? part.valueInteger;
  return value === undefined ? undefined : String(value);
}
