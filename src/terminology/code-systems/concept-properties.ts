/**
 * What a property means, whatever code a CodeSystem gives it: HL7 names meanings by uri
 * (https://hl7.org/fhir/codesystem-concept-properties.html), and a property whose code is the well-known one counts too.
 */
import type { CodeSystemConceptProperty, CodeSystemProperty } from '../../fhir/model.ts';

export const conceptPropertiesUri = 'http://hl7.org/fhir/concept-properties';

export type PropertyMeaning = 'parent' | 'child' | 'inactive' | 'notSelectable' | 'status';

/** Codes that carry the meaning without any declaration; `subsumedBy` is THO's word for a parent. */
const wellKnownCodes: Readonly<Record<PropertyMeaning, readonly string[]>> = {
  parent: ['parent', 'subsumedBy'],
  child: ['child'],
  inactive: ['inactive'],
  notSelectable: ['notSelectable'],
  status: ['status'],
};

/** HL7's properties that a code system may use without declaring them; a concept without a value has none. */
export const undeclaredProperties: ReadonlySet<string> = new Set(['status', 'notSelectable']);

/** Codes of the properties of this code system that have the meaning. */
export function codesMeaning(meaning: PropertyMeaning, declared: readonly CodeSystemProperty[]): ReadonlySet<string> {
  const byUri = declared.filter(property => property.uri === `${conceptPropertiesUri}#${meaning}`);
  return new Set([...wellKnownCodes[meaning], ...byUri.map(property => property.code)]);
}

/** The element that holds the value of a concept's property: its name and value. */
export function valueOfProperty(
  property: CodeSystemConceptProperty,
): { readonly valueType: `value${string}`; readonly value: unknown } | undefined {
  // Of millions of properties: no list of entries, no regular expression.
  for (const key in property) {
    if (isValueKey(key)) return { valueType: key, value: (property as unknown as Record<string, unknown>)[key] };
  }
  return undefined;
}

function isValueKey(key: string): key is `value${string}` {
  const first = key.charCodeAt(5);
  return first >= 65 && first <= 90 && key.startsWith('value');
}

/** How a property's value reads in a filter: a Coding by its code, anything else as text. */
export function propertyText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'code' in value) return String(value.code);
  return String(value);
}
