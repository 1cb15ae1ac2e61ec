/**
 * What FHIR's JSON asks of an object and JSON Schema can't say, as one keyword for ajv (https://hl7.org/fhir/json.html):
 * `element` names the schemas of the values inside, which are compiled when first met, and the rules for properties
 * together.
 */
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';

/** The value of a property, or of each in its list. */
export interface ValueRule {
  /** Type or backbone element whose schema the value has. */
  readonly ofType: string;
  readonly isList: boolean;
  readonly isPrimitive: boolean;
  /** Canonical of the value set that a required binding on a code names. */
  readonly valueSet?: string;
}

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
  readonly values: Readonly<Record<string, ValueRule>>;
  readonly required: readonly Requirement[];
  readonly choices: readonly Choice[];
}

/** What one check has seen so far; ajv hands it on as `this`. */
export interface CheckState {
  depth: number;
  /** JSON pointer of the object whose schema is running. */
  pointer: string;
  readonly faults: SchemaFault[];
}

/** An error in ajv's form, with its place in the whole resource. */
export type SchemaFault = Pick<ErrorObject, 'keyword' | 'message' | 'params' | 'data' | 'parentSchema'> & {
  readonly pointer: string;
};

/** Nobody reads more, and a hostile resource must not cost more. */
export const mostFaults = 20;
const deepest = 200;
const keyword = 'element';

/** What the keyword looks up when it meets a value. */
export interface SchemaLookup {
  /** The compiled schema for a value, or why there is none. */
  findValidator(type: string, data: unknown): ValidateFunction | string;
  /** All codes of a value set, where they are known to be all. */
  findCodes(valueSet: string): readonly string[] | undefined;
}

type Tree = Record<string, unknown>;
type CheckElement = (this: CheckState, rules: ElementRules, data: Tree) => boolean;

/** Teaches an ajv instance the keyword. */
export function addElementKeyword(ajv: Ajv, lookup: SchemaLookup): void {
  const validate: CheckElement = function (rules, data) {
    const before = this.faults.length;
    checkTogether(this, rules, data);
    for (const [name, value] of Object.entries(data)) {
      const rule = Object.hasOwn(rules.values, name) ? rules.values[name] : undefined;
      if (rule !== undefined) checkProperty({ state: this, lookup, rule }, name, value);
    }
    return this.faults.length === before;
  };
  ajv.addKeyword({ keyword, type: 'object', validate: validate as never, errors: false });
}

/** Checks a value against the schema of its type; what is wrong is added to the state's faults. */
export function checkOfType({ state, lookup, rule }: Checking, data: unknown, pointer: string): void {
  if (state.faults.length >= mostFaults) return;
  const validate =
    state.depth < deepest ? lookup.findValidator(rule.ofType, data) : `is nested deeper than ${deepest} levels`;
  if (typeof validate === 'string') return addFault(state, { keyword, pointer, params: {}, message: validate });
  const outer = state.pointer;
  state.depth += 1;
  state.pointer = pointer;
  const isValid = validate.call(state, data);
  state.pointer = outer;
  state.depth -= 1;
  if (isValid) return;
  // The keyword has put its own faults there.
  const errors = (validate.errors ?? []).filter(error => error.keyword !== keyword).slice(0, mostFaults);
  state.faults.push(...errors.map(error => ({ ...error, pointer: pointer + error.instancePath })));
}

interface Checking {
  readonly state: CheckState;
  readonly lookup: SchemaLookup;
  readonly rule: ValueRule;
}

function addFault(state: CheckState, fault: SchemaFault): void {
  state.faults.push(fault);
}

function checkProperty(checking: Checking, name: string, value: unknown): void {
  const { state, rule } = checking;
  const pointer = `${state.pointer}/${name}`;
  if (!rule.isList) return checkValue(checking, value, pointer);
  if (!Array.isArray(value))
    return addFault(state, { keyword: 'type', pointer, params: { type: 'array' }, data: value });
  if (value.length === 0) return addFault(state, { keyword: 'minItems', pointer, params: {} });
  // A primitive and its sibling are lists of one length, each with null where only the other says something.
  const mayBeNull = rule.isPrimitive || name.startsWith('_');
  value.forEach((item: unknown, at) => {
    if (item !== null || !mayBeNull) checkValue(checking, item, `${pointer}/${String(at)}`);
  });
}

function checkValue(checking: Checking, value: unknown, pointer: string): void {
  const { state, rule } = checking;
  const isTree = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isTree || rule.isPrimitive) checkOfType(checking, value, pointer);
  else addFault(state, { keyword: 'type', pointer, params: { type: 'object' }, data: value });
  if (rule.valueSet !== undefined) checkCode(checking, value, { valueSet: rule.valueSet, pointer });
}

function checkCode({ state, lookup }: Checking, code: unknown, at: { valueSet: string; pointer: string }): void {
  const codes = lookup.findCodes(at.valueSet);
  if (typeof code !== 'string' || codes === undefined || codes.includes(code)) return;
  addFault(state, { keyword: 'enum', pointer: at.pointer, params: { allowedValues: codes }, data: code });
}

function checkTogether(state: CheckState, rules: ElementRules, data: Tree): void {
  const add = (message: string, place = '') =>
    addFault(state, { keyword, pointer: state.pointer + place, params: {}, message });
  for (const { name, keys } of rules.required) {
    if (!keys.some(key => Object.hasOwn(data, key))) add(`requires the element '${name}'`);
  }
  for (const { name, keys } of rules.choices) {
    const given = keys.filter(own => own.some(key => Object.hasOwn(data, key))).map(([key]) => `'${String(key)}'`);
    if (given.length > 1) add(`may have only one value for '${name}', not ${given.join(' and ')}`);
  }
  for (const [name, values] of Object.entries(data)) {
    if (!Array.isArray(values) || !Object.hasOwn(rules.values, `_${name}`)) continue;
    for (const at of unexplainedNulls(values, data[`_${name}`])) {
      add('must not be null, unless the same place of its _ sibling says something', `/${name}/${String(at)}`);
    }
  }
}

function unexplainedNulls(values: readonly unknown[], siblings: unknown): number[] {
  const besides: readonly unknown[] = Array.isArray(siblings) ? siblings : [];
  return values.flatMap((value, at) => (value === null && (besides[at] ?? null) === null ? [at] : []));
}
