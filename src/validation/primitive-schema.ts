/**
 * JSON schemas of FHIR's primitive types, from the regular expressions in their StructureDefinitions
 * (https://hl7.org/fhir/datatypes.html#primitive, https://hl7.org/fhir/json.html#primitive).
 */
import type { AnyResource } from '../fhir/model.ts';
import { snapshotOf } from './element-definition.ts';
import type { ElementDefinition } from './element-definition.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const regexUrl = 'http://hl7.org/fhir/StructureDefinition/regex';
const largestInteger = 2_147_483_647;

/** Types that JSON has itself; their ranges are https://hl7.org/fhir/datatypes.html#integer and below. */
const jsonOwn: Readonly<Record<string, JsonSchema>> = {
  boolean: { type: 'boolean' },
  decimal: { type: 'number' },
  integer: { type: 'integer', minimum: -largestInteger - 1, maximum: largestInteger },
  unsignedInt: { type: 'integer', minimum: 0, maximum: largestInteger },
  positiveInt: { type: 'integer', minimum: 1, maximum: largestInteger },
};

/** R4's pattern for base64 backtracks without end on faulty input: this one takes the same alphabet in linear time. */
const linearPatterns: Readonly<Record<string, string>> = { base64Binary: '[0-9a-zA-Z+/=\\s]*' };

/** The schema of a primitive type from its StructureDefinition; `title` names the type for the reasons. */
export function primitiveSchema(definition: AnyResource): JsonSchema {
  const name = String(definition['type']);
  const own = jsonOwn[name];
  if (own !== undefined) return { ...own, title: name };
  const value = snapshotOf(definition).find(element => element.path === `${name}.value`);
  const regex = linearPatterns[name] ?? regexOf(value);
  const pattern = regex === undefined ? {} : { pattern: toEcmaScript(regex) };
  const longest = value?.maxLength === undefined ? {} : { maxLength: value.maxLength };
  return { type: 'string', title: name, minLength: 1, ...longest, ...pattern };
}

function regexOf(value: ElementDefinition | undefined): string | undefined {
  const [type] = value?.type ?? [];
  return type?.extension?.find(one => one.url === regexUrl)?.valueString;
}

/** XML Schema's blanks are fewer than ECMAScript's, which count a no-break space among them. */
const blanks = ' \\t\\n\\r';
const notBlanks = '\\u{0}-\\u{8}\\u{b}\\u{c}\\u{e}-\\u{1f}\\u{21}-\\u{10ffff}';

/** FHIR's expressions are those of XML Schema: they match the whole value, anchored or not. */
function toEcmaScript(regex: string): string {
  let isInClass = false;
  const parts = regex
    .replace(/^\^/, '')
    .replace(/(?<!\\)\$$/, '')
    .matchAll(/\\.|[^\\]/gsu);
  const translated = Array.from(parts, ([part]) => {
    if (part === '[' || part === ']') isInClass = part === '[';
    if (part !== '\\s' && part !== '\\S') return part;
    const characters = part === '\\s' ? blanks : notBlanks;
    return isInClass ? characters : `[${characters}]`;
  });
  return `^(?:${translated.join('')})$`;
}
