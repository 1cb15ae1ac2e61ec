import { decideSystemVersion, matchesVersion } from '../../src/terminology/version-rules.ts';

const system = 'http://example.org/s';

test.each<[string, string | undefined, boolean]>([
  ['1.x.x', '1.2.0', true],
  ['1.x', '1.2.0', true],
  ['1.x', '1.2', true],
  ['1.*', '1.2', true],
  ['1.0.x', '1.2.0', false],
  ['1', '1.2.0', false],
  ['1.2.0', '1.2.0', true],
  ['x', '2024', true],
  ['1.x.x', '1.2', false],
  ['1.x', undefined, false],
])('the pattern %s against version %s: %s', (pattern, version, expected) => {
  expect(matchesVersion(pattern, version)).toBe(expected);
});

test.each([
  ['nothing given', {}, '1.0', { version: '1.0', rule: undefined, required: undefined }],
  [
    'system-version fills a gap',
    { systemVersion: [`${system}|2.0`] },
    undefined,
    { version: '2.0', rule: 'system-version' },
  ],
  [
    'system-version leaves what is stated',
    { systemVersion: [`${system}|2.0`] },
    '1.0',
    { version: '1.0', rule: undefined },
  ],
  [
    'force overrides',
    { forceSystemVersion: [`${system}|2.0`] },
    '1.0',
    { version: '2.0', rule: 'force-system-version' },
  ],
  [
    'check fills a gap',
    { checkSystemVersion: [`${system}|2.x`] },
    undefined,
    { version: '2.x', rule: 'check-system-version', required: '2.x' },
  ],
  [
    'check verifies',
    { checkSystemVersion: [`${system}|2.x`] },
    '1.0',
    { version: '1.0', rule: undefined, required: '2.x' },
  ],
  [
    'system-version comes before check',
    { systemVersion: [`${system}|2.0`], checkSystemVersion: [`${system}|2.x`] },
    undefined,
    { version: '2.0', rule: 'system-version', required: '2.x' },
  ],
  [
    'another system is not touched',
    { forceSystemVersion: ['http://example.org/other|9'] },
    '1.0',
    { version: '1.0', rule: undefined },
  ],
])('%s', (_name, request, stated, expected) => {
  const { version, rule, required } = decideSystemVersion(request, system, stated);
  expect({ version, rule: rule?.name, required }).toEqual({ required: undefined, ...expected });
});
