/**
 * Expansion parameters that a value set's definition sets by itself
 * (http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter). The request's own come first.
 */
import { notSupported } from '../fhir/fhir-error.ts';
import type { Extension, ValueSet } from '../fhir/model.ts';
import type { ExpandRequest } from './terminology-request.ts';

/** HL7's extension, and the one of its tools that it was before. */
const extensionUrls: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter',
  'http://hl7.org/fhir/tools/StructureDefinition/valueset-expansion-parameter',
]);

const flags = [
  'activeOnly',
  'includeDesignations',
  'includeDefinition',
  'excludeNested',
  'excludeNotForUI',
  'excludePostCoordinated',
] as const;

const supported: ReadonlySet<string> = new Set([
  ...flags,
  'displayLanguage',
  'versionsMatch',
  'property',
  'designation',
]);

/** Text of the parameter that the value set sets, or undefined. */
export function expansionDefault(valueSet: ValueSet, name: string): string | undefined {
  return expansionDefaults(valueSet).find(parameter => parameter.name === name)?.value;
}

function expansionDefaults({
  extension,
  compose,
}: ValueSet): readonly { readonly name: string; readonly value: string }[] {
  if (extension === undefined && compose?.extension === undefined) return [];
  const all = [...(compose?.extension ?? []), ...(extension ?? [])];
  return all
    .filter(({ url }) => extensionUrls.has(url))
    .map(item => ({ name: part(item, 'name'), value: part(item, 'value') }));
}

function part({ extension }: Extension, url: string): string {
  const found = extension?.find(item => item.url === url) ?? {};
  const [, value] = Object.entries(found).find(([key]) => key.startsWith('value')) ?? [];
  return value === undefined ? '' : String(value);
}

/** The request with what the value set sets and the request does not; what we lack is refused by name. */
export function withExpansionDefaults(request: ExpandRequest, valueSet: ValueSet): ExpandRequest {
  const defaults = expansionDefaults(valueSet);
  const unknown = defaults.find(({ name }) => !supported.has(name));
  if (unknown !== undefined) {
    throw notSupported(`The value set sets the expansion parameter '${unknown.name}', which is not supported`);
  }
  const valuesOf = (name: string): readonly string[] =>
    defaults.filter(item => item.name === name).map(item => item.value);
  const set = flags.flatMap(name =>
    valuesOf(name)
      .slice(0, 1)
      .map(value => [name, value === 'true'] as const),
  );
  const lists = (['property', 'designation'] as const).flatMap(name =>
    valuesOf(name).length === 0 ? [] : [[name, valuesOf(name)] as const],
  );
  if (set.length + lists.length === 0) return request;
  const stated = Object.entries(request).filter(([, value]) => value !== undefined);
  return { ...request, ...Object.fromEntries([...set, ...lists, ...stated]) };
}
