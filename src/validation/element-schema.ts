/**
 * The schemas of one StructureDefinition: one for the type, one for each of its backbone elements, flat by path
 * (https://hl7.org/fhir/json.html#2.1.0).
 */
import type { AnyResource } from '../fhir/model.ts';
import { childrenByPath, complexTypeOf, fhirTypeOf, isSystemType, nameOf, variantsOf } from './element-definition.ts';
import type { ElementDefinition, Variant } from './element-definition.ts';
import type { Choice, ValueRule, Requirement } from './element-keyword.ts';
import type { JsonSchema } from './primitive-schema.ts';

/** Path or type → schema, for a StructureDefinition of a resource or complex datatype. */
export function* elementSchemas(definition: AnyResource): Iterable<[string, JsonSchema]> {
  const children = childrenByPath(definition);
  const isResource = definition['kind'] === 'resource';
  for (const [path, own] of children) {
    const resourceType = isResource && !path.includes('.') ? path : undefined;
    yield [path, objectSchema(path, own, { children, resourceType })];
  }
}

interface Making {
  readonly children: ReadonlyMap<string, unknown>;
  /** Where the object is a resource: its type. */
  readonly resourceType: string | undefined;
}

function objectSchema(path: string, elements: readonly ElementDefinition[], making: Making): JsonSchema {
  const properties: Record<string, JsonSchema | true> = {};
  const rules = { values: {} as Record<string, ValueRule>, required: [] as Requirement[], choices: [] as Choice[] };
  if (making.resourceType !== undefined) properties['resourceType'] = { const: making.resourceType };
  for (const element of elements) {
    const made = variantsOf(element).map(variant => rulesOf(element, variant, making));
    Object.assign(rules.values, ...made);
    const keys = made.map(own => Object.keys(own));
    for (const key of keys.flat()) properties[key] = true;
    const name = nameOf(element);
    if (name.endsWith('[x]')) rules.choices.push({ name, keys });
    if (element.min > 0) rules.required.push({ name, keys: keys.flat() });
  }
  return { type: 'object', title: path, minProperties: 1, properties, additionalProperties: false, element: rules };
}

/** The property, and the `_` sibling where a primitive may have an id or extensions. */
function rulesOf(element: ElementDefinition, { name, type }: Variant, making: Making): Record<string, ValueRule> {
  const isList = element.max !== '1';
  const complex = complexTypeOf(element, type, making.children);
  if (complex !== undefined) return { [name]: { ofType: complex, isList, isPrimitive: false } };
  const ofType = isId(element) ? idTypeOf(element, making.resourceType) : fhirTypeOf(type);
  const valueSet = valueSetOf(element);
  const hasSibling = !isSystemType(type) && type.code !== 'xhtml';
  return {
    [name]: { ofType, isList, isPrimitive: true, ...(valueSet !== undefined && { valueSet }) },
    ...(hasSibling && { [`_${name}`]: { ofType: 'Element', isList, isPrimitive: false } }),
  };
}

/** The value set of a required binding on a code. */
function valueSetOf({ type, binding }: ElementDefinition): string | undefined {
  return type?.[0]?.code === 'code' && binding?.strength === 'required' ? binding.valueSet : undefined;
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
