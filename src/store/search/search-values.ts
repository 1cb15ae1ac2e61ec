/**
 * The values by which a resource is found, as texts that an index can hold (https://hl7.org/fhir/search.html#ptypes):
 * - token `system|code`, reference and canonical as it stands; after a NUL the text that goes with either
 * - date as it stands, period `start/end`
 * - number `low NUL high`, quantity `low NUL high NUL system NUL code NUL unit`
 * - composite: JSON, for each component an array of its texts
 * - all else: the value itself
 */
import type { AnyResource } from '../../fhir/model.ts';
import { readPath } from './element-path.ts';
import type { ElementPath } from './element-path.ts';
import { quantityTexts } from './quantity-values.ts';
import type { SearchParameterEntry } from './search-parameter-table.ts';

type Element = Readonly<Record<string, unknown>>;
type ToTexts = (value: unknown) => readonly string[];

/** Parts a value from the text that people read with it. */
export const textMark = '\0';

/** The resource's values of one supported parameter. */
export function readSearchValues(resource: AnyResource, parameter: SearchParameterEntry): readonly string[] {
  return parameter.paths.flatMap(path => textsAt(resource, parameter, path));
}

function textsAt(resource: AnyResource, parameter: SearchParameterEntry, path: ElementPath): readonly string[] {
  const { type, components, systemOfCode } = parameter;
  if (components !== undefined) {
    return readPath(resource, path).map(node => JSON.stringify(components.map(part => componentTexts(node, part))));
  }
  if (systemOfCode === undefined) return readPath(resource, path).flatMap(toTextsOf(type));
  const { depth, element } = systemOfCode;
  return readPath(resource, path.slice(0, depth)).flatMap(node => {
    const system = isElement(node) ? textOf(node[element]).replace(/\|.*$/s, '') : '';
    return readPath(node as object, path.slice(depth)).map(code => `${system}|${textOf(code)}`);
  });
}

type Component = NonNullable<SearchParameterEntry['components']>[number];

function componentTexts(node: unknown, { type, paths }: Component): readonly string[] {
  return isElement(node) ? paths.flatMap(path => readPath(node, path)).flatMap(toTextsOf(type)) : [];
}

function toTextsOf(type: string): ToTexts {
  switch (type) {
    case 'token':
      return tokenTexts;
    case 'date':
      return dateTexts;
    case 'reference':
      return referenceTexts;
    case 'number':
    case 'quantity':
      return quantityTexts;
    default:
      return plainTexts;
  }
}

/** Of a ContactDetail, its name. */
function plainTexts(value: unknown): readonly string[] {
  const text = isElement(value) ? value['name'] : value;
  return typeof text === 'string' ? [text] : [];
}

function dateTexts(value: unknown): readonly string[] {
  if (!isElement(value)) return plainTexts(value);
  const { start, end } = value;
  return start === undefined && end === undefined ? [] : [`${textOf(start)}/${textOf(end)}`];
}

function referenceTexts(value: unknown): readonly string[] {
  if (!isElement(value)) return plainTexts(value);
  return nonEmpty(withText(textOf(value['reference']), value['display']));
}

/** Codes, booleans and strings have no system here; Coding, CodeableConcept and Identifier may have. */
function tokenTexts(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'boolean') return [`|${String(value)}`];
  if (!isElement(value)) return [];
  if ('coding' in value || !isCoded(value)) return conceptTexts(value);
  if ('code' in value || 'display' in value) return nonEmpty(withText(tokenOf(value, 'code'), value['display']));
  const { type } = value;
  return nonEmpty(withText(tokenOf(value, 'value'), isElement(type) ? type['text'] : undefined));
}

function isCoded(value: Element): boolean {
  return ['system', 'code', 'display', 'value'].some(element => element in value);
}

function conceptTexts({ coding, text }: Element): readonly string[] {
  const codings: readonly unknown[] = Array.isArray(coding) ? coding : [];
  return [...codings.flatMap(tokenTexts), ...nonEmpty(withText('', text))];
}

/** The system of a ContactPoint is a kind of address (phone, email), not one of codes. */
function tokenOf(value: Element, element: 'code' | 'value'): string {
  const system = element === 'value' && /^[a-z]+$/.test(textOf(value['system'])) ? '' : textOf(value['system']);
  const code = textOf(value[element]);
  return system === '' && code === '' ? '' : `${system}|${code}`;
}

function withText(value: string, text: unknown): string {
  return typeof text === 'string' && text !== '' ? `${value}${textMark}${text}` : value;
}

function nonEmpty(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
