/**
 * The one table of search parameters: what HL7 defines for each served type
 * (https://hl7.org/fhir/searchparameter-registry.html), which of it we answer, and where the values lie.
 */
import type { SearchParameterRow } from '../../contracts/resource-store.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { parseSearchExpression } from './element-path.ts';
import type { ElementPath } from './element-path.ts';

export interface SearchParameterEntry extends SearchParameterRow {
  /** Empty where the parameter is not supported. */
  readonly paths: readonly ElementPath[];
}

/** Parameters by resource type, then by name. */
export type SearchParameterTable = ReadonlyMap<string, ReadonlyMap<string, SearchParameterEntry>>;

const supportedKinds = new Set(['string', 'token', 'uri', 'date', 'reference']);

/** Supported kinds of parameter that we still lack, each with the reason. */
const lacking: ReadonlyMap<string, string> = new Map([
  ['CodeSystem.code', 'every concept is a value: $validate-code and $lookup answer it'],
  ['CodeSystem.language', 'every designation is a value'],
  ['ValueSet.code', 'compose and expansion name only some of the codes: $validate-code answers it'],
  ['ConceptMap.source-code', 'every mapping is a value: $translate answers it'],
  ['ConceptMap.target-code', 'every mapping is a value: $translate answers it'],
  ['ConceptMap.dependson', 'every mapping is a value'],
  ['ConceptMap.product', 'every mapping is a value'],
  ['StructureDefinition.path', 'every element is a value'],
  ['StructureDefinition.base-path', 'every element is a value'],
  ['StructureDefinition.valueset', 'every element is a value'],
  ['ImplementationGuide.resource', 'literal references, not canonicals'],
  ['NamingSystem.telecom', 'a contact point has no system of codes'],
  ['Resource._in', 'membership needs other resources'],
]);

/** HL7's expressions that do not name the element on the wire, with the one that does. */
const errata: ReadonlyMap<string, string> = new Map([
  // R4 means the version of FHIR, but names the statement's own.
  ['CapabilityStatement.fhirversion CapabilityStatement.version', 'CapabilityStatement.fhirVersion'],
  // R4 leaves open which type of the choice it means.
  [
    'PlanDefinition.definition PlanDefinition.action.definition',
    'PlanDefinition.action.definition as canonical | PlanDefinition.action.definition as uri',
  ],
]);

/** Bases of SearchParameters that hold for every served type. */
const commonBases = ['Resource', 'DomainResource'];

/** The table for these types, from HL7's SearchParameters of one FHIR version (wire form). */
export function createSearchParameterTable(
  types: readonly string[],
  definitions: Iterable<AnyResource>,
): SearchParameterTable {
  const table = new Map(types.map(type => [type, new Map<string, SearchParameterEntry>()]));
  for (const definition of [...definitions].sort(compareParameters)) {
    for (const base of stringsOf(definition['base'])) {
      for (const type of commonBases.includes(base) ? types : [base]) {
        addEntry(table.get(type), toEntry(definition, base));
      }
    }
  }
  return table;
}

/** Of two parameters of one name (R5 `_text`; the extension pack's `effective`) the one that we answer stays. */
function addEntry(entries: Map<string, SearchParameterEntry> | undefined, entry: SearchParameterEntry): void {
  const known = entries?.get(entry.name);
  if (known === undefined || (entry.isSupported && !known.isSupported)) entries?.set(entry.name, entry);
}

function toEntry(definition: AnyResource, base: string): SearchParameterEntry {
  const expression = textOf(definition['expression']);
  const row = {
    name: textOf(definition['code']) ?? '',
    type: textOf(definition['type']) ?? '',
    url: textOf(definition['url']) ?? '',
    documentation: textOf(definition['description']) ?? '',
    ...(expression !== undefined && { expression }),
  };
  const paths = supportedPaths(row, base);
  return { ...row, isSupported: paths.length > 0, paths };
}

function supportedPaths(row: Omit<SearchParameterRow, 'isSupported'>, base: string): readonly ElementPath[] {
  if (!supportedKinds.has(row.type) || lacking.has(`${base}.${row.name}`)) return [];
  const expression = row.expression ?? '';
  return parseSearchExpression(errata.get(`${base}.${row.name} ${expression}`) ?? expression, base) ?? [];
}

/** By name, then url: the order of the rows does not hang on the order in which definitions come. */
function compareParameters(left: AnyResource, right: AnyResource): number {
  const [a, b] = [left, right].map(({ code, url }) => `${textOf(code) ?? ''} ${textOf(url) ?? ''}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
