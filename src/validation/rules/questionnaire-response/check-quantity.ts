/** Bounds and units of quantities (https://build.fhir.org/ig/HL7/sdc/behavior.html). */
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import { extensionValues, isTree } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { showCoded } from './check-bounds.ts';
import type { Answer } from './check-bounds.ts';
import { settingOf } from './question.ts';
import type { Question } from './question.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const core = 'http://hl7.org/fhir/StructureDefinition/questionnaire-';
const ucum = 'http://unitsofmeasure.org';

interface Bound {
  readonly isMinimum: boolean;
  readonly broken: MessageId;
  readonly incomparable: MessageId;
  readonly unitless: MessageId;
}

const minimum: Bound = {
  isMinimum: true,
  broken: 'QUESTIONNAIRE_QR_ITEM_QUANTITY_MIN',
  incomparable: 'QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN',
  unitless: 'QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN_UNITS',
};
const maximum: Bound = {
  isMinimum: false,
  broken: 'QUESTIONNAIRE_QR_ITEM_QUANTITY_MAX',
  incomparable: 'QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX',
  unitless: 'QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX_UNITS',
};

/** Holds a quantity against the least and greatest of its question, and against the units allowed. */
export function checkQuantity(question: Question, answer: Answer, context: ValidationContext): void {
  checkBound(settingOf(question, `${sdc}minQuantity`), minimum, answer, context);
  checkBound(settingOf(question, `${sdc}maxQuantity`), maximum, answer, context);
  checkUnitOptions(question, answer, context);
  checkUnitValueSet(question, answer, context);
}

function checkBound(given: unknown, bound: Bound, { value: node }: Answer, context: ValidationContext): void {
  if (!isTree(given)) return;
  const { tree } = node;
  const args = [showCoded(tree), showCoded(given)];
  if (![given, tree].every(({ system, code }) => typeof system === 'string' && typeof code === 'string')) {
    context.report(bound.unitless, { node, args });
    return;
  }
  const order = compareQuantities(tree, given, context);
  if (order === 'incomparable') context.report(bound.incomparable, { node, args });
  else if (order !== undefined && (bound.isMinimum ? order < 0 : order > 0))
    context.report(bound.broken, { node, args });
}

/** Order of two quantities; undefined where nobody here knows it. */
function compareQuantities(left: Tree, right: Tree, context: ValidationContext): number | 'incomparable' | undefined {
  const [value, other] = [left['value'], right['value']];
  if (typeof value !== 'number' || typeof other !== 'number') return undefined;
  if (left['system'] !== right['system']) return 'incomparable';
  if (left['code'] === right['code']) return value - other;
  if (left['system'] !== ucum) return 'incomparable';
  const [code, against] = [String(left['code']), String(right['code'])];
  return context.codes.compareQuantities({ value, code }, { value: other, code: against });
}

function checkUnitOptions(question: Question, { value: node }: Answer, context: ValidationContext): void {
  const options = extensionValues(question.tree, `${core}unitOption`).filter(isTree);
  if (options.length === 0 || options.some(option => isUnit(node.tree, option))) return;
  const args = [showCoded(node.tree), options.map(showCoded).join(', ')];
  context.report('QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS', { node, args });
}

function isUnit(quantity: Tree, option: Tree): boolean {
  return (
    (option['system'] === undefined || option['system'] === quantity['system']) &&
    (option['code'] === undefined || option['code'] === quantity['code']) &&
    (option['display'] === undefined || option['display'] === quantity['unit'])
  );
}

function checkUnitValueSet(question: Question, { value: node }: Answer, context: ValidationContext): void {
  const valueSet = settingOf(question, `${core}unitValueSet`);
  const { system, code } = node.tree;
  if (typeof valueSet !== 'string' || typeof code !== 'string') return;
  const coding = { code, ...(typeof system === 'string' && { system }) };
  context.ask({ valueSet, coding }, ({ isIn, isUnknown }) => {
    if (isIn || isUnknown) return;
    context.report('QUESTIONNAIRE_QR_ITEM_DECIMAL_UNIT_FAIL_VS', { node, args: [showCoded(node.tree), valueSet] });
  });
}
