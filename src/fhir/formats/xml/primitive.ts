/** The value of a primitive as XML's `value` attribute and as JSON's value (https://hl7.org/fhir/datatypes.html#primitive). */
import { XmlFault } from './xml-fault.ts';

export type PrimitiveValue = string | number | boolean;

const decimal = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
/** Types that JSON writes without quotes; all others are strings there. */
const literals: Readonly<
  Record<string, { readonly pattern: RegExp; readonly read: (text: string) => PrimitiveValue }>
> = {
  boolean: { pattern: /^(?:true|false)$/, read: text => text === 'true' },
  integer: { pattern: /^(?:0|[-+]?[1-9][0-9]*)$/, read: Number },
  unsignedInt: { pattern: /^(?:0|\+?[1-9][0-9]*)$/, read: Number },
  positiveInt: { pattern: /^\+?[1-9][0-9]*$/, read: Number },
  decimal: { pattern: decimal, read: Number },
};

/** The value in JSON of an attribute's text; throws XmlFault where the text is none of the type. */
export function readPrimitive(type: string, text: string, path: string): PrimitiveValue {
  const literal = Object.hasOwn(literals, type) ? literals[type] : undefined;
  if (literal === undefined) return text;
  if (!literal.pattern.test(text)) throw new XmlFault(`'${text.slice(0, 80)}' is not a valid ${type}`, path);
  return literal.read(text);
}
