/**
 * The one table of search parameters: what HL7 defines for each served type
 * (https://hl7.org/fhir/searchparameter-registry.html), which of it we answer, and where the values lie.
 */
import type { SearchParameterRow } from '../../contracts/resource-store.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { parseComponentExpression, parseSearchExpression } from './element-path.ts';
import type { ElementPath } from './element-path.ts';
import { modifiersOf } from './modifiers.ts';
import { errataOfExpressions, lackingParameters, systemsOfCodes } from './parameter-notes.ts';
import type { SystemOfCode } from './parameter-notes.ts';

/** Part of a composite: a parameter's type, and paths from the composite's element. */
export interface SearchComponent {
  readonly type: string;
  readonly paths: readonly ElementPath[];
}

export interface SearchParameterEntry extends SearchParameterRow {
  /** Empty where the parameter is not supported. */
  readonly paths: readonly ElementPath[];
  /** Of a composite. */
  readonly components?: readonly SearchComponent[];
  /** Where the system of bare codes stands, if it is not the element's binding that says it. */
  readonly systemOfCode?: SystemOfCode;
}

/** Parameters by resource type, then by name. */
export type SearchParameterTable = ReadonlyMap<string, ReadonlyMap<string, SearchParameterEntry>>;

const supportedKinds = new Set(['string', 'token', 'uri', 'date', 'number', 'quantity', 'reference', 'composite']);

/** Bases of SearchParameters that hold for every served type. */
const commonBases = ['Resource', 'DomainResource'];

/** The table for these types, from HL7's SearchParameters of one FHIR version (wire form). */
export function createSearchParameterTable(
  fhirVersion: FhirVersion,
  types: readonly string[],
  definitions: Iterable<AnyResource>,
): SearchParameterTable {
  const table = new Map(types.map(type => [type, new Map<string, SearchParameterEntry>()]));
  const all = [...definitions].sort(compareParameters);
  const typesByUrl = new Map(all.map(({ url, type }) => [textOf(url) ?? '', textOf(type) ?? '']));
  const reading = { fhirVersion, typesByUrl };
  for (const definition of all) {
    for (const base of stringsOf(definition['base'])) {
      const searched = commonBases.includes(base) ? types : types.filter(type => type === base);
      for (const type of searched) addEntry(table.get(type), toEntry(definition, base, reading));
    }
  }
  return table;
}

interface Reading {
  readonly fhirVersion: FhirVersion;
  /** Type of each parameter, for the components of composites. */
  readonly typesByUrl: ReadonlyMap<string, string>;
}

/**
 * Of two parameters of one name (R5 has `_filter` twice) the first stays. The extension pack's `effective`, which core
 * took over in R5, finds what either says.
 */
function addEntry(entries: Map<string, SearchParameterEntry> | undefined, entry: SearchParameterEntry): void {
  const known = entries?.get(entry.name);
  if (known === undefined) entries?.set(entry.name, entry);
  else if (known.type === entry.type) entries?.set(entry.name, { ...known, paths: [...known.paths, ...entry.paths] });
}

function toEntry(definition: AnyResource, base: string, reading: Reading): SearchParameterEntry {
  const row = rowOf(definition);
  const components = row.type === 'composite' ? componentsOf(definition, reading) : undefined;
  const paths = row.type === 'composite' && components === undefined ? undefined : pathsOf(row, base);
  if (paths === undefined) return { ...row, isSupported: false, unsupported: reasonOf(row, base), paths: [] };
  const modifiers = modifiersOf(row.type, reading.fhirVersion);
  const systemOfCode = systemsOfCodes.get(`${base}.${row.name}`);
  return {
    ...row,
    ...{ isSupported: true, modifiers, paths },
    ...(components !== undefined && { components }),
    ...(systemOfCode !== undefined && { systemOfCode }),
  };
}

function rowOf(definition: AnyResource): Omit<SearchParameterRow, 'isSupported'> {
  const [name, type, url, documentation] = ['code', 'type', 'url', 'description'].map(
    element => textOf(definition[element]) ?? '',
  );
  const expression = textOf(definition['expression']);
  return {
    ...{ name: name ?? '', type: type ?? '', url: url ?? '', documentation: documentation ?? '' },
    ...(expression !== undefined && { expression }),
  };
}

type ParameterText = Pick<SearchParameterRow, 'name' | 'type' | 'expression'>;

function pathsOf({ name, type, expression }: ParameterText, base: string): readonly ElementPath[] | undefined {
  if (!supportedKinds.has(type) || expression === undefined || lackingParameters.has(name)) return undefined;
  return parseSearchExpression(errataOfExpressions.get(`${base}.${name} ${expression}`) ?? expression, base);
}

function reasonOf({ name, expression }: ParameterText, base: string): string {
  if (expression === undefined) return 'HL7 gives it no expression over the resource';
  return lackingParameters.get(name) ?? `HL7's expression for it says nothing of ${base}`;
}

function componentsOf(definition: AnyResource, { typesByUrl }: Reading): readonly SearchComponent[] | undefined {
  const listed = definition['component'] as readonly { definition?: string; expression?: string }[] | undefined;
  const components = (listed ?? []).map(({ definition: url, expression }) => ({
    type: typesByUrl.get(url ?? '') ?? '',
    paths: parseComponentExpression(expression ?? '') ?? [],
  }));
  const isComplete = components.every(({ type, paths }) => supportedKinds.has(type) && paths.length > 0);
  return isComplete && components.length > 1 ? components : undefined;
}

/** By name, core's own before those that look into extensions, then by url: the order of the packages says nothing. */
function compareParameters(left: AnyResource, right: AnyResource): number {
  const [a, b] = [left, right].map(({ code, url, expression }) => {
    const isOfExtension = (textOf(expression) ?? '').includes('.extension(');
    return `${textOf(code) ?? ''} ${isOfExtension ? '1' : '0'} ${textOf(url) ?? ''}`;
  });
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
