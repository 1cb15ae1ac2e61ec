/** Each safety rule on a patient whom it concerns and on one whom it does not, in R4 and in R5. */
import { fhirVersions } from '../../src/fhir/fhir-version.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { ConditionResult, InputValue } from '../../src/guidance/condition-result.ts';
import { actionsOf, judgeAction, noParameters, openGuidance } from './guidance-engines.ts';
import type { Action, GuidanceEngines } from './guidance-engines.ts';
import { buildPatient } from './patients.ts';
import type { PatientSource } from './patients.ts';
import { reviewPatients, rulePatients } from './rule-patients.ts';

let engines: GuidanceEngines;

beforeAll(async () => {
  engines = await openGuidance();
});

function ruleActions(version: FhirVersion): readonly Action[] {
  const rules = engines.plans[version].filter(plan => JSON.stringify(plan['type']).includes('"eca-rule"'));
  return rules.flatMap(plan => actionsOf(plan as unknown as { action: readonly Action[] }));
}

async function judge(
  id: string,
  source: PatientSource,
  version: FhirVersion,
  parameters: Readonly<Record<string, InputValue>> = noParameters,
): Promise<ConditionResult> {
  const action = ruleActions(version).find(one => one.id === id)!;
  return judgeAction(engines, action, { data: buildPatient(source, version), version, parameters });
}

describe.each(fhirVersions)('in %s', version => {
  test.each(Object.entries(rulePatients))(
    '%s fires for one patient and not for the other',
    async (id, [one, other]) => {
      expect(await judge(id, one, version)).toEqual({ isTrue: true });
      expect(await judge(id, other, version)).toEqual({ isTrue: false });
    },
  );

  test.each(Object.entries(reviewPatients))(
    '%s is shown only where unverified rules are asked for',
    async (id, one) => {
      const asked = { ...noParameters, showUnverifiedRules: true };
      expect(await judge(id, one, version)).toEqual({ isTrue: false });
      expect(await judge(id, one, version, { ...noParameters, showUnverifiedRules: false })).toEqual({ isTrue: false });
      expect(await judge(id, one, version, asked)).toEqual({ isTrue: true });
      expect(await judge(id, {}, version, asked)).toEqual({ isTrue: false });
    },
  );

  test('every action of every rule has its patients', () => {
    const known = [...Object.keys(rulePatients), ...Object.keys(reviewPatients)];
    expect(
      ruleActions(version)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(known.sort());
  });

  test('no rule fires for a patient without data, or where everything was stopped', async () => {
    for (const { id } of ruleActions(version)) {
      const stopped = { stopped: ['rx:6980', 'rx:11289', 'rx:6851'], past: ['own:pregnancy', 'type:calciphylaxis'] };
      expect([id, await judge(id, {}, version)]).toEqual([id, { isTrue: false }]);
      expect([id, await judge(id, stopped, version)]).toEqual([id, { isTrue: false }]);
    }
  });

  test('the age limit of minocycline is a parameter with the safe default', async () => {
    const drafts = ['rx:6980'];
    const us = { ...noParameters, minocyclineAgeLimit: 8 };
    expect(await judge('minocycline-age', { age: '9', drafts }, version)).toEqual({ isTrue: true });
    expect(await judge('minocycline-age', { age: '9', drafts }, version, us)).toEqual({ isTrue: false });
    expect(await judge('minocycline-age', { age: '7', drafts }, version, us)).toEqual({ isTrue: true });
  });

  test('an input that was not given is an error, not a no', async () => {
    const action = ruleActions(version).find(({ id }) => id === 'minocycline-pregnancy')!;
    const result = await engines.evaluate(action.condition![0]!.expression.expression, noParameters, version);
    expect(result.error).toMatch(/medications/);
  });
});
