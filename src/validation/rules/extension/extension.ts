/** Extensions: known, in place, of their kind, either a value or parts (https://hl7.org/fhir/extensibility.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { checkContext } from './check-context.ts';
import { checkCrossVersion } from './cross-version.ts';
import { findExtension, isModifier, partsOf } from './extension-definition.ts';
import { needsNoDefinition } from './undefined-extensions.ts';

/** Checks one extension, or one part of an extension. */
export function checkExtension(node: ValidationNode, context: ValidationContext): void {
  checkContent(node, context);
  const url = node.text('url');
  if (url === undefined || url === '') return;
  if (isPart(node, url)) checkPart(node, url, context);
  else checkWhole(node, url, context);
}

/** Parts of an extension have names that the definition of the whole one gives. */
function isPart({ parent }: ValidationNode, url: string): boolean {
  return parent?.type === 'Extension' && !url.includes(':');
}

function checkPart(node: ValidationNode, url: string, context: ValidationContext): void {
  const whole = node.parent?.text('url');
  const definition = whole?.includes(':') === true ? findExtension(whole, context) : undefined;
  const parts = definition === undefined ? undefined : partsOf(definition);
  if (parts === undefined || parts.has(url)) return;
  context.report('Extension_EXT_SubExtension_Invalid', { node, args: [url, whole ?? ''] });
}

function checkWhole(node: ValidationNode, stated: string, context: ValidationContext): void {
  const [url = '', version] = stated.split('|');
  if (version !== undefined) context.report('EXT_VER_URL_NOT_ALLOWED', { node, args: [stated] });
  if (checkCrossVersion(node, url, context)) return;
  const definition = findExtension(url, context);
  if (definition === undefined) {
    checkKnown(node, url, context);
    return;
  }
  const isModifying = node.key === 'modifierExtension';
  if (isModifying && !isModifier(definition)) context.report('Extension_EXT_Modifier_Y', { node, args: [url] });
  else if (!isModifying && isModifier(definition)) context.report('Extension_EXT_Modifier_N', { node, args: [url] });
  checkContext(node, url, definition, context);
}

function checkKnown(node: ValidationNode, url: string, context: ValidationContext): void {
  if (needsNoDefinition(url, context.policies)) return;
  const severity = context.policies.unknownExtensions;
  context.report('Extension_EXT_Unknown_NotHere', { node, args: [url], severity });
}

/** ext-1. */
function checkContent(node: ValidationNode, context: ValidationContext): void {
  const hasParts = 'extension' in node.tree;
  const hasValue = Object.keys(node.tree).some(key => /^_?value[A-Z]/.test(key));
  if (hasParts !== hasValue) return;
  context.report('http___hl7_org_fhir_StructureDefinition_', {
    node,
    args: ['ext-1', 'an extension has either a value or extensions, not both'],
    source: 'http://hl7.org/fhir/StructureDefinition/Extension',
  });
}
