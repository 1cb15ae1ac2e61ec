/**
 * Walks the parsed form of a FHIRPath expression along StructureDefinitions of one FHIR version, and tells each path
 * that does not exist there: FHIRPath itself says nothing of such a path and gives an empty collection.
 */
import { parse } from 'fhirpath';
import type { DefinitionFinder } from '../../src/contracts/definition-finder.ts';

interface Node {
  readonly type: string;
  readonly text?: string;
  readonly children?: readonly Node[];
}

/** Names of types, or paths of elements that have parts of their own such as `Bundle.entry`. */
type Types = ReadonlySet<string>;

interface Element {
  readonly path: string;
  readonly type?: readonly { readonly code: string }[];
  readonly contentReference?: string;
}

interface Walk {
  readonly definitions: DefinitionFinder;
  /** Type of each variable. */
  readonly variables: Readonly<Record<string, string>>;
  readonly faults: string[];
}

const truth: Types = new Set(['boolean']);
const text: Types = new Set(['string']);
const number: Types = new Set(['integer']);
const nothing: Types = new Set();

/** What is wrong with the paths of the expression; empty where all exist. */
export function findUnknownPaths(
  expression: string,
  variables: Readonly<Record<string, string>>,
  definitions: DefinitionFinder,
): readonly string[] {
  const walk: Walk = { definitions, variables, faults: [] };
  typesOf(parse(expression) as unknown as Node, nothing, walk);
  return walk.faults;
}

type Step = (node: Node, focus: Types, walk: Walk) => Types;

const childOf = (node: Node, at: number): Node => {
  const child = node.children?.[at];
  if (child === undefined) throw new Error(`${node.type} has no part ${at}`);
  return child;
};
const inside: Step = (node, focus, walk) => typesOf(childOf(node, 0), focus, walk);
const compare: Step = (node, focus, walk) => {
  for (const child of node.children ?? []) typesOf(child, focus, walk);
  return truth;
};
const compute: Step = (node, focus, walk) => {
  typesOf(childOf(node, 1), focus, walk);
  return inside(node, focus, walk);
};

const steps: Readonly<Record<string, Step>> = {
  InvocationExpression: (node, focus, walk) => typesOf(childOf(node, 1), inside(node, focus, walk), walk),
  MemberInvocation: (node, focus, walk) => memberOf(nameIn(node), focus, walk),
  FunctionInvocation: (node, focus, walk) => callOf(childOf(node, 0), focus, walk),
  ThisInvocation: (_, focus) => focus,
  ExternalConstantTerm: (node, _, walk) => variableOf(node.text ?? '', walk),
  UnionExpression: (node, focus, walk) =>
    new Set([...inside(node, focus, walk), ...typesOf(childOf(node, 1), focus, walk)]),
  LiteralTerm: node => literals[childOf(node, 0).type] ?? number,
  ...{ AdditiveExpression: compute, MultiplicativeExpression: compute },
  ...{ EqualityExpression: compare, InequalityExpression: compare, MembershipExpression: compare },
  ...{ AndExpression: compare, OrExpression: compare },
  ...{ EntireExpression: inside, TermExpression: inside, InvocationTerm: inside, ParenthesizedTerm: inside },
};

const literals: Readonly<Record<string, Types>> = {
  ...{ StringLiteral: text, BooleanLiteral: truth, QuantityLiteral: new Set(['Quantity']) },
};

function typesOf(node: Node, focus: Types, walk: Walk): Types {
  const step = steps[node.type];
  if (step === undefined) throw new Error(`the walk does not know ${node.type}`);
  return step(node, focus, walk);
}

function nameIn(node: Node): string {
  return (node.text ?? node.children?.[0]?.text ?? '').replaceAll('`', '');
}

function variableOf(name: string, { variables, faults }: Walk): Types {
  const type = variables[name];
  if (type === undefined) faults.push(`%${name} is no input`);
  return new Set(type === undefined ? [] : [type]);
}

function memberOf(name: string, focus: Types, walk: Walk): Types {
  return new Set([...focus].flatMap(type => elementTypes(type, name, walk)));
}

const kept = new WeakMap<DefinitionFinder, Map<string, readonly Element[]>>();

function elementsOf(root: string, definitions: DefinitionFinder): readonly Element[] {
  const known = kept.get(definitions) ?? new Map<string, readonly Element[]>();
  kept.set(definitions, known);
  const definition = known.has(root)
    ? undefined
    : definitions.findStructureDefinition(`http://hl7.org/fhir/StructureDefinition/${root}`);
  const { element = [] } = (definition?.['snapshot'] ?? {}) as { element?: readonly Element[] };
  const elements = known.get(root) ?? element;
  known.set(root, elements);
  return elements;
}

function elementTypes(type: string, name: string, { definitions, faults }: Walk): string[] {
  const [root = ''] = type.split('.');
  const paths = [`${type}.${name}`, `${type}.${name}[x]`];
  const element = elementsOf(root, definitions).find(({ path }) => paths.includes(path));
  if (element === undefined) {
    faults.push(`${type} has no ${name}`);
    return [];
  }
  if (element.contentReference !== undefined) return [element.contentReference.replace(/^.*#/, '')];
  const codes = (element.type ?? []).map(({ code }) => (code.startsWith('http:') ? 'string' : code));
  return codes.map(code => (code === 'BackboneElement' || code === 'Element' ? element.path : code));
}

/** Functions that give a value of one type. */
const values: Readonly<Record<string, Types>> = {
  ...{ exists: truth, empty: truth, not: truth, memberOf: truth, contains: truth, count: number },
  ...{ lower: text, replace: text, replaceMatches: text, toString: text, toQuantity: new Set(['Quantity']) },
  ...{ today: new Set(['date']), now: new Set(['dateTime']) },
};

function callOf(functn: Node, focus: Types, walk: Walk): Types {
  const name = functn.text ?? '';
  const parameters = functn.children?.find(({ type }) => type === 'ParamList')?.children ?? [];
  if (name === 'ofType') return narrowed(typeNamed(childOf({ type: name, children: parameters }, 0)), focus, walk);
  if (name === 'resolve') return resolved(focus, walk);
  const [first = nothing, ...rest] = parameters.map(parameter => typesOf(parameter, focus, walk));
  return resultOf(name, { focus, first, rest });
}

interface Call {
  readonly focus: Types;
  readonly first: Types;
  readonly rest: readonly Types[];
}

const results: Readonly<Record<string, (call: Call) => Types>> = {
  select: ({ first }) => first,
  combine: ({ focus, first }) => new Set([...focus, ...first]),
  iif: ({ rest }) => new Set(rest.flatMap(types => [...types])),
  ...{ where: ({ focus }) => focus, first: ({ focus }) => focus },
};

function resultOf(name: string, call: Call): Types {
  const result = results[name]?.(call) ?? values[name];
  if (result === undefined) throw new Error(`the walk does not know ${name}()`);
  return result;
}

function typeNamed(node: Node): string {
  return node.text ?? typeNamed(childOf(node, 0));
}

function narrowed(type: string, focus: Types, { faults }: Walk): Types {
  if (!focus.has(type) && !focus.has('Resource')) faults.push(`${[...focus].join(' or ')} is never ${type}`);
  return new Set([type]);
}

function resolved(focus: Types, { faults }: Walk): Types {
  for (const type of focus) if (type !== 'Reference') faults.push(`${type} refers to nothing`);
  return new Set(['Resource']);
}
