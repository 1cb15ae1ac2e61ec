/** Formats of primitive values, where R4 and R5 differ or a bound is easily missed. */
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import { checkPrimitive } from '../../../src/validation/primitives/check-primitive.ts';
import { readJsonSource } from '../../../src/validation/source/read-json-source.ts';

const valid = 'Type_Specific_Checks_DT_Decimal_Valid';
const range = 'Type_Specific_Checks_DT_Decimal_Range';

test.each<[FhirVersion, string, string | undefined]>([
  ['R4', '1.00', undefined],
  ['R4', '-0.5e-3', undefined],
  ['R4', '123456789012345678', undefined],
  ['R4', '1234567890123456789', range],
  ['R4', '1.000000000000000000', range],
  ['R4', '1.000000000000000000E-245', range],
  ['R4', '1e10000', range],
  ['R5', '123456789012345678', undefined],
  ['R5', '1234567890123456789', valid],
  ['R5', '1.000000000000000000', valid],
  ['R5', '12345678901.2345678901', range],
])('%s: the decimal %s tells %s', (fhirVersion, text, expected) => {
  const source = readJsonSource(`{"value":${text}}`);
  const holder = source.value as { readonly value: unknown };
  expect(checkPrimitive('decimal', holder.value, { fhirVersion, holder, key: 'value' })?.messageId).toBe(expected);
});
