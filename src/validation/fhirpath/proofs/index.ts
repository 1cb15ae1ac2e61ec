/** Proofs of rules, each expression compiled once for each type of node. */
import type { ValidationNode } from '../../validation-node.ts';
import type { SyntaxNode } from './form.ts';
import { Paths } from './paths.ts';
import type { PathModel } from './paths.ts';
import { compileProof } from './proof.ts';
import type { Proof } from './proof.ts';

/** Those of a client's own profiles have no end. */
const mostKept = 20_000;

export class Proofs {
  readonly #paths: Paths;
  readonly #parse: (expression: string) => SyntaxNode;
  readonly #kept = new Map<string, Map<string, Proof | undefined>>();
  #count = 0;

  constructor(model: PathModel, parse: (expression: string) => SyntaxNode) {
    this.#paths = new Paths(model);
    this.#parse = parse;
  }

  /** Whether the rule certainly holds at a node; otherwise FHIRPath has to be asked. */
  holds(expression: string, node: ValidationNode): boolean {
    const { type } = node;
    let proofs = this.#kept.get(type);
    if (proofs === undefined) this.#kept.set(type, (proofs = new Map()));
    let proof = proofs.get(expression);
    if (proof === undefined && !proofs.has(expression)) {
      proof = this.#compile(expression, node);
      proofs.set(expression, proof);
      if (++this.#count > mostKept) this.#forget();
    }
    return proof !== undefined && proof(node.value, { resource: node.resource.value });
  }

  #compile(expression: string, { type, isResource }: ValidationNode): Proof | undefined {
    try {
      return compileProof(this.#paths, this.#parse(expression), this.#paths.root(type, isResource));
    } catch {
      // What is wrong with an expression is told where it is evaluated.
      return undefined;
    }
  }

  #forget(): void {
    this.#kept.clear();
    this.#count = 0;
  }
}
