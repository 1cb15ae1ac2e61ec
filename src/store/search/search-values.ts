/**
 * The values by which a resource is found, as texts that an index can hold: a token is `system|code`, a period
 * `start/end`, all else is the value itself (https://hl7.org/fhir/search.html#ptypes).
 */
import type { AnyResource } from '../../fhir/model.ts';
import { readPath } from './element-path.ts';
import type { SearchParameterEntry } from './search-parameter-table.ts';

type Element = Readonly<Record<string, unknown>>;

/** The resource's values of one supported parameter. */
export function readSearchValues(resource: AnyResource, parameter: SearchParameterEntry): readonly string[] {
  const toTexts = parameter.type === 'token' ? tokenTexts : parameter.type === 'date' ? dateTexts : plainTexts;
  return parameter.paths.flatMap(path => readPath(resource, path)).flatMap(toTexts);
}

function plainTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  const reference = isElement(value) ? value['reference'] : undefined;
  return typeof reference === 'string' ? [reference] : [];
}

function dateTexts(value: unknown): readonly string[] {
  if (!isElement(value)) return plainTexts(value);
  const { start, end } = value;
  return start === undefined && end === undefined ? [] : [`${textOf(start)}/${textOf(end)}`];
}

/** Codes, booleans and strings have no system here; Coding, CodeableConcept, Identifier and ContactPoint may have. */
function tokenTexts(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'boolean') return [`|${String(value)}`];
  if (!isElement(value)) return [];
  if (Array.isArray(value['coding'])) return value['coding'].flatMap(tokenTexts);
  const code = value['code'] ?? value['value'];
  return typeof code === 'string' ? [`${textOf(value['system'])}|${code}`] : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
