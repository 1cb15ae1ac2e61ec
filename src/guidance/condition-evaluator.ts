/**
 * Evaluates a condition (https://hl7.org/fhir/R5/plandefinition-definitions.html#PlanDefinition.action.condition) in
 * FHIRPath over named inputs, in the FHIR version of the patient's data. `memberOf` is answered by our terminology,
 * `resolve` from the inputs; nothing goes to the network. Uses nothing of Node, so that it runs in a browser as well.
 */
import type * as FhirPathModule from 'fhirpath';
import type { Compile, Model, UserInvocationTable } from 'fhirpath';
import { BoundedMap } from '../fhir/bounded-map.ts';
import type { CodeChecker, CodeQuestion } from '../contracts/code-checker.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { CodeableConcept, Coding } from '../fhir/model.ts';
import type { ConditionResult, Inputs } from './condition-result.ts';
import { findReferenced } from './input-references.ts';
import type { ReachedNode } from './input-references.ts';

/** What the evaluator asks of terminology. */
export type CodeMembership = Pick<CodeChecker, 'check'>;

/** True, false, or an error: a condition that can't be judged is never taken for one that does not hold. */
export type EvaluateCondition = (
  expression: string,
  inputs: Inputs,
  fhirVersion: FhirVersion,
) => Promise<ConditionResult>;

type Evaluate = Compile<{ async: true }>;

interface Library {
  readonly fhirpath: typeof FhirPathModule;
  readonly models: Readonly<Record<FhirVersion, Model>>;
}

/** Expressions of our own content are some hundreds; those of an operator have no end. */
const mostCompiled = 2_000;

/** An evaluator over the terminology of each version; FHIRPath is loaded when the first condition comes. */
export function createConditionEvaluator(codes: Readonly<Record<FhirVersion, CodeMembership>>): EvaluateCondition {
  const compiled = new BoundedMap<string, Evaluate>(mostCompiled);
  let loading: Promise<Library> | undefined;
  const compile = async (expression: string, fhirVersion: FhirVersion): Promise<Evaluate> => {
    const key = `${fhirVersion}\n${expression}`;
    const known = compiled.find(key);
    if (known !== undefined) return known;
    const { fhirpath, models } = await (loading ??= loadLibrary());
    const options = { async: true, userInvocationTable: invocationTable(codes[fhirVersion]) } as const;
    const made = fhirpath.compile(expression, models[fhirVersion], options) as Evaluate;
    compiled.keep(key, made, 1);
    return made;
  };
  return async (expression, inputs, fhirVersion) => {
    try {
      const evaluate = await compile(expression, fhirVersion);
      return toResult((await evaluate({}, withoutNulls(inputs))) as readonly unknown[]);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
}

async function loadLibrary(): Promise<Library> {
  const [fhirpath, r4, r5] = await Promise.all([
    import('fhirpath'),
    import('fhirpath/fhir-context/r4'),
    import('fhirpath/fhir-context/r5'),
  ]);
  return { fhirpath: unwrap(fhirpath), models: { R4: unwrap(r4) as Model, R5: unwrap(r5) as Model } };
}

/** A CommonJS module stands under `default`, unless it was translated. */
function unwrap<Module>(module: Module): Module {
  const { default: inner } = module as { readonly default?: Module };
  return inner ?? module;
}

/** No data is an empty collection; an input that was not given at all makes FHIRPath say so. */
function withoutNulls(inputs: Inputs): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, value ?? []]));
}

function toResult(values: readonly unknown[]): ConditionResult {
  if (values.length === 0) return { isTrue: false };
  const [value] = values;
  if (values.length === 1 && typeof value === 'boolean') return { isTrue: value };
  return { error: `the condition gives ${values.length} values of type ${typeof value}, not true or false` };
}

/** What a user function sees of the evaluation: the variables that were given. */
interface EvaluationContext {
  readonly vars: Readonly<Record<string, unknown>>;
}

function invocationTable(codes: CodeMembership): UserInvocationTable {
  return {
    memberOf: {
      fn: (items: readonly unknown[], valueSet: string) => (items.length === 0 ? [] : isMember(codes, items, valueSet)),
      arity: { 1: ['String'] },
    },
    resolve: {
      fn(this: EvaluationContext, nodes: readonly ReachedNode[]) {
        return nodes.flatMap(node => resolveOne(this, node) ?? []);
      },
      arity: { 0: [] },
      internalStructures: true,
    },
  };
}

function resolveOne(context: EvaluationContext, node: ReachedNode): unknown {
  const found = findReferenced(node, context.vars);
  return found && (node.constructor.makeResNode?.(context, found, null, null, null, null) ?? found);
}

async function isMember(codes: CodeMembership, items: readonly unknown[], valueSet: string): Promise<boolean> {
  if (items.length > 1) throw new Error('memberOf is asked of several codes at once');
  const question = questionOf(items[0], valueSet);
  if (question === undefined) return false;
  const [answer] = await codes.check([question]);
  if (answer === undefined || answer.isUnknown) throw new Error(`whether a code is in ${valueSet} can't be told`);
  return answer.isIn;
}

/** The question about a code, Coding or CodeableConcept; undefined where it has no code that could be in a value set. */
function questionOf(item: unknown, valueSet: string): CodeQuestion | undefined {
  if (typeof item === 'string') return { valueSet, code: item };
  const { coding, ...one } = (item ?? {}) as CodeableConcept & Coding;
  const codings = (coding ?? [one]).flatMap(({ system, code }) => (system && code ? [{ system, code }] : []));
  if (codings.length === 0) return undefined;
  return { valueSet, codeableConcept: { coding: codings } };
}
