/**
 * The part of FHIRPath that HL7's search expressions use (https://hl7.org/fhir/searchparameter.html): element names,
 * `as` and `ofType` for choices, `where(x='y')` and `extension('url').value`. An expression beyond it has no path, and
 * its parameter is refused by name. The tests hold what a path finds against a complete FHIRPath engine.
 */
import type { AnyResource } from '../../fhir/model.ts';

interface ElementStep {
  readonly element: string;
  /** `where(element='value')`; of an extension, its url. */
  readonly where?: { readonly element: string; readonly value: string };
  /** The types of a choice that are meant, as its names end: `Uri`; `*` for all, as in the value of an extension. */
  readonly choices?: readonly string[] | '*';
}

export type ElementPath = readonly ElementStep[];

/** Paths of a search expression below this resource type; undefined if a part of it is beyond what is understood. */
export function parseSearchExpression(expression: string, type: string): readonly ElementPath[] | undefined {
  const own = alternatives(expression).filter(part => part.startsWith(`${type}.`));
  return own.length === 0 ? undefined : parsePaths(own.map(part => part.slice(type.length + 1)));
}

/** Paths of the expression of a composite's component, from the composite's own element. */
export function parseComponentExpression(expression: string): readonly ElementPath[] | undefined {
  return parsePaths(alternatives(expression));
}

function alternatives(expression: string): readonly string[] {
  return expression.split('|').map(part => stripParentheses(part.trim()));
}

function stripParentheses(part: string): string {
  return part.startsWith('(') && part.endsWith(')') ? part.slice(1, -1).trim() : part;
}

function parsePaths(parts: readonly string[]): readonly ElementPath[] | undefined {
  const paths = parts.map(parsePath);
  return paths.includes(undefined) ? undefined : paths.filter(path => path !== undefined);
}

function parsePath(text: string): ElementPath | undefined {
  const { path, choice } = splitChoice(text);
  const names = path.match(/\w+(?:\((?:\w+=)?'[^']*'\))?/g) ?? [];
  return names.join('.') === path ? toSteps(names, choice) : undefined;
}

/** `value as Quantity` and `value.ofType(Quantity)` both mean the element `valueQuantity`. */
function splitChoice(text: string): { readonly path: string; readonly choice: string | undefined } {
  const found = /^(.+?)(?:(?<!\s)\s+as\s+(\w+)|\.(?:ofType|as)\((\w+)\))$/.exec(text);
  return { path: found?.[1] ?? text, choice: found?.[2] ?? found?.[3] };
}

function toSteps(names: readonly string[], choice: string | undefined): ElementPath | undefined {
  const steps: ElementStep[] = [];
  for (const name of names) {
    const before = steps.at(-1);
    const step = toStep(name, before);
    if (step === undefined) return undefined;
    if (name.startsWith('where(')) steps.pop();
    steps.push(step);
  }
  return choice === undefined ? steps : withChoice(steps, choice);
}

/** A condition is part of the step before it. */
function toStep(name: string, before: ElementStep | undefined): ElementStep | undefined {
  const [, call, element = 'url', value = ''] = /^(\w+)\((?:(\w+)=)?'([^']*)'\)$/.exec(name) ?? [];
  if (call === undefined) return elementStep(name, before);
  if (call === 'extension') return { element: 'extension', where: { element, value } };
  return call === 'where' && before !== undefined ? { ...before, where: { element, value } } : undefined;
}

function elementStep(name: string, before: ElementStep | undefined): ElementStep {
  return before?.element === 'extension' && name === 'value' ? { element: name, choices: '*' } : { element: name };
}

/** Types that a type of a choice includes (https://hl7.org/fhir/types.html): what is a canonical is a uri too. */
const subtypes: Readonly<Record<string, readonly string[]>> = {
  uri: ['Canonical', 'Url', 'Oid', 'Uuid'],
  string: ['Code', 'Id', 'Markdown'],
  Quantity: ['Age', 'Count', 'Distance', 'Duration'],
};

function withChoice(steps: readonly ElementStep[], choice: string): ElementPath {
  const choices = [choice.charAt(0).toUpperCase() + choice.slice(1), ...(subtypes[choice] ?? [])];
  return steps.map((step, at) => (at === steps.length - 1 ? { ...step, choices } : step));
}

/** All values at the path below a resource or an element of it, in their order. */
export function readPath(root: AnyResource | object, path: ElementPath): readonly unknown[] {
  return path.reduce<readonly unknown[]>((nodes, step) => nodes.flatMap(node => readStep(node, step)), [root]);
}

function readStep(node: unknown, { element, where, choices }: ElementStep): readonly unknown[] {
  const found = choices === undefined ? elementOf(node, element) : choiceOf(node, element, choices);
  const children: readonly unknown[] = Array.isArray(found)
    ? found
    : found === undefined || found === null
      ? []
      : [found];
  return where === undefined ? children : children.filter(child => elementOf(child, where.element) === where.value);
}

function elementOf(node: unknown, element: string): unknown {
  return isNode(node) ? node[element] : undefined;
}

function choiceOf(node: unknown, element: string, choices: readonly string[] | '*'): unknown {
  if (!isNode(node)) return undefined;
  if (choices !== '*') return choices.map(choice => node[element + choice]).find(value => value !== undefined);
  const isTyped = (name: string): boolean => name.startsWith(element) && /^[A-Z]/.test(name.slice(element.length));
  return Object.entries(node).find(([name]) => isTyped(name))?.[1];
}

function isNode(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null;
}
