/** How filters compare values of each type that a property can have. */
import type { CodeSystem } from '../../../src/fhir/model.ts';
import { FhirResourceCodeSystem } from '../../../src/terminology/code-systems/fhir-resource/fhir-resource-code-system.ts';

const types = ['code', 'Coding', 'string', 'integer', 'boolean', 'dateTime', 'decimal'] as const;
const value = (code: string, typed: object) => ({ code, ...typed });

const provider = FhirResourceCodeSystem.from({
  resourceType: 'CodeSystem',
  url: 'http://example.org/typed',
  status: 'active',
  content: 'complete',
  property: types.map(type => ({ code: `a-${type}`, type })),
  concept: [
    {
      code: 'one',
      property: [
        value('a-code', { valueCode: 'x' }),
        value('a-Coding', { valueCoding: { system: 'http://a', code: 'c' } }),
        value('a-string', { valueString: '007' }),
        value('a-integer', { valueInteger: 7 }),
        value('a-boolean', { valueBoolean: true }),
        value('a-dateTime', { valueDateTime: '2024-05-01T12:00:00Z' }),
        value('a-decimal', { valueDecimal: 3.5 }),
      ],
    },
    {
      code: 'two',
      property: [
        value('a-Coding', { valueCoding: { system: 'http://b', code: 'c' } }),
        value('a-string', { valueString: '7' }),
        value('a-boolean', { valueBoolean: false }),
        value('a-dateTime', { valueDateTime: '2024-05-01' }),
        value('a-decimal', { valueDecimal: 1 }),
      ],
    },
    { code: 'none' },
  ],
} as unknown as CodeSystem);

test.each<[string, string, string, string[]]>([
  ['a-code', '=', 'x', ['one']],
  ['a-code', '=', 'X', []],
  ['a-Coding', '=', 'c', ['one', 'two']],
  ['a-Coding', '=', 'http://a|c', ['one']],
  ['a-Coding', '=', 'http://c|c', []],
  ['a-Coding', 'in', 'http://a|c,http://b|c', ['one', 'two']],
  ['a-Coding', 'not-in', 'http://a|c', ['two', 'none']],
  ['a-string', '=', '7', ['two']],
  ['a-string', '=', '007', ['one']],
  ['a-integer', '=', '7', ['one']],
  ['a-integer', '=', '07', ['one']],
  ['a-integer', 'in', '6,7.0', ['one']],
  ['a-boolean', '=', 'true', ['one']],
  ['a-boolean', '=', 'false', ['two']],
  ['a-boolean', '=', 'TRUE', []],
  ['a-boolean', 'not-in', 'true', ['two', 'none']],
  ['a-dateTime', '=', '2024-05-01', ['two']],
  ['a-dateTime', '=', '2024-05-01T14:00:00+02:00', ['one']],
  ['a-dateTime', '=', '2024-05-01T12:00:01Z', []],
  ['a-decimal', '=', '3.5', ['one']],
  ['a-decimal', '=', '3.50', ['one']],
  ['a-decimal', 'in', '1.000,2', ['two']],
  ['a-decimal', 'exists', 'false', ['none']],
  ['a-decimal', 'regex', '3.*', ['one']],
])('%s %s %s', (property, op, text, expected) => {
  const filter = { property, op, value: text };
  const ids = [...provider.filter(filter)];
  expect(ids.map(id => provider.getCode(id))).toEqual(expected);
  const passing = [0, 1, 2].filter(id => provider.passesFilter(filter, id));
  expect(passing).toEqual(ids);
});

test.each<[string, string, boolean]>([
  ['concept', 'is-a', true],
  ['code', 'child-of', true],
  ['a-code', 'is-a', false],
  ['display', 'regex', true],
  ['a-code', '=', true],
  ['status', '=', true],
  ['colour', '=', false],
  ['concept', 'like', false],
])('%s %s is understood: %s', (property, op, expected) => {
  expect(provider.understandsFilter({ property, op, value: 'x' })).toBe(expected);
});
