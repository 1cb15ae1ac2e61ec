/**
 * How the columns of a CSV or TSV file make a CodeSystem (docs/import.md): the resource without concepts, and for each
 * column what it holds. A mapping is JSON; whatever is wrong with it is told by name.
 */
import { invalid } from '../../fhir/fhir-error.ts';
import { parseJson } from '../../fhir/formats/json.ts';
import type { CodeSystem, CodeSystemProperty } from '../../fhir/model.ts';

/** A column with texts, or with several in one cell. */
interface ListColumn {
  readonly column: string;
  /** Stands between the values of one cell. */
  readonly separator?: string;
}

export interface DesignationColumn extends ListColumn {
  readonly language?: string;
  readonly use?: { readonly system?: string; readonly code?: string; readonly display?: string };
}

export interface PropertyColumn extends ListColumn {
  readonly code: string;
  readonly type: CodeSystemProperty['type'];
  readonly uri?: string;
  readonly description?: string;
  /** Of a Coding. */
  readonly system?: string;
}

export interface CsvMapping {
  /** Without concepts; properties of columns that it does not declare are added. */
  readonly codeSystem: CodeSystem;
  readonly delimiter: string;
  readonly code: string;
  readonly display?: string;
  readonly definition?: string;
  readonly designations: readonly DesignationColumn[];
  /** Those of the column with parents included. */
  readonly properties: readonly PropertyColumn[];
}

const known = ['codeSystem', 'delimiter', 'code', 'display', 'definition', 'parent', 'designations', 'properties'];
export const propertyTypes: readonly string[] = [
  'code',
  'Coding',
  'string',
  'integer',
  'boolean',
  'dateTime',
  'decimal',
];

/** The mapping in this text; throws `invalid` with what is wrong. */
export function readCsvMapping(text: string, defaultDelimiter: string): CsvMapping {
  const value = objectOf(parseJson(text), 'it');
  const stranger = Object.keys(value).find(key => !known.includes(key));
  if (stranger !== undefined) throw fault(`'${stranger}' is none of ${known.join(', ')}`);
  const properties = listOf(value['properties'], 'properties').map(readProperty);
  const parent = value['parent'] === undefined ? [] : [readParent(value['parent'])];
  const delimiter = textOf(value, 'delimiter') ?? defaultDelimiter;
  if (!/^[\x01-\x7f]$/.test(delimiter)) throw fault("'delimiter' must be one ASCII character");
  const codeSystem = objectOf(value['codeSystem'], 'codeSystem') as unknown as CodeSystem;
  const all = [...parent, ...properties];
  return {
    codeSystem: withProperties(codeSystem, all),
    delimiter,
    code: required(value, 'code', 'the column with codes'),
    ...optional('display', textOf(value, 'display')),
    ...optional('definition', textOf(value, 'definition')),
    designations: listOf(value['designations'], 'designations').map(readDesignation),
    properties: all,
  };
}

function readParent(value: unknown): PropertyColumn {
  const { column, separator } = typeof value === 'string' ? { column: value } : readColumn(value, 'parent');
  const uri = 'http://hl7.org/fhir/concept-properties#parent';
  return { column, code: 'parent', type: 'code', uri, ...optional('separator', separator) };
}

function readDesignation(value: unknown): DesignationColumn {
  const item = objectOf(value, 'each of designations');
  const use = item['use'] === undefined ? undefined : objectOf(item['use'], 'use of a designation');
  return {
    ...readColumn(item, 'a designation'),
    ...optional('language', textOf(item, 'language')),
    ...optional('use', use),
  };
}

function readProperty(value: unknown): PropertyColumn {
  const item = objectOf(value, 'each of properties');
  const type = textOf(item, 'type') ?? 'string';
  if (!propertyTypes.includes(type)) throw fault(`the type '${type}' is none of ${propertyTypes.join(', ')}`);
  return {
    ...readColumn(item, 'a property'),
    code: required(item, 'code', 'the code of a property'),
    type: type as PropertyColumn['type'],
    ...optional('uri', textOf(item, 'uri')),
    ...optional('description', textOf(item, 'description')),
    ...optional('system', textOf(item, 'system')),
  };
}

function readColumn(value: unknown, where: string): ListColumn {
  const item = objectOf(value, where);
  return {
    column: required(item, 'column', `the column of ${where}`),
    ...optional('separator', textOf(item, 'separator')),
  };
}

function withProperties(codeSystem: CodeSystem, columns: readonly PropertyColumn[]): CodeSystem {
  const property = [...(codeSystem.property ?? [])];
  for (const { code, type, uri, description } of columns) {
    if (property.some(declared => declared.code === code)) continue;
    property.push({ code, type, ...optional('uri', uri), ...optional('description', description) });
  }
  return property.length === 0 ? codeSystem : { ...codeSystem, property };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw fault(`${name} must be a JSON object`);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw fault(`'${name}' must be a list`);
}

function textOf(holder: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = holder[key];
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw fault(`'${key}' must be a text`);
}

function required(holder: Readonly<Record<string, unknown>>, key: string, what: string): string {
  const value = textOf(holder, key);
  if (value === undefined) throw fault(`'${key}' is missing: ${what}`);
  return value;
}

function fault(text: string): Error {
  return invalid(`The mapping is not usable: ${text}`);
}
