/**
 * The schemas of one StructureDefinition: one for the type, one for each of its backbone elements, flat by path
 * (https://hl7.org/fhir/json.html#2.1.0).
 */
import type { AnyResource } from '../fhir/model.ts';
import { fhirTypeOf, isSystemType, snapshotOf } from './element-definition.ts';
import type { ElementDefinition, ElementType } from './element-definition.ts';
import type { Choice, ObjectRule, Requirement } from './element-keyword.ts';
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
  const properties: Record<string, JsonSchema | true> = {};
  const rules = { objects: {} as Record<string, ObjectRule>, required: [] as Requirement[], choices: [] as Choice[] };
  if (making.resourceType !== undefined) properties['resourceType'] = { const: making.resourceType };
  for (const element of elements) {
    const made = variantsOf(element).map(variant => propertiesOf(element, variant, making));
    const keys = made.map(own => Object.keys(own));
    for (const [key, value] of made.flatMap(own => Object.entries(own))) {
      properties[key] = 'ofType' in value ? true : value;
      if ('ofType' in value) rules.objects[key] = value as unknown as ObjectRule;
    }
    const name = nameOf(element);
    if (name.endsWith('[x]')) rules.choices.push({ name, keys });
    if (element.min > 0) rules.required.push({ name, keys: keys.flat() });
  }
  return { type: 'object', title: path, minProperties: 1, properties, additionalProperties: false, element: rules };
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
  if (complex !== undefined) return { [name]: objectRule(complex, isList) };
  const value = primitiveOf(element, type, making);
  const hasSibling = !isSystemType(type) && type.code !== 'xhtml';
  return {
    [name]: isList ? nullableList(value) : value,
    ...(hasSibling && { [`_${name}`]: { ...objectRule('Element', isList), isSibling: true } }),
  };
}

function objectRule(ofType: string, isList: boolean): ObjectRule & JsonSchema {
  return { ofType, isList, isSibling: false };
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
