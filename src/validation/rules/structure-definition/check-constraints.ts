/** Constraints of elements: keys, expressions and where they come from. */
import type { ElementNode } from '../../snapshot/element-tree.ts';
import type { Constraint } from '../../snapshot/element.ts';
import type { ValidationNode } from '../../validation-node.ts';
import type { Authoring, ElementAt } from './authoring.ts';

/** Expressions by key, of all elements of one list so far. */
export type KnownConstraints = Map<string, string>;

export function checkConstraints(at: ElementAt, known: KnownConstraints, authoring: Authoring): void {
  for (const node of at.node.children('constraint')) {
    const { key, expression } = node.tree as unknown as Partial<Constraint>;
    const { context } = authoring;
    if (typeof key !== 'string') {
      context.report('ED_INVARIANT_NO_KEY', { node });
    } else if (typeof expression !== 'string') {
      if (context.fhirVersion === 'R4') context.report('ED_INVARIANT_NO_EXPRESSION', { node, args: [key] });
    } else {
      const constraint = { node, key, expression };
      if (at.isSnapshot) checkInSnapshot(constraint, known, authoring);
      else checkInDifferential(constraint, known, authoring);
    }
  }
}

interface ConstraintAt {
  readonly node: ValidationNode;
  readonly key: string;
  readonly expression: string;
}

function checkInSnapshot({ node, key, expression }: ConstraintAt, known: KnownConstraints, authoring: Authoring): void {
  const before = known.get(key);
  if (before === undefined) known.set(key, expression);
  else if (before !== expression && key !== 'ele-1')
    authoring.context.report('ED_INVARIANT_EXPRESSION_CONFLICT', { node, args: [key, expression, before] });
  const source = node.text('source');
  if (source === undefined || source === authoring.url) reportFault({ node, key, expression }, authoring);
}

function checkInDifferential(constraint: ConstraintAt, known: KnownConstraints, authoring: Authoring): void {
  const { node, key, expression } = constraint;
  const { context, url, base } = authoring;
  const source = node.text('source');
  if (source !== undefined && source.split('|', 1)[0] !== url) {
    context.report('ED_INVARIANT_DIFF_NO_SOURCE', { node, args: [key, source, url] });
    return;
  }
  const before = known.get(key) ?? (base === undefined ? undefined : expressionIn(base.root, key));
  if (before !== undefined && before !== expression)
    context.report('ED_INVARIANT_KEY_ALREADY_USED', { node, args: [key, known.has(key) ? url : 'the base', before] });
  known.set(key, expression);
  if (authoring.node.child('snapshot') === undefined) reportFault(constraint, authoring);
}

function reportFault({ node, key, expression }: ConstraintAt, { context }: Authoring): void {
  const fault = context.expressionFault(expression);
  if (fault !== undefined) context.report('ED_INVARIANT_EXPRESSION_ERROR', { node, args: [key, expression, fault] });
}

function expressionIn(node: ElementNode, key: string): string | undefined {
  const own = node.definition.constraint?.find(constraint => constraint.key === key)?.expression;
  if (own !== undefined) return own;
  for (const below of [...node.children, ...node.slices]) {
    const found = expressionIn(below, key);
    if (found !== undefined) return found;
  }
  return undefined;
}
