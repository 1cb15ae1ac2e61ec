import { isIcd10CmCode, isLoincCode, isMondoCode, isSnomedIdentifier } from '../../src/content/check/check-digits.ts';

test.each([
  ['SNOMED CT', isSnomedIdentifier, '237900002', true],
  ['SNOMED CT', isSnomedIdentifier, '900000000000013009', true],
  ['SNOMED CT', isSnomedIdentifier, '21929006', false],
  ['SNOMED CT', isSnomedIdentifier, '12345', false],
  ['LOINC', isLoincCode, '2777-1', true],
  ['LOINC', isLoincCode, '17861-6', true],
  ['LOINC', isLoincCode, '2777-2', false],
  ['LOINC', isLoincCode, '2777', false],
  ['ICD-10-CM', isIcd10CmCode, 'M34', true],
  ['ICD-10-CM', isIcd10CmCode, 'T80.818A', true],
  ['ICD-10-CM', isIcd10CmCode, 'M3', false],
  ['ICD-10-CM', isIcd10CmCode, 'M34.', false],
  ['MONDO', isMondoCode, 'MONDO:0016367', true],
  ['MONDO', isMondoCode, 'MONDO_0016367', false],
])('%s: the form of %s %s is %s', (_, holds, code, expected) => {
  expect(holds(code)).toBe(expected);
});
