/**
 * The schemas of one StructureDefinition: one for the type, one for each of its backbone elements, flat by path
 * (https://hl7.org/fhir/json.html#2.1.0).
 */
import type { AnyResource } from '../fhir/model.ts';
import { fhirTypeOf, isSystemType, snapshotOf } from './element-definition.ts';
import type { ElementDefinition, ElementType } from './element-definition.ts';
import type { Choice, Requirement } from './element-keywords.ts';
import type { JsonSchema } from './primitive-schema.ts';

export interface SchemaSources {
  /** The schema of a primitive type. */
  findSchema(name: string): JsonSchema | undefined;
  /** All codes of a value set, where they are known to be all. */
  findValueSetCodes(canonical: string): readonly string[] | undefined;
}

/** Path or type → schema, for a StructureDefinition of a resource or complex datatype. */
export function* elementSchemas(definition: AnyResource, sources: SchemaSources): Iterable<[string, JsonSchema]> {
  const children = new Map<string, ElementDefinition[]>();
  for (const element of snapshotOf(definition)) {
    const parent = element.path.slice(0, Math.max(0, element.path.lastIndexOf('.')));
    if (parent !== '' && element.max !== '0') children.set(parent, [...(children.get(parent) ?? []), element]);
  }
  const isResource = definition['kind'] === 'resource';
  for (const [path, own] of children) {
    const resourceType = isResource && !path.includes('.') ? path : undefined;
    yield [path, objectSchema(path, own, { sources, children, resourceType })];
  }
}

interface Making {
  readonly sources: SchemaSources;
  readonly children: ReadonlyMap<string, unknown>;
  /** Where the object is a resource: its type. */
  readonly resourceType: string | undefined;
}

/** One JSON property of an element: a choice has several. */
interface Variant {
  readonly name: string;
  readonly type: ElementType;
}

function objectSchema(path: string, elements: readonly ElementDefinition[], making: Making): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: Requirement[] = [];
  const choices: Choice[] = [];
  const lists: string[] = [];
  if (making.resourceType !== undefined) properties['resourceType'] = { const: making.resourceType };
  for (const element of elements) {
    const variants = variantsOf(element);
    const made = variants.map(variant => propertiesOf(element, variant, making));
    Object.assign(properties, ...made);
    const keys = made.map(own => Object.keys(own));
    const name = nameOf(element);
    if (name.endsWith('[x]')) choices.push({ name, keys });
    if (element.min > 0) required.push({ name, keys: keys.flat() });
    if (element.max !== '1') lists.push(...keys.filter(own => own.length > 1).map(([key = name]) => key));
  }
  const elementRules = { required, choices, lists };
  return { type: 'object', title: path, minProperties: 1, properties, additionalProperties: false, elementRules };
}

function nameOf({ path }: ElementDefinition): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function variantsOf(element: ElementDefinition): readonly Variant[] {
  const name = nameOf(element);
  if (!name.endsWith('[x]')) return [{ name, type: element.type?.[0] ?? { code: '' } }];
  const stem = name.slice(0, -'[x]'.length);
  return (element.type ?? []).map(type => ({
    name: stem + type.code.charAt(0).toUpperCase() + type.code.slice(1),
    type,
  }));
}

/** The property, and the `_` sibling where a primitive may have an id or extensions. */
function propertiesOf(element: ElementDefinition, { name, type }: Variant, making: Making): Record<string, JsonSchema> {
  const isList = element.max !== '1';
  const complex = complexTypeOf(element, type, making);
  if (complex !== undefined) {
    const value = { type: 'object', ofType: complex };
    return { [name]: isList ? { type: 'array', minItems: 1, items: value } : value };
  }
  const value = primitiveOf(element, type, making);
  if (isSystemType(type) || type.code === 'xhtml') return { [name]: value };
  const sibling = { type: 'object', ofType: 'Element' };
  if (!isList) return { [name]: value, [`_${name}`]: sibling };
  return { [name]: nullableList(value), [`_${name}`]: nullableList(sibling) };
}

/** Lists of primitives hold null where only the sibling says something (https://hl7.org/fhir/json.html#primitive). */
function nullableList(item: JsonSchema): JsonSchema {
  const codes = item['enum'];
  const nullable = {
    ...item,
    type: [item['type'], 'null'],
    ...(Array.isArray(codes) && { enum: [...(codes as unknown[]), null] }),
  };
  return { type: 'array', minItems: 1, items: nullable };
}

/** Name of the schema of an element that is an object; undefined for a primitive. */
function complexTypeOf(element: ElementDefinition, type: ElementType, { children }: Making): string | undefined {
  const { path, contentReference } = element;
  if (contentReference !== undefined) return contentReference.slice(contentReference.indexOf('#') + 1);
  if (children.has(path)) return path;
  return /^[A-Z]/.test(type.code) ? type.code : undefined;
}

function primitiveOf(element: ElementDefinition, type: ElementType, { sources, resourceType }: Making): JsonSchema {
  const name = isId(element) ? idTypeOf(element, resourceType) : fhirTypeOf(type);
  const schema = sources.findSchema(name) ?? { type: 'string', title: name };
  const { binding } = element;
  const isBound = name === 'code' && binding?.strength === 'required' && binding.valueSet !== undefined;
  const codes = isBound ? sources.findValueSetCodes(binding.valueSet) : undefined;
  return codes === undefined ? schema : { ...schema, enum: codes };
}

function isId({ path }: ElementDefinition): boolean {
  return path.endsWith('.id');
}

/**
 * A resource's id has the form of an id, an element's is any text without blanks (https://hl7.org/fhir/R5/element.html).
 * R4 types the one as string, R5 the other as id, each against its own text.
 */
function idTypeOf({ path }: ElementDefinition, resourceType: string | undefined): string {
  return path === `${String(resourceType)}.id` ? 'id' : 'string';
}
