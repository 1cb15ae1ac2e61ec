/** Every path that a condition names exists in the FHIR version of the plan; a path of the other version is caught. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { fhirVersions } from '../../src/fhir/fhir-version.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import { findUnknownPaths } from './expression-paths.ts';
import { actionsOf, openGuidance, requirementsOf } from './guidance-engines.ts';
import type { Action, GuidanceEngines } from './guidance-engines.ts';
import { inputNameOf } from '../../src/guidance/collect-inputs.ts';

let engines: GuidanceEngines;

beforeAll(async () => {
  engines = await openGuidance();
});

interface Declared {
  readonly inputs: Readonly<Record<string, { readonly type: string }>>;
  readonly parameters: Readonly<Record<string, { readonly type: string }>>;
}

function readVariables(): Record<string, string> {
  const declared = parse(readFileSync('fhir-resources/source/guidance/inputs.yaml', 'utf8')) as Declared;
  const inputs = Object.entries(declared.inputs).map(([name, { type }]) => [
    name,
    type === 'Patient' ? type : 'Bundle',
  ]);
  return Object.fromEntries([
    ...inputs,
    ...Object.entries(declared.parameters).map(([name, { type }]) => [name, type]),
  ]) as Record<string, string>;
}

const variables = readVariables();

function conditionsOf(version: FhirVersion): readonly (readonly [string, Action, string])[] {
  return engines.plans[version].flatMap(plan =>
    actionsOf(plan as unknown as { action: readonly Action[] }).flatMap(action =>
      (action.condition ?? []).map(
        ({ expression }) => [`${plan.id ?? ''}#${action.id}`, action, expression.expression] as const,
      ),
    ),
  );
}

describe.each(fhirVersions)('in %s', version => {
  test('all paths of all conditions exist', () => {
    const conditions = conditionsOf(version);
    expect(conditions.length).toBeGreaterThan(80);
    const faults = conditions.flatMap(([name, , expression]) =>
      findUnknownPaths(expression, variables, engines.definitions[version]).map(fault => `${name}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  test('each condition is FHIRPath, and its action declares each input that it names', () => {
    for (const [name, action, expression] of conditionsOf(version)) {
      const named = new Set([...expression.matchAll(/%(\w+)/g)].map(([, variable = '']) => variable));
      const declared = new Set(requirementsOf(action).map(inputNameOf));
      const parameters = ['minocyclineAgeLimit', 'showUnverifiedRules'];
      expect([name, [...named].filter(one => !parameters.includes(one)).sort()]).toEqual([name, [...declared].sort()]);
      expect(action.condition?.map(({ expression: one }) => one.language)).toEqual(['text/fhirpath']);
    }
  });
});

test.each([
  ['R4', '%medications.entry.resource.ofType(MedicationRequest).medication.concept', 'CodeableConcept has no concept'],
  [
    'R5',
    '%medications.entry.resource.ofType(MedicationRequest).medication.ofType(CodeableConcept)',
    'CodeableReference is never CodeableConcept',
  ],
  [
    'R4',
    '%medications.entry.resource.ofType(MedicationRequest).where(reason.exists())',
    'MedicationRequest has no reason',
  ],
  [
    'R5',
    '%medications.entry.resource.ofType(MedicationRequest).exists(reasonCode.empty())',
    'MedicationRequest has no reasonCode',
  ],
  ['R4', '%conditions.entry.resource.code', 'Resource has no code'],
  ['R5', '%patient.birthdate > today() - 12 years', 'Patient has no birthdate'],
  ['R5', '%other.exists()', '%other is no input'],
] as const)('in %s the fault of %s is told', (version, expression, fault) => {
  expect(findUnknownPaths(expression, variables, engines.definitions[version])).toContain(fault);
});
