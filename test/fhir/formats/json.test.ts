import fc from 'fast-check';
import { FhirError } from '../../../src/fhir/fhir-error.ts';
import { formatResource, isResource, maxJsonDepth, parseJson, parseResource } from '../../../src/fhir/formats/json.ts';

function messageOf(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    expect(error).toBeInstanceOf(FhirError);
    expect((error as FhirError).status).toBe(400);
    return (error as FhirError).message;
  }
  return 'no error';
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  ['', 'line 1, column 1: the body is empty'],
  ['{"a":1,}', 'line 1, column 8: expected a property name in double quotes, found "}"'],
  ['{\n  "a": tru\n}', 'line 2, column 8: expected a value, found "t"'],
  ['{"a":1 "b":2}', "line 1, column 8: expected ',' or '}', found \"\\\"\""],
  ['[1,2', "line 1, column 5: expected ',' or ']', found the end of the text"],
  ['{"a":"\\x"}', 'line 1, column 7: a bad escape sequence inside a string'],
  ['{"a":"b', 'line 1, column 6: a string that is never ended'],
  ['{"a":"b\nc"}', 'line 1, column 8: a control character inside a string'],
  ['{"a":1}\n{"b":2}', 'line 2, column 1: unexpected "{" after the end of the value'],
  ['{"a":1,"b":{"c":1,\n"c":2}}', "line 2, column 1: the property 'c' stands twice in one object"],
  ['{"__proto__":{"x":1}}', "line 1, column 2: the property name '__proto__' is refused"],
  ['[{"constructor":1}]', "line 1, column 3: the property name 'constructor' is refused"],
  ['{"prot\\u006ftype":1}', "line 1, column 2: the property name 'prototype' is refused"],
  ['01', 'line 1, column 2: unexpected "1" after the end of the value'],
  ['NaN', 'line 1, column 1: expected a value, found "N"'],
  [nested(maxJsonDepth + 1), `line 1, column ${maxJsonDepth + 1}: nested deeper than ${maxJsonDepth} levels`],
])('%j is refused', (text, fault) => {
  expect(messageOf(text)).toBe(`Invalid JSON at ${fault}`);
});

test('100,000 levels are refused without harm', () => {
  expect(messageOf(nested(100_000))).toContain('nested deeper than');
});

test('a string of megabytes is read by the slow reading too', () => {
  expect(messageOf(`{"a":"${'x'.repeat(4_000_000)}",}`)).toContain('expected a property name');
});

test.each([
  ['{"a":"x:y{[","b":[{"a":":"}]}', { a: 'x:y{[', b: [{ a: ':' }] }],
  ['\uFEFF{"a":"\\"\\\\"}', { a: '"\\' }],
  [nested(3), [[[]]]],
  ['null', null],
])('%j is read', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

test('what is written is read as it was, pretty or not', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, isPretty) => {
      const text = formatResource(value, isPretty);
      fc.pre(!/"(__proto__|constructor|prototype)"/.test(text));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 300, seed: 7 },
  );
});

test.each([
  [{ resourceType: 'ValueSet' }, true],
  [{ resourceType: 1 }, false],
  [{ resourceType: 'value set' }, false],
  [[{ resourceType: 'ValueSet' }], false],
  ['ValueSet', false],
  [null, false],
])('%j is a resource: %s', (value, expected) => {
  expect(isResource(value)).toBe(expected);
});

test('a body that is no resource is refused', () => {
  expect(() => parseResource('[]')).toThrow("a JSON object with a 'resourceType'");
});

test.each([
  '{"a":1.00,"b":[1.10,{"c":1E2},"x\\":2.0"],"d":-0.0}',
  '{"a":3.14159265358979323846264338327950288,"b":12345678901234567890,"c":1e-7,"d":5}',
  '{"a":"decimal:1.0","decimal:":1.0}',
  '[1e999,-0,0.0000001]',
])('%s keeps the text of its numbers', text => {
  const value = parseJson(text);
  expect(formatResource(value)).toBe(text);
  expect(formatResource(value, true).replace(/\s/g, '')).toBe(text);
});

test('those who compute see numbers, and a copy remembers the text until its number changes', () => {
  const value = parseJson('{"value":1.00,"unit":"mg"}') as { value: number };
  expect(value.value + 1).toBe(2);
  expect(Object.keys(value)).toEqual(['value', 'unit']);
  expect(JSON.stringify(value)).toBe('{"value":1,"unit":"mg"}');
  expect(formatResource({ ...value, code: 'mg' })).toBe('{"value":1.00,"unit":"mg","code":"mg"}');
  expect(formatResource({ ...value, value: 2 })).toBe('{"value":2,"unit":"mg"}');
});
