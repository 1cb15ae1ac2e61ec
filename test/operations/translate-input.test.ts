/** R4's and R5's names of `$translate` mean the same request. */
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { decodeRows } from '../../src/operations/decode-input.ts';
import type { ReceivedParameter } from '../../src/operations/decode-input.ts';
import type { OperationContext } from '../../src/operations/operation.ts';
import { translateRequest, translateRows } from '../../src/operations/translate-input.ts';

// The engine is not called: only the request that it would get is looked at.
const context = {
  ...{ fhirVersion: 'R4', level: 'type', codec: versionCodecs.R4, isStrict: true },
  onIgnored: () => undefined,
} as unknown as OperationContext;

const requestOf = (query: Record<string, string>, ...more: ReceivedParameter[]): unknown => {
  const received = Object.entries(query).map(([name, text]) => ({ name, text }));
  return translateRequest(decodeRows(translateRows, [...received, ...more], context), context);
};

const coding = { system: 'http://s', code: 'a' };

test.each([
  [{ code: 'a', system: 'http://s' }, { source: [coding] }],
  [{ sourceCode: 'a', system: 'http://s' }, { source: [coding] }],
  [{ sourceCode: 'a', sourceSystem: 'http://s' }, { source: [coding] }],
  [{ code: 'a', system: 'http://s', version: '1' }, { source: [{ ...coding, version: '1' }] }],
  [
    { code: 'a', system: 'http://s', targetsystem: 'http://t' },
    { source: [coding], targetSystem: 'http://t' },
  ],
  [
    { code: 'a', system: 'http://s', targetSystem: 'http://t' },
    { source: [coding], targetSystem: 'http://t' },
  ],
  [
    { code: 'a', system: 'http://s', source: 'http://from', target: 'http://to' },
    { source: [coding], sourceScope: 'http://from', targetScope: 'http://to' },
  ],
  [
    { sourceCode: 'a', system: 'http://s', sourceScope: 'http://from', targetScope: 'http://to' },
    { source: [coding], sourceScope: 'http://from', targetScope: 'http://to' },
  ],
  [
    { code: 'a', system: 'http://s', reverse: 'true', source: 'http://from', target: 'http://to' },
    { target: [coding], answersSources: true, sourceScope: 'http://to', targetScope: 'http://from' },
  ],
  [
    { code: 'a', system: 'http://s', reverse: 'true', targetsystem: 'http://t' },
    { target: [coding], answersSources: true, sourceSystem: 'http://t' },
  ],
  [
    { targetCode: 'a', targetSystem: 'http://s', sourceSystem: 'http://t' },
    { target: [coding], sourceSystem: 'http://t' },
  ],
  [{ targetCode: 'a', system: 'http://s' }, { target: [coding] }],
  [
    { targetCode: 'a', targetSystem: 'http://s', system: 'http://t' },
    { target: [coding], sourceSystem: 'http://t' },
  ],
  [
    { code: 'a', system: 'http://s', url: 'http://map|2' },
    { source: [coding], conceptMap: { url: 'http://map', version: '2' } },
  ],
  [
    { code: 'a', system: 'http://s', url: 'http://map', conceptMapVersion: '3' },
    { source: [coding], conceptMap: { url: 'http://map', version: '3' } },
  ],
])('%j', (query, expected) => {
  expect(requestOf(query)).toEqual(expected);
});

test.each([
  [{}, 'Send what to translate'],
  [{ code: 'a' }, "send 'system'"],
  [{ code: 'a', system: 'http://s', targetCode: 'b' }, 'a source or a target'],
  [{ frob: 'a' }, "'frob' is not known"],
])('%j is refused', (query, text) => {
  expect(() => requestOf(query)).toThrow(text);
});

const dependency = (...part: object[]): ReceivedParameter => ({
  name: 'dependency',
  element: { name: 'dependency', part } as never,
});

test('a dependency has an attribute with a value, by the names of R4 or R5', () => {
  const query = { code: 'a', system: 'http://s' };
  const concept = { coding: [{ code: 'x' }] };
  const r4 = dependency({ name: 'element', valueUri: 'http://e' }, { name: 'concept', valueCodeableConcept: concept });
  const r5 = dependency({ name: 'attribute', valueUri: 'http://e' }, { name: 'value', valueCode: 'x' });
  expect(requestOf(query, r4, r5)).toEqual({
    source: [coding],
    dependency: [
      { attribute: 'http://e', value: concept },
      { attribute: 'http://e', value: 'x' },
    ],
  });
  expect(() => requestOf(query, dependency({ name: 'value', valueCode: 'x' }))).toThrow("'attribute'");
  expect(() => requestOf(query, dependency({ name: 'attribute', valueUri: 'x' }))).toThrow('has no value');
});

test('a source may be given in one way only', () => {
  const coded = { name: 'coding', element: { name: 'coding', valueCoding: coding } } as ReceivedParameter;
  expect(requestOf({}, coded)).toEqual({ source: [coding] });
  expect(() => requestOf({ code: 'a', system: 'http://s' }, coded)).toThrow('not as two');
});
