/**
 * The part of FHIRPath that HL7's search expressions need for values at a fixed place: element names, `as` and
 * `ofType` for choices, and `where(x='y')` (https://hl7.org/fhir/searchparameter.html). An expression beyond it has no
 * path, and its parameter is refused by name.
 */
import type { AnyResource } from '../../fhir/model.ts';

interface ElementStep {
  readonly element: string;
  /** `where(element='value')` */
  readonly where?: { readonly element: string; readonly value: string };
}

export type ElementPath = readonly ElementStep[];

/** Paths of a search expression below this resource type; undefined if a part of it is beyond what is understood. */
export function parseSearchExpression(expression: string, type: string): readonly ElementPath[] | undefined {
  const parts = expression.split('|').map(part => stripParentheses(part.trim()));
  const own = parts.filter(part => part.startsWith(`${type}.`));
  const paths = own.map(part => parsePath(part.slice(type.length + 1)));
  return own.length === 0 || paths.includes(undefined) ? undefined : paths.filter(path => path !== undefined);
}

function stripParentheses(part: string): string {
  return part.startsWith('(') && part.endsWith(')') ? part.slice(1, -1).trim() : part;
}

function parsePath(text: string): ElementPath | undefined {
  const { path, choice } = splitChoice(text);
  const names = path.match(/\w+(?:\(\w+='[^']*'\))?/g) ?? [];
  return names.join('.') === path ? toSteps(names, choice) : undefined;
}

/** `value as Quantity` and `value.ofType(Quantity)` are both the element `valueQuantity`. */
function splitChoice(text: string): { readonly path: string; readonly choice: string | undefined } {
  const found = /^(.+?)(?:\s+as\s+(\w+)|\.(?:ofType|as)\((\w+)\))$/.exec(text);
  return { path: found?.[1] ?? text, choice: found?.[2] ?? found?.[3] };
}

function toSteps(names: readonly string[], choice: string | undefined): ElementPath | undefined {
  const steps: ElementStep[] = [];
  for (const name of names) {
    const condition = /^where\((\w+)='([^']*)'\)$/.exec(name);
    const before = steps.at(-1);
    if (condition === null) steps.push({ element: name });
    else if (before === undefined) return undefined;
    else steps[steps.length - 1] = { ...before, where: { element: condition[1] ?? '', value: condition[2] ?? '' } };
  }
  return choice === undefined ? steps : withChoice(steps, choice);
}

function withChoice(steps: readonly ElementStep[], choice: string): ElementPath {
  const suffix = choice.charAt(0).toUpperCase() + choice.slice(1);
  return steps.map((step, at) => (at === steps.length - 1 ? { ...step, element: step.element + suffix } : step));
}

/** All values at the path, in the resource's order. */
export function readPath(resource: AnyResource, path: ElementPath): readonly unknown[] {
  return path.reduce<readonly unknown[]>((nodes, step) => nodes.flatMap(node => readStep(node, step)), [resource]);
}

function readStep(node: unknown, { element, where }: ElementStep): readonly unknown[] {
  const found = elementOf(node, element);
  const children: readonly unknown[] = Array.isArray(found)
    ? found
    : found === undefined || found === null
      ? []
      : [found];
  return where === undefined ? children : children.filter(child => elementOf(child, where.element) === where.value);
}

function elementOf(node: unknown, element: string): unknown {
  return typeof node === 'object' && node !== null ? (node as Readonly<Record<string, unknown>>)[element] : undefined;
}
