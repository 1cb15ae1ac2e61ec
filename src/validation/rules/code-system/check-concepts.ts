/** Concepts of a CodeSystem: codes, and properties with values of the declared type. */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import type { ConceptProperty } from './concept-properties.ts';

interface ConceptCheck {
  readonly properties: ReadonlyMap<string, ConceptProperty>;
  readonly codes: ReadonlySet<string>;
  readonly supplements: string | undefined;
  readonly context: ValidationContext;
  /** What has been asked or told of a property's codes. */
  readonly seen: Set<string>;
}

/** Checks all concepts, at every depth. */
export function checkConcepts(
  codeSystem: ValidationNode,
  properties: ReadonlyMap<string, ConceptProperty>,
  context: ValidationContext,
): void {
  const codes = new Set<string>();
  collectCodes(codeSystem.tree, codes);
  const met = new Set<string>();
  const check = { properties, codes, supplements: codeSystem.text('supplements'), context, seen: new Set<string>() };
  const visit = (holder: ValidationNode): void => {
    for (const concept of holder.children('concept', 'CodeSystem.concept')) {
      const code = concept.text('code');
      if (code !== undefined && met.has(code))
        context.report('CODESYSTEM_DUPLICATE_CODE', { node: concept, args: [code] });
      if (code !== undefined) met.add(code);
      if ('property' in concept.tree) checkValues(concept, check);
      visit(concept);
    }
  };
  visit(codeSystem);
}

function collectCodes(holder: Tree, codes: Set<string>): void {
  for (const concept of treesIn(holder['concept'])) {
    const code = textIn(concept, 'code');
    if (code !== undefined) codes.add(code);
    collectCodes(concept, codes);
  }
}

function checkValues(concept: ValidationNode, check: ConceptCheck): void {
  const { context, properties } = check;
  for (const node of concept.children('property', 'CodeSystem.concept.property')) {
    const code = node.text('code');
    if (code === undefined) continue;
    const property = properties.get(code);
    if (property === undefined) context.report('CODESYSTEM_PROPERTY_UNDEFINED', { node, args: [code] });
    const value = node.choice('value');
    if (value === undefined) {
      if (!Object.keys(node.tree).some(key => key.startsWith('_value')))
        context.report('CODESYSTEM_PROPERTY_NO_VALUE', { node, args: [code] });
    } else if (property?.type !== undefined) checkValue(node, { property, value }, check);
  }
}

interface PropertyValue {
  readonly property: ConceptProperty;
  readonly value: ValidationNode;
}

function checkValue(node: ValidationNode, { property, value }: PropertyValue, check: ConceptCheck): void {
  const { code, type = '', codes } = property;
  if (value.type !== type) {
    check.context.report('CODESYSTEM_PROPERTY_WRONG_TYPE', { node, args: [code, value.type, type] });
    return;
  }
  const given = value.value;
  if (type !== 'code' || typeof given !== 'string' || codes === undefined) return;
  const key = `${code} ${given}`;
  if (check.seen.has(key)) return;
  check.seen.add(key);
  if (codes.from === 'value-set')
    askValueSet(node, { property: code, code: given, valueSet: codes.valueSet }, check.context);
  else checkInternal(node, { property: code, code: given, isSure: codes.isSure }, check);
}

function askValueSet(
  node: ValidationNode,
  asked: { property: string; code: string; valueSet: string },
  context: ValidationContext,
): void {
  const { property, code, valueSet } = asked;
  context.ask({ valueSet, code }, ({ isIn, isUnknown }) => {
    if (!isIn && !isUnknown)
      context.report('CODESYSTEM_PROPERTY_BAD_PROPERTY_CODE', { node, args: [code, property, valueSet] });
  });
}

function checkInternal(
  node: ValidationNode,
  asked: { property: string; code: string; isSure: boolean },
  check: ConceptCheck,
): void {
  const { property, code, isSure } = asked;
  const { codes, supplements, context } = check;
  if (codes.has(code)) return;
  const tell = (): void => {
    const severity = isSure ? 'error' : 'warning';
    context.report('CODESYSTEM_PROPERTY_BAD_INTERNAL_REFERENCE', { node, args: [code, property], severity });
  };
  if (supplements === undefined) {
    tell();
    return;
  }
  const [system = ''] = supplements.split('|');
  context.ask({ coding: { system, code } }, ({ isIn, isUnknown }) => {
    if (!isIn && !isUnknown) tell();
  });
}
