/**
 * Values of FHIR's primitive types (https://hl7.org/fhir/datatypes.html#primitive). One function per type; each answers
 * undefined for a sound value, so that nothing is made on the way of one.
 */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import { decimalTextOf } from '../../fhir/formats/decimal-texts.ts';
import { checkDate, checkDateTime, checkInstant, checkTime } from './dates.ts';
import { checkCanonical, checkId, checkOid, checkUri, checkUrl, checkUuid } from './identifiers.ts';
import type { PrimitiveFault } from './primitive-fault.ts';

/** A value in its place: decimals keep their text there. */
export interface PrimitivePlace {
  readonly fhirVersion: FhirVersion;
  readonly holder: object;
  readonly key: string;
}

type Check = (value: never, place: PrimitivePlace) => PrimitiveFault | undefined;

interface PrimitiveKind {
  /** What JSON must have. */
  readonly json: 'string' | 'number' | 'boolean';
  readonly check: Check;
}

const kinds: Readonly<Record<string, PrimitiveKind>> = {
  boolean: { json: 'boolean', check: () => undefined },
  integer: { json: 'number', check: integerCheck('integer', -2_147_483_648, 2_147_483_647) },
  unsignedInt: { json: 'number', check: integerCheck('unsignedInt', 0, 2_147_483_647) },
  positiveInt: { json: 'number', check: integerCheck('positiveInt', 1, 2_147_483_647) },
  decimal: { json: 'number', check: checkDecimal },
  integer64: { json: 'string', check: checkInteger64 },
  string: { json: 'string', check: checkString },
  markdown: { json: 'string', check: checkString },
  code: { json: 'string', check: checkCode },
  id: { json: 'string', check: checkId },
  uri: { json: 'string', check: checkUri },
  url: { json: 'string', check: checkUrl },
  canonical: { json: 'string', check: checkCanonical },
  oid: { json: 'string', check: checkOid },
  uuid: { json: 'string', check: checkUuid },
  base64Binary: { json: 'string', check: checkBase64 },
  date: { json: 'string', check: checkDate },
  dateTime: { json: 'string', check: checkDateTime },
  instant: { json: 'string', check: checkInstant },
  time: { json: 'string', check: checkTime },
  xhtml: { json: 'string', check: () => undefined },
};

/** What JSON must have for a value of the type; undefined for a type that is no primitive. */
export function jsonTypeOf(type: string): PrimitiveKind['json'] | undefined {
  return kinds[type]?.json;
}

/** What is wrong with a value of the right JSON type, or undefined. */
export function checkPrimitive(type: string, value: unknown, place: PrimitivePlace): PrimitiveFault | undefined {
  const kind = kinds[type];
  if (kind === undefined) return undefined;
  if (value === '') return { messageId: 'Type_Specific_Checks_DT_Primitive_Length', args: [] };
  return (kind.check as (value: unknown, place: PrimitivePlace) => PrimitiveFault | undefined)(value, place);
}

function integerCheck(
  type: string,
  least: number,
  greatest: number,
): (value: number, place: PrimitivePlace) => PrimitiveFault | undefined {
  return (value, { holder, key }) => {
    const text = decimalTextOf(holder, key);
    if (!Number.isInteger(value) || (text !== undefined && !/^-?\d+$/.test(text))) {
      return {
        messageId: 'Type_Specific_Checks_DT_Primitive_Regex',
        args: [text ?? String(value), type, 'digits alone'],
      };
    }
    if (value >= least && value <= greatest) return undefined;
    return {
      messageId: 'Type_Specific_Checks_DT_Integer_Range',
      args: [String(value), type, String(least), String(greatest)],
    };
  };
}

/** R4 sets no bound on digits, R5 does. */
const decimals: Readonly<Record<FhirVersion, RegExp>> = {
  R4: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?$/,
  R5: /^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?(?:[eE](0|[+-]?[1-9][0-9]{0,9}))?$/,
};
/** What is beyond is no fault, but not every system keeps it. */
const mostDigits = 18;
const mostExponentDigits = 4;

function checkDecimal(value: number, { holder, key, fhirVersion }: PrimitivePlace): PrimitiveFault | undefined {
  const text = decimalTextOf(holder, key) ?? String(value);
  const match = decimals[fhirVersion].exec(text);
  if (match === null) return { messageId: 'Type_Specific_Checks_DT_Decimal_Valid', args: [text] };
  if (match[1] === undefined && text.length <= mostDigits) return undefined;
  const exponent = digitsIn(match[1] ?? '');
  const isFar = digitsIn(text) - exponent > mostDigits || exponent > mostExponentDigits;
  return isFar ? { messageId: 'Type_Specific_Checks_DT_Decimal_Range', args: [text] } : undefined;
}

function digitsIn(text: string): number {
  return text.replace(/[^0-9]/g, '').length;
}

function checkInteger64(value: string): PrimitiveFault | undefined {
  if (/^(?:0|[-+]?[1-9][0-9]{0,18})$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value))
    return undefined;
  return {
    messageId: 'Type_Specific_Checks_DT_Primitive_Regex',
    args: [value, 'integer64', 'a whole number of 64 bits'],
  };
}

/** What FHIR's strings must not hold. */
const controls = /[\u0000-\u0008\u000e-\u001f]/;
const longest = 1024 * 1024;

function checkString(value: string): PrimitiveFault | undefined {
  if (controls.test(value)) return { messageId: 'Type_Specific_Checks_DT_Control', args: [] };
  if (value.length > longest) return { messageId: 'Type_Specific_Checks_DT_String_Length', args: [] };
  if (isBlank(value, 0) && value.trim() === '') return { messageId: 'Type_Specific_Checks_DT_String_Blank', args: [] };
  return undefined;
}

function isBlank(value: string, at: number): boolean {
  const code = value.charCodeAt(at);
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}

/** No blanks at the ends, and one at most between words. */
const code = /^[^\s]+(?: [^\s]+)*$/;

function checkCode(value: string): PrimitiveFault | undefined {
  return code.test(value) ? undefined : { messageId: 'Type_Specific_Checks_DT_Code_WS', args: [value] };
}

function checkBase64(value: string, { fhirVersion }: PrimitivePlace): PrimitiveFault | undefined {
  const wrong = /[^0-9a-zA-Z+/=\s]/.exec(value);
  if (wrong !== null)
    return {
      messageId: 'Type_Specific_Checks_DT_Base64_Valid',
      args: [`the character '${wrong[0]}' is not of its alphabet`],
    };
  const text = value.replace(/\s+/g, '');
  const padding = text.indexOf('=');
  const isPadded = padding < 0 || /^={1,2}$/.test(text.slice(padding));
  if (text.length % 4 !== 0 || !isPadded) {
    return { messageId: 'Type_Specific_Checks_DT_Base64_Valid', args: ['its length or padding is wrong'] };
  }
  if (text.length === value.length) return undefined;
  // R4 leaves blanks open, R5 forbids them.
  const isError = fhirVersion === 'R5';
  const messageId = `TYPE_SPECIFIC_CHECKS_DT_BASE64_NO_WS_${isError ? 'ERROR' : 'WARNING'}` as const;
  return { messageId, args: [] };
}
