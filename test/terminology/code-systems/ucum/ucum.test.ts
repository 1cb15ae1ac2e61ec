import { createRequire } from 'node:module';
import fc from 'fast-check';
import { createUcum } from '../../../../src/terminology/code-systems/ucum/ucum.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

const ucum = createUcum();
const has = (code: string): boolean => ucum.open().findConcept(code) !== undefined;

describeProvider({
  name: 'UCUM',
  open: () => ucum.open(),
  codes: ['mg/dL', '10*3/uL', '[degF]', '%', '{score}', '/min', '1', "[in_i'H2O]", 'm', '[ppb]'],
  unknown: ['MG/DL', 'pound', '2mg', '', ' mg', 'mg ', 'mg//dL', 'parens_placeholder0parens_placeholder'],
  filters: ['property'],
});

test.each<[string, string[]]>([
  [
    'symbols with and without prefix',
    ['m', 'mm', 'dam', 'kB', 'Kibit', 'mm[Hg]', 'k[iU]', 'B[10.nV]', '[m/s2/Hz^(1/2)]'],
  ],
  ['exponents', ['m2', 'm-2', 'm+2', '10*3', '10*-3', '10^6']],
  ['products and quotients', ['m.s', 'mg/kg/h', 'kg.m/s2', '/min', '/100{WBC}', '10*3.{RBC}/uL']],
  ['parentheses', ['(mg)', '((mg))/dL', 'mg/(kg.h)', '(m.s){run}']],
  ['annotations', ['{}', '{score}', 'mg{creat}', '10{cells}', '%{a&b}']],
  ['scales that are no ratios, alone', ['Cel', 'mCel', '[pH]', 'dB[SPL]']],
])('%s are units', (_name, codes) => {
  expect(codes.filter(code => !has(code))).toEqual([]);
});

test.each<[string, string[]]>([
  ['other case', ['MG', 'Mg/DL', 'KG', 'CEL', '[IN_I]'].filter(code => code !== 'MG')],
  ['names', ['pound', 'gram', 'µg', 'mcg']],
  [
    'missing operators or parts',
    ['2mg', 'mg/', '.mg', 'mg..g', '()', '(mg', 'mg)', 'm(kg)', '(/s)', '-1', 'm-', 'm^2'],
  ],
  ['prefixes on what takes none', ['kft', 'mmin', 'kkg', 'k[ft_i]', 'kmm', 'm%', 'k10*']],
  ['numbers that are none, or are beyond reason', ['0', '1.5e3', '1e3', 'm100', '99999999999999999999']],
  [
    'annotations with blanks, other letters, or braces',
    ['mg{a b}', 'mg{é}', 'mg{', 'mg}', 'mg{a{b}}', '{a}mg', 'mg{a}{b}'],
  ],
  ['products with scales that are no ratios', ['Cel2', 'Cel/s', 'mg.Cel']],
])('%s are no units', (_name, codes) => {
  expect(codes.filter(has)).toEqual([]);
});

const read = (code: string) => {
  const provider = ucum.open();
  const concept = provider.findConcept(code)!;
  const properties = provider.getProperties(concept).map(({ code: name, value }) => [name, value]);
  return { words: provider.getDesignations(concept).map(({ value }) => value), ...Object.fromEntries(properties) };
};

test.each<[string, string[], string, string | undefined]>([
  ['mg', ['milligram'], 'g', 'mass'],
  ['mg/dL', ['(milligram) / (deciliter)'], 'g.m-3', undefined],
  ['N', ['newton'], 'g.m.s-2', undefined],
  ['kg.m/s2', ['(kilogram) * (meter) / (second ^ 2)'], 'g.m.s-2', undefined],
  ['mg/(kg.h)', ['(milligram) / ((kilogram) * (hour))'], 's-1', undefined],
  ['/100{WBC}', ['/ 100'], '1', undefined],
  ['[iU]/L', ['(international unit) / (liter)'], '[iU].m-3', undefined],
  ['[degF]', ['degrees Fahrenheit'], 'K', 'temperature'],
  ['%', [], '1', undefined],
])('%s is in words %j, in base units %s', (code, words, canonical, property) => {
  expect(read(code)).toEqual({ words, canonical, ...(property !== undefined && { property }) });
});

test.each<[string, string, string, boolean]>([
  ['canonical', '=', 'm', true],
  ['canonical', '=', 'mg', false],
  ['canonical', 'in', 'mg, [ft_i]', true],
  ['comparable', '=', 'km', true],
  ['property', '=', 'length', true],
  ['property', '=', 'mass', false],
  ['code', '=', '[in_i]', true],
  ['code', 'regex', '\\[.*\\]', true],
])('[in_i] and the filter %s %s %s', (property, op, value, expected) => {
  const provider = ucum.open();
  expect(provider.passesFilter?.({ property, op, value }, provider.findConcept('[in_i]')!)).toBe(expected);
});

