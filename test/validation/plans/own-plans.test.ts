import type { CanonicalFinder } from '../../../src/contracts/canonical-finder.ts';
import { OwnPlans } from '../../../src/validation/plans/own-plans.ts';
import { PlanStore } from '../../../src/validation/plans/plan-store.ts';
import { createDefinitionTrees } from '../../../src/validation/snapshot/snapshot-source.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';

const definitions = packageDefinitions('R4');
const finder: CanonicalFinder = {
  find: (type, canonical) =>
    type === 'StructureDefinition' ? definitions.findStructureDefinition(canonical) : undefined,
  describe: () => undefined,
  findUrlByIdentifier: () => undefined,
  list: () => [],
  read: () => undefined,
};

const url = 'http://example.org/named';
const profile = (min: number, facts: object = {}) => ({
  resourceType: 'StructureDefinition',
  url,
  type: 'Patient',
  derivation: 'constraint',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  differential: { element: [{ path: 'Patient.name', min }] },
  ...facts,
});

function createOwnPlans(): OwnPlans {
  const find = (canonical: string) => definitions.findStructureDefinition(canonical);
  return new OwnPlans(finder, new PlanStore(finder, createDefinitionTrees(find, 'R4')));
}

const nameOf = (plans: PlanStore) => plans.findProfile(url)?.root.children.find(({ path }) => path === 'Patient.name');

test('a differential that comes again is made into a plan once', () => {
  const plans = createOwnPlans();
  const first = plans.plansFor([profile(1)]);
  expect(nameOf(first)).toMatchObject({ min: 1 });
  expect(plans.plansFor([profile(1)])).toBe(first);
  expect(nameOf(plans.plansFor([profile(1)]))).toBe(nameOf(first));
});

test('requests with other content under the same url do not see each other', () => {
  const plans = createOwnPlans();
  const [one, two] = [plans.plansFor([profile(1)]), plans.plansFor([profile(2)])];
  expect([nameOf(one)?.min, nameOf(two)?.min]).toEqual([1, 2]);
});

test('a profile whose base comes with it is built upon that base', () => {
  const base = profile(2, { url: 'http://example.org/base' });
  const derived = { ...profile(0, { baseDefinition: 'http://example.org/base' }), differential: { element: [] } };
  expect(nameOf(createOwnPlans().plansFor([derived, base]))?.min).toBe(2);
});

test('what was not used for long is forgotten', () => {
  const plans = createOwnPlans();
  const first = plans.plansFor([profile(1)]);
  for (let other = 0; other < 40; other++) plans.plansFor([profile(other + 2)]);
  expect(plans.plansFor([profile(1)])).not.toBe(first);
});

test.each([
  ['an unknown base', { baseDefinition: 'http://example.org/none' }, /base definition 'http:..example.org.none'/],
  ['itself as base', { baseDefinition: url }, /base definition/],
])('a profile with %s has no plan and a reason', (_what, facts, reason) => {
  const plans = createOwnPlans().plansFor([profile(1, facts)]);
  expect(plans.findProfile(url)).toBeUndefined();
  expect(plans.failureOf(url)).toMatch(reason);
});
