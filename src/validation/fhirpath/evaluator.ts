/**
 * FHIRPath for the validator (https://hl7.org/fhirpath/): expressions are compiled once and kept; functions that need
 * the resource's surroundings come from the walk that asks; a pattern that a user writes runs in linear time.
 */
import { createRequire } from 'node:module';
import type * as FhirPathModule from 'fhirpath';
import type { Compile, Model, UserInvocationTable } from 'fhirpath';
import { RE2JS } from 're2js';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { ValidationNode } from '../validation-node.ts';
import { patchExpression } from './patch-expression.ts';
import { Proofs } from './proofs/index.ts';
import type { PathModel } from './proofs/paths.ts';

type FhirPath = typeof FhirPathModule;
type Evaluate = Compile<{ async: false }>;

/** What an expression may ask of the walk. */
export interface ExpressionHost {
  resolve(reference: string): ValidationNode | undefined;
  conforms(value: unknown, profile: string): boolean | undefined;
  memberOf(value: unknown, valueSet: string): boolean | undefined;
  slice(value: unknown, profile: string, name: string): boolean;
  /** `%profile`: whose rule it is. */
  readonly profile: string | undefined;
}

export interface ExpressionEvaluator {
  /** Evaluates at a node; throws an Error that says what is wrong with the expression. */
  evaluate(expression: string, node: ValidationNode, host: ExpressionHost): readonly unknown[];
  /** Whether a rule certainly holds, by a quick look at the tree; FHIRPath would say the same. */
  holds(expression: string, node: ValidationNode): boolean;
  /** What is wrong with an expression; undefined where it can be read. */
  faultOf(expression: string): string | undefined;
}

interface Library {
  readonly fhirpath: FhirPath;
  readonly model: Model;
}

const modelPaths: Readonly<Record<FhirVersion, string>> = {
  R4: 'fhirpath/fhir-context/r4',
  R5: 'fhirpath/fhir-context/r5',
};
/** Compiled expressions that are kept; those of a client's own profiles have no end. */
const mostCompiled = 20_000;
const mostPatterns = 1_000;

const plainOptions = { async: false, resolveInternalTypes: true, traceFn: () => undefined } as const;

