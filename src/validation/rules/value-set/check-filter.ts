/** `ValueSet.compose.include.filter` against its code system (https://hl7.org/fhir/valueset.html#filter). */
import { RE2JS } from 're2js';
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import type { Tree } from '../trees.ts';
import { faultOfEcl } from './ecl.ts';
import { filterRuleOf } from './filter-rules.ts';
import type { FilterRule, FilterValueKind } from './filter-rules.ts';

export interface FilteredSystem {
  readonly system: string;
  readonly version: string | undefined;
  /** Undefined where the code system is no resource known here. */
  readonly codeSystem: Tree | undefined;
}

/** Checks property, operator and value of a filter. */
export function checkFilter(filter: ValidationNode, filtered: FilteredSystem, context: ValidationContext): void {
  const property = filter.text('property');
  const operator = filter.text('op');
  if (property === undefined || operator === undefined) return;
  const { system, codeSystem } = filtered;
  const rule = filterRuleOf(property, system, codeSystem, context.fhirVersion);
  if (rule === undefined) {
    const severity = codeSystem === undefined ? 'information' : 'warning';
    context.report('VALUESET_UNKNOWN_FILTER_PROPERTY', { node: filter, args: [property, system], severity });
    return;
  }
  const { operators } = rule;
  if (operators.length > 0 && !operators.includes(operator)) {
    context.report('VALUESET_BAD_FILTER_OP', {
      node: filter,
      args: [operator, property, operators.join(', '), system],
    });
  }
  const value = filter.text('value');
  if (value !== undefined) checkByOperator({ filter, property, operator, value, rule }, filtered, context);
  else if (!('_value' in filter.tree)) context.report('VALUESET_BAD_FILTER_EXPR_OR_VALUE', { node: filter });
}

const snomed = 'http://snomed.info/sct';

function checkConstraint(node: ValidationNode, value: string, context: ValidationContext): void {
  const fault = faultOfEcl(value);
  if (fault !== undefined)
    context.report('VALUESET_BAD_FILTER_VALUE_INVALID', { node, args: ['constraint', value, fault] });
}

interface Filter {
  readonly filter: ValidationNode;
  readonly property: string;
  readonly operator: string;
  readonly value: string;
  readonly rule: FilterRule;
}

function checkByOperator(given: Filter, filtered: FilteredSystem, context: ValidationContext): void {
  if (filtered.system === snomed && given.property === 'constraint')
    checkConstraint(given.filter, given.value, context);
  const { filter: node, property, operator, value, rule } = given;
  if (operator === 'exists') checkForm({ ...given, rule: { ...rule, kind: 'boolean' } }, context);
  else if (operator === 'regex') {
    if (!isPattern(value)) context.report('VALUESET_BAD_FILTER_VALUE_VALID_REGEX', { node, args: [property, value] });
    if (property === 'concept') context.report('VALUESET_BAD_PROPERTY_NO_REGEX', { node, args: [property] });
  } else if (operator === 'in' || operator === 'not-in') {
    for (const part of value.split(',')) checkValue({ ...given, value: part }, filtered, context);
  } else checkValue(given, filtered, context);
}

function isPattern(value: string): boolean {
  try {
    RE2JS.compile(value);
    return true;
  } catch {
    return false;
  }
}

function checkValue(given: Filter, filtered: FilteredSystem, context: ValidationContext): void {
  const { kind } = given.rule;
  if (kind === 'Coding') checkCoding(given, context);
  else if (checkForm(given, context) && kind === 'code') checkCode(given, filtered, context);
}

interface Form {
  readonly pattern: RegExp;
  readonly messageId: MessageId;
}

/** Values may start with a comparison, as in searches. */
const prefix = '^(?:eq|ne|gt|lt|ge|le|sa|eb|ap)?';

const forms: Readonly<Partial<Record<FilterValueKind, Form>>> = {
  boolean: { pattern: /^(?:true|false)$/, messageId: 'VALUESET_BAD_FILTER_VALUE_BOOLEAN' },
  code: { pattern: /^\S(?:.*\S)?$/s, messageId: 'VALUESET_BAD_FILTER_VALUE_CODE' },
  integer: { pattern: new RegExp(`${prefix}[+-]?\\d+$`), messageId: 'VALUESET_BAD_FILTER_VALUE_INTEGER' },
  decimal: {
    pattern: new RegExp(`${prefix}[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$`),
    messageId: 'VALUESET_BAD_FILTER_VALUE_DECIMAL',
  },
  dateTime: {
    pattern: new RegExp(
      `${prefix}\\d{4}(?:-\\d{2}(?:-\\d{2}(?:T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})?)?)?)?$`,
    ),
    messageId: 'VALUESET_BAD_FILTER_VALUE_DATETIME',
  },
};

function checkForm({ filter: node, property, value, rule }: Filter, context: ValidationContext): boolean {
  const form = rule.kind === undefined ? undefined : forms[rule.kind];
  if (form === undefined || form.pattern.test(value)) return true;
  context.report(form.messageId, { node, args: [property, value] });
  return false;
}

function checkCode(
  { filter: node, property, value, rule }: Filter,
  { system, version }: FilteredSystem,
  context: ValidationContext,
): void {
  if (rule.codeMust === 'be-a-code') return;
  const severity = rule.codeMust === 'be-known' ? 'error' : 'warning';
  const coding = { system, code: value, ...(version !== undefined && { version }) };
  context.ask({ coding }, ({ isIn, isUnknown, issues }) => {
    if (isIn || isUnknown) return;
    const reason = issues.map(({ text }) => text).join('; ');
    context.report('VALUESET_BAD_FILTER_VALUE_VALID_CODE', { node, args: [property, value, system, reason], severity });
  });
}

const literal = /^([^#|\s]+)(?:\|([^#\s]+))?#(.+)$/;
/** How FHIR had it before. */
const legacyLiteral = /^([a-zA-Z][a-zA-Z0-9+.-]*:[^\s|]+)\|(\S+)$/;

function checkCoding({ filter: node, property, value }: Filter, context: ValidationContext): void {
  const [, system, version, code] = literal.exec(value) ?? [];
  const [, legacySystem, legacyCode] = legacyLiteral.exec(value) ?? [];
  const coding =
    system === undefined
      ? { system: legacySystem, code: legacyCode }
      : { system, code, ...(version !== undefined && { version }) };
  if (coding.system === undefined || coding.code === undefined) {
    context.report('VALUESET_BAD_FILTER_VALUE_CODED', { node, args: [property, value] });
    return;
  }
  const { system: asked, code: askedCode } = coding;
  context.ask({ coding: { ...coding, system: asked, code: askedCode } }, ({ isIn, isUnknown, issues }) => {
    if (isIn || isUnknown) return;
    const reason = issues.map(({ text }) => text).join('; ');
    context.report('VALUESET_BAD_FILTER_VALUE_CODED_INVALID', { node, args: [property, value, reason] });
  });
}
