/** A SearchParameter: its expression selects from its bases, and it keeps to what it derives from (https://hl7.org/fhir/searchparameter.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { textIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { faultOfExpression, unionOf } from './check-expression.ts';

/** Checks expression, derivation and components. */
export function checkSearchParameter(parameter: ValidationNode, context: ValidationContext): void {
  const bases = basesOf(parameter.tree);
  const expression = parameter.text('expression');
  if (expression !== undefined && bases.length > 0 && !('_base' in parameter.tree)) {
    const fault = faultOfExpression(expression, bases, context);
    const node = parameter.child('expression') ?? parameter;
    if (fault !== undefined) context.report('ED_SEARCH_EXPRESSION_ERROR', { node, args: [expression, fault] });
  }
  checkDerivation(parameter, bases, context);
  const isComposite = parameter.text('type') === 'composite';
  if (isComposite && parameter.children('component').length < 2) {
    context.report('SEARCHPARAMETER_MISSING_COMPONENTS', { node: parameter });
  }
}

function basesOf({ base }: Tree): readonly string[] {
  return Array.isArray(base) ? base.filter(name => typeof name === 'string') : [];
}

function checkDerivation(node: ValidationNode, bases: readonly string[], context: ValidationContext): void {
  const url = node.text('derivedFrom');
  if (url === undefined) return;
  const origin = context.finder.find('SearchParameter', url) as Tree | undefined;
  if (origin === undefined) {
    context.report('SEARCHPARAMETER_NOTFOUND', { node, args: [url] });
    return;
  }
  const theirs = basesOf(origin);
  for (const base of theirs.includes('Resource') ? [] : bases) {
    if (!theirs.includes(base)) context.report('SEARCHPARAMETER_BASE_WRONG', { node, args: [url, base] });
  }
  const [own, type] = [node.text('type'), textIn(origin, 'type')];
  if (own !== undefined && type !== undefined && own !== type) {
    context.report('SEARCHPARAMETER_TYPE_WRONG', { node, args: [url, type, own] });
  }
  checkSameExpression(node, origin, { url, bases }, context);
}

interface Derived {
  readonly url: string;
  readonly bases: readonly string[];
}

function checkSameExpression(
  node: ValidationNode,
  origin: Tree,
  { url, bases }: Derived,
  context: ValidationContext,
): void {
  const own = node.text('expression');
  const theirs = textIn(origin, 'expression');
  if (own === undefined || theirs === undefined) return;
  const forBases = (expression: string): string =>
    unionOf(expression)
      .filter(part => bases.some(base => part.startsWith(`${base}.`)) || !/^[A-Z]\w*\./.test(part))
      .sort()
      .join(' | ');
  if (forBases(own) !== forBases(theirs)) context.report('SEARCHPARAMETER_EXP_WRONG', { node, args: [url, theirs] });
}
