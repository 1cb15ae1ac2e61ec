/**
 * One parameter's value, from query text or `value[x]`, as the declared type. Types that are texts stand for each
 * other (`url` arrives as valueUri, valueUrl, valueCanonical or valueString), because clients mix them and nothing is
 * lost by reading them.
 */
import { invalid } from '../fhir/fhir-error.ts';
import { isResource } from '../fhir/formats/json.ts';
import type { AnyResource, ParametersParameter } from '../fhir/model.ts';
import { typedValueOf } from '../fhir/parameters.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';
import type { ParameterType } from './parameter-row.ts';

interface NamedType {
  readonly name: string;
  readonly type: ParameterType;
}

const textTypes = ['string', 'code', 'uri', 'url', 'canonical', 'id', 'oid', 'uuid', 'markdown'];
const dateTypes = ['dateTime', 'date', 'instant'];
const integerTypes = ['integer', 'unsignedInt', 'positiveInt', 'integer64'];

/** The `value[x]` types that are read as each declared datatype. */
const acceptedTypes: Partial<Record<ParameterType, readonly string[]>> = {
  boolean: ['boolean'],
  integer: integerTypes,
  unsignedInt: integerTypes,
  string: [...textTypes, ...dateTypes],
  code: textTypes,
  id: textTypes,
  uri: textTypes,
  canonical: textTypes,
  dateTime: [...dateTypes, 'string'],
  Coding: ['Coding'],
  CodeableConcept: ['CodeableConcept'],
  UsageContext: ['UsageContext'],
};

const resourceTypes: ReadonlySet<ParameterType> = new Set<ParameterType>([
  'CodeSystem',
  'ValueSet',
  'ConceptMap',
  'Parameters',
  'OperationOutcome',
  'StructureDefinition',
  'Resource',
]);

/** Whether a value of this type can stand in a query. */
export function isPrimitiveType(type: ParameterType | undefined): boolean {
  return type !== undefined && /^[a-z]/.test(type);
}

/** Whether the parameter carries a resource. */
export function isResourceType(type: ParameterType | undefined): boolean {
  return type !== undefined && resourceTypes.has(type);
}

/** The value of a query text. */
export function decodeText({ name, type }: NamedType, text: string): unknown {
  if (type === 'boolean') return readBoolean(name, text);
  if (type === 'integer' || type === 'unsignedInt') return readInteger(name, text);
  if (!isPrimitiveType(type)) throw invalid(`The parameter '${name}' is a ${type}, so it must be sent by POST`);
  return readText(name, type, text);
}

/** The value of a parameter of a Parameters resource; resources come out in the model. */
export function decodeElement({ name, type }: NamedType, element: ParametersParameter, codec: VersionCodec): unknown {
  if (isResourceType(type)) return readResource({ name, type }, element, codec);
  const typed = typedValueOf(element);
  if (typed === undefined)
    throw invalid(`The parameter '${name}' has no value; a value[x] of type ${type} is expected`);
  if (type === 'Element') return typed;
  if (acceptedTypes[type]?.includes(typed.type) !== true) {
    throw invalid(`The parameter '${name}' must be a ${type}, not a ${typed.type.slice(0, 40)}`);
  }
  return readValue({ name, type }, typed.value);
}

function readValue({ name, type }: NamedType, value: unknown): unknown {
  if (type === 'UsageContext') return isPlainObject(value) ? value : fail(name, 'a UsageContext object');
  return readPlainValue({ name, type }, value);
}

function readPlainValue({ name, type }: NamedType, value: unknown): unknown {
  switch (type) {
    case 'boolean':
      return readBoolean(name, typeof value === 'boolean' ? String(value) : value);
    case 'integer':
    case 'unsignedInt':
      return typeof value === 'number' || typeof value === 'string'
        ? readInteger(name, String(value))
        : fail(name, 'an integer');
    case 'Coding':
      return readCoding(name, value);
    case 'CodeableConcept':
      return readCodeableConcept(name, value);

    default:
      return typeof value === 'string' ? readText(name, type, value) : fail(name, 'a text');
  }
}

function readBoolean(name: string, text: unknown): boolean {
  return text === 'true' ? true : text === 'false' ? false : fail(name, 'true or false');
}

function readInteger(name: string, text: string): number {
  return /^[+-]?\d{1,10}$/.test(text) && Math.abs(Number(text)) < 2 ** 31 ? Number(text) : fail(name, 'an integer');
}

const dateTime = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

function readText(name: string, type: ParameterType, text: string): string {
  if (text.trim() === '') return fail(name, 'a text that is not empty');
  assertLength(text, name);
  if (type === 'dateTime' && !dateTime.test(text)) return fail(name, 'a date or dateTime');
  return text;
}

/** Most characters of a text (https://hl7.org/fhir/datatypes.html#string). */
const maxTextLength = 1024 * 1024;

function assertLength(text: string, path: string): void {
  if (text.length > maxTextLength) throw invalid(`The parameter '${path}' has more than ${maxTextLength} characters`);
}

function readResource({ name, type }: NamedType, element: ParametersParameter, codec: VersionCodec): AnyResource {
  const { resource } = element as { resource?: unknown };
  if (!isResource(resource)) return fail(name, `a resource${type === 'Resource' ? '' : ` of type ${type}`}`);
  if (type !== 'Resource' && resource.resourceType !== type) {
    return fail(name, `a resource of type ${type}, not ${resource.resourceType}`);
  }
  // Parameters stay as they came: their own rows decode them, and convert what they carry.
  if (type === 'Parameters') return resource;
  return codec.converts(resource.resourceType) ? codec.read(resource) : resource;
}

const codingTexts = ['system', 'version', 'code', 'display'] as const;

function readCoding(name: string, value: unknown): unknown {
  if (!isPlainObject(value)) return fail(name, 'a Coding object');
  for (const key of codingTexts) assertText(value[key], `${name}.${key}`);
  return value;
}

function readCodeableConcept(name: string, value: unknown): unknown {
  if (!isPlainObject(value)) return fail(name, 'a CodeableConcept object');
  const { coding = [] } = value;
  if (!Array.isArray(coding)) return fail(`${name}.coding`, 'an array');
  coding.forEach((item, index) => readCoding(`${name}.coding[${index}]`, item));
  assertText(value['text'], `${name}.text`);
  return value;
}

function assertText(value: unknown, path: string): void {
  if (value === undefined) return;
  assertLength(typeof value === 'string' ? value : fail(path, 'a text'), path);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(name: string, expected: string): never {
  throw invalid(`The parameter '${name}' must be ${expected}`);
}
