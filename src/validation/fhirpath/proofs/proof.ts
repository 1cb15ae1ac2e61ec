/** From FHIRPath's syntax tree to a form that can prove a rule, where all that it is made of can be told for certain. */
import { after, made, none } from './form.ts';
import type { Form, Items, Kind, Surroundings, SyntaxNode } from './form.ts';
import { functionForm } from './functions.ts';
import { memberForm } from './navigation.ts';
import { operatorForm } from './operators.ts';
import type { Paths } from './paths.ts';

/** Whether the rule certainly holds of `$this`. */
export type Proof = (item: unknown, around: Surroundings) => boolean;

const focused = (kind: Kind): Form => ({ ...kind, run: focus => focus, isVerdict: false });

/** A proof for an expression at nodes of a kind; undefined where FHIRPath has to decide. */
export function compileProof(paths: Paths, syntax: SyntaxNode, root: Kind): Proof | undefined {
  const form = new Compiler(paths).compile(syntax, root);
  if (form?.isVerdict !== true) return undefined;
  const { run } = form;
  return (item, around) => {
    const items: Items | undefined = run([item], around);
    return items?.length === 1 && items[0] === true;
  };
}

class Compiler {
  readonly #paths: Paths;

  constructor(paths: Paths) {
    this.#paths = paths;
  }

  compile(node: SyntaxNode | undefined, focus: Kind): Form | undefined {
    if (node === undefined) return undefined;
    if (wrappers.has(node.type)) return this.compile(node.children?.[0], focus);
    switch (node.type) {
      case 'LiteralTerm':
        return literalForm(node.children?.[0]);
      case 'ExternalConstantTerm':
        return constantForm(node);
      case 'InvocationExpression':
        return this.#invocation(node, focus);
      case 'IndexerExpression':
        return this.#indexed(node, focus);
      default:
        return operations.has(node.type) ? this.#operation(node, focus) : this.#step(focused(focus), node, focus);
    }
  }

  #invocation({ children = [] }: SyntaxNode, focus: Kind): Form | undefined {
    const [start, ...steps] = children;
    let form = this.compile(start, focus);
    for (const step of steps) form = form && this.#step(form, step, focus);
    return form;
  }

  #step(input: Form, node: SyntaxNode, focus: Kind): Form | undefined {
    const name = node.text ?? '';
    if (node.type === 'ThisInvocation') return input;
    if (node.type === 'MemberInvocation') return memberForm(this.#paths, input, name, node.atRoot !== undefined);
    if (node.type !== 'FunctionInvocation') return undefined;
    const args = node.children?.[0]?.children?.[1]?.children ?? [];
    return functionForm({ name, input, args, focus, compile: (arg, kind) => this.compile(arg, kind) });
  }

  #indexed({ children: [first, second] = [] }: SyntaxNode, focus: Kind): Form | undefined {
    const [list, index] = [this.compile(first, focus), this.compile(second, focus)];
    if (list === undefined || second?.children?.[0]?.type !== 'LiteralTerm') return undefined;
    const [at] = index?.run(none, { resource: undefined }) ?? none;
    if (typeof at !== 'number') return undefined;
    return { ...list, run: after(list, items => items.slice(at, at + 1)), isVerdict: false };
  }

  #operation({ text = '', children = [] }: SyntaxNode, focus: Kind): Form | undefined {
    if (children.length !== 2) return undefined;
    const [left, right] = children.map(child => this.compile(child, focus));
    return left && right && operatorForm(text, left, right);
  }
}

const wrappers: ReadonlySet<string> = new Set([
  'EntireExpression',
  'TermExpression',
  'InvocationTerm',
  'ParenthesizedTerm',
]);
const operations: ReadonlySet<string> = new Set(
  ['Or', 'And', 'Implies', 'Equality', 'Inequality', 'Additive', 'Membership', 'Union'].map(
    name => `${name}Expression`,
  ),
);

function literalForm(node: SyntaxNode | undefined): Form | undefined {
  const { type, text = '' } = node ?? { type: '' };
  if (type === 'StringLiteral') return constant(readText(text));
  if (type === 'BooleanLiteral') return constant(text === 'true', true);
  if (type === 'NumberLiteral') return /^\d{1,9}$/.test(text) ? constant(Number(text)) : undefined;
  return undefined;
}

function constantForm({ text }: SyntaxNode): Form | undefined {
  if (text === 'ucum') return constant('http://unitsofmeasure.org');
  if (text !== 'resource') return undefined;
  const run: Form['run'] = (_, { resource }) => [resource];
  return { run, path: undefined, isPlain: false, isVerdict: false };
}

function constant(value: unknown, isVerdict = false): Form {
  const items = Object.freeze([value]);
  return made(() => items, isVerdict);
}

const controls: Readonly<Record<string, string | undefined>> = { r: '\r', n: '\n', t: '\t', f: '\f' };

/** Without its quotes, and with its escapes read (https://hl7.org/fhirpath/#string). */
function readText(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escape: string) =>
      escape.length > 1 ? String.fromCharCode(parseInt(escape.slice(1), 16)) : (controls[escape] ?? escape),
    );
}