/** An evaluator; it loads FHIRPath when the first expression comes. */
export function createExpressionEvaluator(fhirVersion: FhirVersion): ExpressionEvaluator {
  const compiled = new Map<string, Evaluate>();
  let library: Library | undefined;
  let proofs: Proofs | undefined;
  let host: ExpressionHost | undefined;
  const table = invocationTable(() => host);
  const compile = (base: string, expression: string): Evaluate => {
    const key = `${base}\n${expression}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    library ??= loadLibrary(fhirVersion);
    const path = { base, expression: patchExpression(expression) };
    const options = { ...plainOptions, userInvocationTable: table };
    const made = library.fhirpath.compile(path, library.model, options) as Evaluate;
    if (compiled.size >= mostCompiled) compiled.clear();
    compiled.set(key, made);
    return made;
  };
  return {
    evaluate(expression, node, asking) {
      const outer = host;
      host = asking;
      try {
        const evaluate = compile(node.isResource ? '' : node.type, expression);
        return evaluate(node.value, {
          resource: node.resource.value,
          rootResource: rootOf(node).value,
          context: node.value,
          profile: asking.profile ?? '',
        }) as readonly unknown[];
      } finally {
        host = outer;
      }
    },
    holds: (expression, node) =>
      (proofs ??= makeProofs((library ??= loadLibrary(fhirVersion)))).holds(expression, node),
    faultOf: expression => faultOf((library ??= loadLibrary(fhirVersion)).fhirpath, expression),
  };
}

/** A contained resource's root is its container; a Bundle's entry is its own. */
function rootOf(node: ValidationNode): ValidationNode {
  const { resource } = node;
  return resource.key === 'contained' && resource.parent !== undefined ? resource.parent.resource : resource;
}

function faultOf({ parse }: FhirPath, expression: string): string | undefined {
  try {
    parse(patchExpression(expression));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function makeProofs({ fhirpath, model }: Library): Proofs {
  return new Proofs(model as unknown as PathModel, expression => fhirpath.parse(patchExpression(expression)));
}

function loadLibrary(fhirVersion: FhirVersion): Library {
  const load = createRequire(import.meta.url);
  return { fhirpath: load('fhirpath') as FhirPath, model: load(modelPaths[fhirVersion]) as Model };
}

/** Functions of FHIRPath that need the walk, and those whose pattern must not backtrack without end. */
function invocationTable(hostOf: () => ExpressionHost | undefined): UserInvocationTable {
  const compilePattern = keptPatterns();
  return {
    resolve: {
      fn(this: unknown, inputs: readonly unknown[]) {
        return inputs.flatMap(item => resolveOne(this, item, hostOf()) ?? []);
      },
      arity: { 0: [] },
      internalStructures: true,
    },
    conformsTo: {
      fn: (inputs: readonly unknown[], profile: string) =>
        inputs.every(item => hostOf()?.conforms(item, profile) !== false),
      arity: { 1: ['String'] },
    },
    slice: {
      fn: (inputs: readonly unknown[], profile: string, name: string) =>
        inputs.filter(item => hostOf()?.slice(item, profile, name) === true),
      arity: { 2: ['String', 'String'] },
    },
    memberOf: {
      fn: (inputs: readonly unknown[], valueSet: string) => {
        const answer = inputs.length === 1 ? hostOf()?.memberOf(inputs[0], valueSet) : undefined;
        return answer === undefined ? [] : answer;
      },
      arity: { 1: ['String'] },
    },
    matches: {
      fn: (inputs: readonly unknown[], pattern: string) => testLinear(inputs, compilePattern(pattern), false),
      arity: { 1: ['String'] },
    },
    matchesFull: {
      fn: (inputs: readonly unknown[], pattern: string) => testLinear(inputs, compilePattern(pattern), true),
      arity: { 1: ['String'] },
    },
  };
}

/** Patterns of users, each compiled once, that take time in proportion to the text alone. */
function keptPatterns(): (pattern: string) => RE2JS {
  const patterns = new Map<string, RE2JS>();
  return pattern => {
    const known = patterns.get(pattern);
    if (known !== undefined) return known;
    const compiled = RE2JS.compile(pattern, RE2JS.DOTALL);
    if (patterns.size >= mostPatterns) patterns.clear();
    patterns.set(pattern, compiled);
    return compiled;
  };
}

/** FHIRPath's own form of a value; its class is not exported, and is that of the values that come in. */
interface PathNode {
  readonly data: unknown;
  readonly constructor: { makeResNode?: (context: unknown, data: unknown, ...rest: readonly null[]) => unknown };
}

/** The resource that a reference or a text means, as a node that knows its type. */
function resolveOne(context: unknown, item: unknown, host: ExpressionHost | undefined): unknown {
  const node = isPathNode(item) ? item : undefined;
  const reference = referenceIn(node === undefined ? item : node.data);
  const found = reference === undefined ? undefined : host?.resolve(reference)?.value;
  if (found === undefined || node === undefined) return found;
  return node.constructor.makeResNode?.(context, found, null, null, null, null) ?? found;
}

function isPathNode(item: unknown): item is PathNode {
  return typeof item === 'object' && item !== null && 'data' in item;
}

function referenceIn(data: unknown): string | undefined {
  const reference = typeof data === 'string' ? data : (data as { reference?: unknown } | null)?.reference;
  return typeof reference === 'string' ? reference : undefined;
}

function testLinear(inputs: readonly unknown[], compiled: RE2JS, isFull: boolean): boolean | readonly [] {
  const [text] = inputs;
  if (inputs.length !== 1 || typeof text !== 'string') return [];
  return isFull ? compiled.matches(text) : compiled.matcher(text).find();
}
