/** What the tests of guidance need of the service: its content, terminology and definitions in both versions. */
import { loadEngines, openDefinitions } from '../../src/engines.ts';
import type { Engine } from '../../src/engines.ts';
import type { CodeChecker } from '../../src/contracts/code-checker.ts';
import type { DefinitionFinder } from '../../src/contracts/definition-finder.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { collectInputs } from '../../src/guidance/collect-inputs.ts';
import type { InputRequirement, PatientData } from '../../src/guidance/collect-inputs.ts';
import { createConditionEvaluator } from '../../src/guidance/condition-evaluator.ts';
import type { EvaluateCondition } from '../../src/guidance/condition-evaluator.ts';
import type { ConditionResult, Inputs } from '../../src/guidance/condition-result.ts';
import { createDefinitionFinder } from '../../src/store/definition-finder.ts';
import { createResourceFinder } from '../../src/store/resource-finder.ts';
import { createCodeChecker } from '../../src/terminology/code-checker.ts';

export interface GuidanceEngines {
  readonly codes: Readonly<Record<FhirVersion, CodeChecker>>;
  readonly evaluate: EvaluateCondition;
  readonly definitions: Readonly<Record<FhirVersion, DefinitionFinder>>;
  readonly plans: Readonly<Record<FhirVersion, readonly AnyResource[]>>;
}

/** Loads the content as the service does. */
export async function openGuidance(): Promise<GuidanceEngines> {
  const definitions = openDefinitions({ root: process.cwd(), version: '0.0.0', releaseDate: '2026-11-25' });
  const { versions } = await loadEngines(definitions, []);
  const per = <Value>(make: (version: FhirVersion, engine: Engine) => Value): Record<FhirVersion, Value> => ({
    R4: make('R4', versions.R4),
    R5: make('R5', versions.R5),
  });
  const codes = per((_, { terminology, codec, store }) =>
    createCodeChecker(terminology, codec, createResourceFinder(store, codec)),
  );
  return {
    codes,
    evaluate: createConditionEvaluator(codes),
    definitions: per(version => createDefinitionFinder(definitions.artifacts[version])),
    plans: per((_, { store }) => store.listAll('PlanDefinition').map(one => one.read())),
  };
}

/** An action with what this room looks at, in either version. */
export interface Action {
  readonly id: string;
  readonly title: string;
  readonly trigger?: readonly object[];
  readonly extension?: readonly { readonly url: string; readonly valueCodeableConcept?: object }[];
  readonly condition?: readonly { readonly expression: { readonly expression: string; readonly language: string } }[];
  readonly input?: readonly (InputRequirement & { readonly requirement?: InputRequirement })[];
  readonly documentation?: readonly object[];
  readonly action?: readonly Action[];
}

/** Every action of a plan, those inside others included. */
export function actionsOf({ action = [] }: { readonly action?: readonly Action[] }): readonly Action[] {
  return action.flatMap(one => [one, ...actionsOf(one)]);
}

/** The data requirements of an action: R4 has them bare, R5 inside of the input. */
export function requirementsOf({ input = [] }: Action): readonly InputRequirement[] {
  return input.map(one => one.requirement ?? one);
}

/** What a condition is asked about. */
export interface Judged {
  readonly data: PatientData;
  readonly version: FhirVersion;
  readonly parameters: Inputs;
}

/** Evaluates the condition of an action over the inputs that it asks for. */
export async function judgeAction(
  { codes, evaluate }: GuidanceEngines,
  action: Action,
  { data, version, parameters }: Judged,
): Promise<ConditionResult> {
  const inputs = await collectInputs(data, requirementsOf(action), codes[version]);
  return evaluate(action.condition![0]!.expression.expression, { ...inputs, ...parameters }, version);
}

/** The parameters of all conditions, none of them given. */
export const noParameters: Inputs = { minocyclineAgeLimit: null, showUnverifiedRules: null };
