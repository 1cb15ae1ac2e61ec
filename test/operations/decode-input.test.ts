import { versionCodecs } from '../../src/fhir/versions/index.ts';
import { decodeRows } from '../../src/operations/decode-input.ts';
import type { InputOptions } from '../../src/operations/decode-input.ts';

const rows = [
  { name: 'filter', type: 'string', documentation: '' },
  { name: 'count', type: 'integer', documentation: '' },
] as const;
const options: InputOptions = { codec: versionCodecs.R5, level: 'type', isStrict: true, onIgnored: () => undefined };

test.each([
  [
    'is left out of a query',
    [
      { name: 'filter', text: '' },
      { name: 'count', text: '2' },
    ],
    { count: 2 },
  ],
  [
    'does not count as a repetition',
    [
      { name: 'filter', text: '' },
      { name: 'filter', text: 'x' },
    ],
    { filter: 'x' },
  ],
])('a parameter without text %s', (_name, received, expected) => {
  expect(decodeRows(rows, received, options)).toEqual(expected);
});

test('a parameter without text is a fault of a Parameters resource', () => {
  const element = { name: 'filter', valueString: '' } as never;
  expect(() => decodeRows(rows, [{ name: 'filter', element }], options)).toThrow(/'filter' must be a text/);
});
