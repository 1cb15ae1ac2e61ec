/** The order of answers: for bounds and for the conditions of enableWhen. */
import { isTree } from '../trees.ts';

/** Less than 0, 0 or more than 0; undefined where two values have no order. */
export function compareAnswers(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (isTree(left) && isTree(right)) return compareAnswers(left['value'], right['value']);
  return undefined;
}

/** Dates of less precision count as the first moment that they may mean, as HL7's validator has it. */
function compareTexts(left: string, right: string): number {
  if (isDate(left) && isDate(right)) return Date.parse(left) - Date.parse(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

function isDate(text: string): boolean {
  return /^\d{4}(?:-\d{2}(?:-\d{2}(?:T.*)?)?)?$/.test(text) && !Number.isNaN(Date.parse(text));
}