test('a filter that names no unit is invalid, and one that UCUM does not define is refused by name', () => {
  const provider = ucum.open();
  const metre = provider.findConcept('m')!;
  const attempt = (property: string, op: string, value: string) => () =>
    provider.passesFilter?.({ property, op, value }, metre);
  expect(attempt('canonical', '=', 'metre')).toThrow("names 'metre', which is not a unit");
  expect(attempt('canonical', 'regex', 'm')).toThrow('"canonical regex m" is not supported');
  expect(attempt('concept', 'is-a', 'm')).toThrow('"concept is-a m" is not supported');
});

test.each([
  ['N', 'kg.m/s2', true],
  ['L', 'dm3', true],
  ['mg{a}', 'mg', true],
  ['mg', 'g', false],
  ['[iU]', '1', false],
  ['Cel', 'K', false],
  ['mol', '10*23', false],
])('%s and %s are one unit: %s', (one, other, expected) => {
  const provider = ucum.open();
  const [left, right] = [provider.findConcept(one)!, provider.findConcept(other)!];
  expect([provider.subsumes(left, right), provider.subsumes(right, left)]).toEqual([expected, expected]);
});

test.each([
  ['http://unitsofmeasure.org/vs/mg', 'mg'],
  ['http://unitsofmeasure.org/vs/mg%2FdL', 'mg/dL'],
  ['http://unitsofmeasure.org/vs/%', '%'],
])('%s is the value set of what is comparable with %s', (url, value) => {
  expect(ucum.findValueSet?.(url)?.compose?.include[0]?.filter?.[0]).toEqual({
    property: 'comparable',
    op: '=',
    value,
  });
  expect(ucum.findValueSet?.('http://unitsofmeasure.org/vs/')).toBeUndefined();
});

interface Library {
  validateUnitString(text: string): { status: string; ucumCode: string | null };
}

/** The library that the tables are from, whose own parser is a second opinion. */
const library = (
  createRequire(import.meta.url)('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): Library } }
).UcumLhcUtils.getInstance();

function libraryTakes(text: string): boolean {
  const { status, ucumCode } = library.validateUnitString(text);
  return status === 'valid' && ucumCode === text;
}

const symbol = fc.constantFrom('m', 'mg', 'dL', '[in_i]', 'k[iU]', '10*', 'mm[Hg]', '%', 'kat', "[in_i'Hg]");
const component = fc
  .tuple(symbol, fc.constantFrom('', '2', '-1', '+3'), fc.constantFrom('', '{a}', '{1/d}'))
  .map(parts => parts.join(''));
const { unit } = fc.letrec<{ unit: string }>(tie => ({
  unit: fc.oneof(
    { depthSize: 'small' },
    component,
    fc.tuple(tie('unit'), fc.constantFrom('.', '/'), component).map(parts => parts.join('')),
    tie('unit').map(inner => `(${inner})`),
  ),
}));

test('what UCUM defines is read, as the library reads it', () => {
  fc.assert(
    fc.property(unit, text => {
      expect([has(text), libraryTakes(text)]).toEqual([true, true]);
    }),
    { numRuns: 1000, seed: 20261125 },
  );
});

const pieces = fc.constantFrom(
  ...[
    'm',
    'k',
    'g',
    'L',
    '[',
    ']',
    '[in_i]',
    '{',
    '}',
    '{a}',
    '(',
    ')',
    '.',
    '/',
    '-',
    '+',
    '2',
    '10*',
    '10^',
    '0',
    '%',
    "'",
  ],
  ...['é', ' ', '\n', '\u0000', '__proto__', 'constructor', 'parens_placeholder', '𝒜'],
);

test('hostile text is answered without a throw, and nothing is read that the library refuses', () => {
  const quiet = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), parts => {
      const text = parts.join('');
      if (has(text)) expect([text, libraryTakes(text)]).toEqual([text, true]);
    }),
    { numRuns: 3000, seed: 20261125 },
  );
  quiet.mockRestore();
});

test.each([
  ['nested parentheses', `${'('.repeat(249)}m${')'.repeat(249)}`, true],
  ['more of them than a unit may have characters', `${'('.repeat(50_000)}m${')'.repeat(50_000)}`, false],
  ['a long product', Array.from({ length: 200 }, () => 'm').join('.'), true],
  ['brackets that never close', '['.repeat(100_000), false],
])('%s', (_name, text, expected) => {
  expect(has(text)).toBe(expected);
});
