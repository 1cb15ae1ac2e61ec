/**
 * What FHIR asks of one concept of a CodeSystem (https://hl7.org/fhir/codesystem-definitions.html#CodeSystem.concept):
 * elements of their types, a code, and property values of the type that the property is declared with.
 */
import type { CodeSystem, CodeSystemConcept } from '../../fhir/model.ts';

type Elements = Readonly<Record<string, unknown>>;

const code = /^\S+(\s\S+)*$/;
const dateTime = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:\d\d)?)?)?)?$/;

const isObject = (value: unknown): value is Elements =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isCode = (value: unknown): boolean => typeof value === 'string' && code.test(value);

/** By the name of the element, whether a value is of its type. */
const valueTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  valueCode: isCode,
  valueCoding: value => isObject(value) && (value['code'] === undefined || isCode(value['code'])),
  valueString: isText,
  valueInteger: value => Number.isInteger(value),
  valueBoolean: value => typeof value === 'boolean',
  valueDateTime: value => typeof value === 'string' && dateTime.test(value),
  valueDecimal: value => typeof value === 'number',
};

export type ConceptCheck = (concept: unknown) => string | undefined;

/** Tells what is wrong with a concept of this code system, or nothing. */
export function conceptCheck(definition: CodeSystem): ConceptCheck {
  const types = new Map((definition.property ?? []).map(({ code: name, type }) => [name, `value${capital(type)}`]));
  return concept => {
    if (!isObject(concept)) return 'it is no object';
    if (!isCode(concept['code'])) return `its code ${shown(concept['code'])} is none`;
    if ((listOf(concept, 'concept') ?? []).length > 0) return "its key 'concept' is not written plainly";
    for (const element of ['display', 'definition']) {
      const value = concept[element];
      if (value !== undefined && !isText(value)) return `its ${element} ${shown(value)} is no text`;
    }
    return (
      listFault(concept, 'designation', designationFault) ??
      listFault(concept, 'property', item => propertyFault(item, types)) ??
      listFault(concept, 'extension', item => (isText(item['url']) ? undefined : 'has no url'))
    );
  };
}

/** The concept, once `conceptCheck` has found no fault. */
export function asConcept(checked: unknown): CodeSystemConcept {
  return checked as CodeSystemConcept;
}

function listOf(holder: Elements, element: string): readonly unknown[] | undefined {
  const value = holder[element] ?? [];
  return Array.isArray(value) ? value : undefined;
}

function listFault(
  concept: Elements,
  element: string,
  faultOf: (item: Elements) => string | undefined,
): string | undefined {
  const items = listOf(concept, element);
  if (items === undefined) return `its ${element} is no list`;
  for (const item of items) {
    const fault = isObject(item) ? faultOf(item) : 'is no object';
    if (fault !== undefined) return `a ${element} ${fault}`;
  }
  return undefined;
}

function designationFault({ value, language, use }: Elements): string | undefined {
  if (!isText(value)) return `has the value ${shown(value)}, which is no text`;
  if (language !== undefined && !isCode(language)) return `has the language ${shown(language)}, which is no code`;
  return use === undefined || isObject(use) ? undefined : 'has a use that is no Coding';
}

function propertyFault(property: Elements, types: ReadonlyMap<string, string>): string | undefined {
  const name = property['code'];
  if (typeof name !== 'string' || !isCode(name)) return 'has no code';
  const keys = Object.keys(property).filter(key => key.startsWith('value'));
  const [key, second] = keys;
  if (key === undefined || second !== undefined) return `'${name}' must have one value`;
  const test = Object.hasOwn(valueTests, key) ? valueTests[key] : undefined;
  if (test === undefined) return `'${name}' has ${key}, which FHIR does not know there`;
  const declared = types.get(name);
  if (declared !== undefined && declared !== key) return `'${name}' has ${key}, but is declared with ${declared}`;
  return test(property[key])
    ? undefined
    : `'${name}' has the ${key} ${shown(property[key])}, which is not of that type`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'that is missing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function capital(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
