/** The verdicts on all codings of a request, with the summary that none of them is in the value set. */
import { tooCostly } from '../../fhir/fhir-error.ts';
import type { Steps } from '../run-steps.ts';
import { at, report } from './check-context.ts';
import type { CheckContext, CodedMode, GivenCoding } from './check-context.ts';
import { checkCoding } from './coding-check.ts';
import type { CodingVerdict } from './coding-check.ts';
import type { ValueSetNode } from './value-set-graph.ts';

export interface CodingsOptions {
  /** The value set stands for a code system: the client never mentioned it, so nor do we if there is better to say. */
  readonly isImplied: boolean;
}

/** Most codings of one CodeableConcept. */
const mostCodings = 1000;

const notInValueSet = 'None_of_the_provided_codes_are_in_the_value_set_one';

/** Judges each coding; reports those outside the value set, one by one and as a whole. */
export function* checkCodings(
  context: CheckContext,
  node: ValueSetNode,
  codings: readonly GivenCoding[],
  { isImplied }: CodingsOptions,
): Steps<readonly CodingVerdict[]> {
  const verdicts: CodingVerdict[] = [];
  if (codings.length > mostCodings) throw tooCostly(`A concept may have at most ${mostCodings} codings`);
  for (const [index, coding] of codings.entries()) {
    if (index > 0) yield;
    verdicts.push(yield* checkCoding(context, node, coding, pathOf(context.mode, index)));
  }
  if (context.mode === 'codeableConcept' && !isImplied) reportEach(context, node, verdicts);
  forgiveUnknownSystems(context, verdicts);
  const isOutside = verdicts.every(({ membership }) => membership === 'out');
  const hasErrors = context.issues.some(({ severity }) => severity === 'error');
  if (isOutside && !(isImplied && hasErrors)) reportAll(context, node, verdicts);
  return verdicts;
}

function pathOf(mode: CodedMode, index: number): string {
  if (mode === 'code') return '';
  return mode === 'coding' ? 'Coding' : `CodeableConcept.coding[${index}]`;
}

function reportEach(context: CheckContext, node: ValueSetNode, verdicts: readonly CodingVerdict[]): void {
  for (const verdict of verdicts) {
    // One without code has been reported as such: there is no code that could be missing.
    if (verdict.membership !== 'out' || verdict.given.code === undefined) continue;
    const expression = `${verdict.findings.path}.code`;
    const details = { severity: 'information', txType: 'this-code-not-in-vs', expression } as const;
    report(context, notInValueSet, [node.name, quote(verdict)], details);
  }
}

/** One fitting coding makes a CodeableConcept valid; another's code system may then be unknown. */
function forgiveUnknownSystems(context: CheckContext, verdicts: readonly CodingVerdict[]): void {
  if (!verdicts.some(({ membership }) => membership === 'in')) return;
  const paths = verdicts
    .filter(({ membership }) => membership !== 'in')
    .map(({ findings }) => at(findings.path, 'system'));
  const places = new Set(paths.map(({ expression }) => expression));
  context.issues.forEach((issue, index) => {
    const isUnknown = issue.messageId?.startsWith('UNKNOWN_CODESYSTEM') === true;
    if (isUnknown && places.has(issue.expression ?? '')) context.issues[index] = { ...issue, severity: 'warning' };
  });
}

function reportAll(context: CheckContext, node: ValueSetNode, verdicts: readonly CodingVerdict[]): void {
  if (context.mode === 'codeableConcept') return report(context, 'TX_GENERAL_CC_ERROR_MESSAGE', [node.name]);
  const expression = context.mode === 'code' ? 'code' : 'Coding.code';
  // A Coding without code has been reported as such: there is no code that could be missing.
  if (verdicts.every(({ given }) => given.code === undefined)) return;
  report(context, notInValueSet, [node.name, verdicts.map(quote).join(', ')], { expression });
}

/** `'system|version#code ('display')'`, as much of it as was given. */
function quote({ given, system = '' }: CodingVerdict): string {
  const { version, code = '', display } = given;
  const named = version === undefined ? system : `${system}|${version}`;
  return `'${named}#${code}${display === undefined ? '' : ` ('${display}')`}'`;
}
