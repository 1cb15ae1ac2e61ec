import fc from 'fast-check';
import { compareVersions } from '../../src/fhir/version-order.ts';
import type { VersionAlgorithm } from '../../src/fhir/version-order.ts';

describe('without algorithm', () => {
  test.each([
    ['1.9.0', '1.10.0'],
    ['1.0', '1.0.1'],
    ['1.0.0-beta', '1.0.0'],
    ['1.0.0-alpha', '1.0.0-beta'],
    ['5.3.0-ballot-tc1', '5.3.0'],
    ['2019-09', '2019-09-01'],
    ['2019-09-30', '2019-10-01'],
    ['20230731', '20240101'],
    ['9', '10'],
    ['v3', 'v12'],
    ['http://snomed.info/sct/731000124108/version/20230301', 'http://snomed.info/sct/731000124108/version/20230901'],
    ['1.2.3', '1.2.3a'],
    ['99999999999999999998', '99999999999999999999'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  test('an absent version is older than any', () => {
    expect(compareVersions(undefined, '0')).toBeLessThan(0);
    expect(compareVersions(undefined, undefined)).toBe(0);
  });

  test('the order is total: antisymmetric and transitive', () => {
    const version = fc.stringMatching(/^[0-9a-c.+-]{0,6}$/);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('with algorithm', () => {
  test.each<[VersionAlgorithm, string, string]>([
    ['semver', '1.0.0-rc.1', '1.0.0'],
    ['integer', '9', '10'],
    ['alpha', '10', '9'],
    ['date', '2020-02', '2020-11'],
    ['natural', 'rev9', 'rev10'],
  ])('%s: %s is older than %s', (algorithm, older, newer) => {
    expect(compareVersions(older, newer, algorithm)).toBeLessThan(0);
  });
});
