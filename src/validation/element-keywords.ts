/**
 * Two words that JSON Schema lacks, for ajv: `ofType` names the schema of an object, compiled when first met;
 * `elementRules` says what FHIR's JSON asks of an object's properties together (https://hl7.org/fhir/json.html).
 */
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';

/** An element that must be there, as one of these properties. */
export interface Requirement {
  readonly name: string;
  readonly keys: readonly string[];
}

/** A choice of types: the properties of at most one of them may be there. */
export interface Choice {
  readonly name: string;
  readonly keys: readonly (readonly string[])[];
}

export interface ElementRules {
  readonly required: readonly Requirement[];
  readonly choices: readonly Choice[];
  /** Repeating primitives: a null among them needs its sibling. */
  readonly lists: readonly string[];
}

/** What one check has seen so far; ajv hands it on as `this`. */
export interface CheckState {
  depth: number;
  /** JSON pointer of the object whose schema is running. */
  pointer: string;
  readonly faults: SchemaFault[];
}

/** An error of ajv, with its place in the whole resource. */
export type SchemaFault = Pick<ErrorObject, 'keyword' | 'message' | 'params' | 'data' | 'parentSchema'> & {
  readonly pointer: string;
};

/** Nobody reads more, and a hostile resource must not cost more. */
export const mostFaults = 20;
const deepest = 200;

type Json = Record<string, unknown>;

/** A keyword's function as ajv calls it: the keyword's value, the data, the schema around, and where the data is. */
type KeywordArguments<Value> = [value: Value, data: Json, parent: unknown, context: { instancePath: string }];
type KeywordFunction<Value> = (this: CheckState, ...args: KeywordArguments<Value>) => boolean;

/** Finds the compiled schema for a value, or says why there is none. */
export type FindValidator = (type: string, data: Json) => ValidateFunction | string;

/** Teaches an ajv instance both keywords. */
export function addElementKeywords(ajv: Ajv, findValidator: FindValidator): void {
  ajv.addKeyword({ keyword: 'elementRules', type: 'object', validate: checkRules as never, errors: false });
  const checkType: KeywordFunction<string> = function (...[type, data, , { instancePath }]) {
    return checkOfType(this, type, data, { pointer: this.pointer + instancePath, findValidator });
  };
  ajv.addKeyword({ keyword: 'ofType', type: 'object', validate: checkType as never, errors: false });
}

interface Place {
  readonly pointer: string;
  readonly findValidator: FindValidator;
}

/** Checks a value against the schema of its type; what is wrong is added to the state's faults. */
export function checkOfType(state: CheckState, type: string, data: Json, { pointer, findValidator }: Place): boolean {
  if (state.faults.length >= mostFaults) return true;
  const validate =
    state.depth < deepest ? findValidator(type, data) : `is nested deeper than ${String(deepest)} levels`;
  if (typeof validate === 'string') {
    state.faults.push(ruleFault(pointer, validate));
    return false;
  }
  const outer = state.pointer;
  state.depth += 1;
  state.pointer = pointer;
  const isValid = validate.call(state, data);
  state.pointer = outer;
  state.depth -= 1;
  // Both keywords have put their own faults there.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'ofType' && keyword !== 'elementRules');
  if (!isValid)
    state.faults.push(
      ...errors.slice(0, mostFaults).map(error => ({ ...error, pointer: pointer + error.instancePath })),
    );
  return isValid;
}

const checkRules: KeywordFunction<ElementRules> = function (...[rules, data, , { instancePath }]) {
  const pointer = this.pointer + instancePath;
  const missing = rules.required.filter(({ keys }) => !keys.some(key => key in data));
  const found = [
    ...missing.map(({ name }) => ruleFault(pointer, `requires the element \'${name}\'`)),
    ...rules.choices.flatMap(choice => choiceFaults(choice, data).map(text => ruleFault(pointer, text))),
    ...rules.lists.flatMap(name =>
      emptyItems(data, name).map(at => ruleFault(`${pointer}/${name}/${String(at)}`, nullText)),
    ),
  ];
  this.faults.push(...found);
  return found.length === 0;
};

const nullText = 'must not be null, unless the same place of its _ sibling says something';

function choiceFaults({ name, keys }: Choice, data: Json): string[] {
  const given = keys.filter(own => own.some(key => key in data)).map(([key]) => `\'${String(key)}\'`);
  return given.length > 1 ? [`may have only one value for \'${name}\', not ${given.join(' and ')}`] : [];
}

function emptyItems(data: Json, name: string): number[] {
  const values = data[name];
  const siblings = data[`_${name}`];
  if (!Array.isArray(values)) return [];
  const besides: unknown[] = Array.isArray(siblings) ? siblings : [];
  return values.flatMap((value, at) => (value === null && (besides[at] ?? null) === null ? [at] : []));
}

function ruleFault(pointer: string, message: string): SchemaFault {
  return { keyword: 'elementRules', pointer, params: {}, message };
}
