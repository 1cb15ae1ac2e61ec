/** Properties that a CodeSystem declares (https://hl7.org/fhir/codesystem.html#properties). */
import { isAbsoluteUri } from '../../absolute-uri.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { definedPropertyTypes } from '../defined-properties.ts';
import { extensionValues } from '../trees.ts';

/** Where the codes that are values of a property come from. */
export type CodesOfProperty =
  | { readonly from: 'code-system'; readonly isSure: boolean }
  | { readonly from: 'value-set'; readonly valueSet: string }
  | undefined;

export interface ConceptProperty {
  readonly code: string;
  readonly type: string | undefined;
  readonly codes: CodesOfProperty;
}

const valueSetUrls = [
  'http://hl7.org/fhir/StructureDefinition/codesystem-property-valueset',
  'http://hl7.org/fhir/6.0/StructureDefinition/extension-CodeSystem.property.valueSet',
];
const hl7 = 'http://hl7.org/fhir/concept-properties#';

const ofConcepts: ReadonlySet<string> = new Set(['parent', 'child', 'partOf', 'synonym']);
/** Properties that later versions define. */
const known: ReadonlySet<string> = new Set([
  ...definedPropertyTypes.keys(),
  'alternateCode',
  'order',
  'definition',
  'label',
]);

/** The properties declared, by code; what is wrong with the declarations is told. */
export function readProperties(
  codeSystem: ValidationNode,
  context: ValidationContext,
): ReadonlyMap<string, ConceptProperty> {
  const properties = new Map<string, ConceptProperty>();
  const uris = new Set<string>();
  for (const node of codeSystem.children('property', 'CodeSystem.property')) {
    const uri = node.text('uri');
    const code = node.text('code');
    if (uri !== undefined) checkUri(node, uri, { uris, url: codeSystem.text('url') ?? '' }, context);
    if (code === undefined) continue;
    if (properties.has(code)) context.report('CODESYSTEM_PROPERTY_DUPLICATE_CODE', { node, args: [code] });
    const type = node.text('type');
    const name = uri?.startsWith(hl7) === true ? uri.slice(hl7.length) : undefined;
    if (name !== undefined) checkKnown(node, { name, uri: uri ?? '', code, type }, context);
    properties.set(code, { code, type, codes: codesOf(node, name, type) });
  }
  return properties;
}

interface UriPlace {
  readonly uris: Set<string>;
  readonly url: string;
}

function checkUri(node: ValidationNode, uri: string, { uris, url }: UriPlace, context: ValidationContext): void {
  if (!isAbsoluteUri(uri)) context.report('CODESYSTEM_PROPERTY_ABSOLUTE_URI', { node, args: [uri] });
  else if (uris.has(uri)) context.report('CODESYSTEM_PROPERTY_DUPLICATE_URI', { node, args: [uri] });
  uris.add(uri);
  const isHl7Itself = /^http:\/\/hl7\.org\/fhir\/[^/]*$/.test(url) || (url !== '' && uri.startsWith(url));
  if (!uri.startsWith(hl7) || isHl7Itself || known.has(uri.slice(hl7.length))) return;
  context.report('CODESYSTEM_PROPERTY_BAD_HL7_URI', { node, args: [uri] });
}

interface Known {
  readonly name: string;
  readonly uri: string;
  readonly code: string;
  readonly type: string | undefined;
}

function checkKnown(node: ValidationNode, { name, uri, code, type }: Known, context: ValidationContext): void {
  const expected = definedPropertyTypes.get(name);
  if (expected === undefined) return;
  if (code !== name && definedPropertyTypes.has(code)) {
    context.report('CODESYSTEM_PROPERTY_URI_CODE_MISMATCH', { node, args: [uri, name, code] });
  }
  if (type !== undefined && type !== expected) {
    context.report('CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH', { node, args: [uri, expected, type] });
  }
}

function codesOf({ tree }: ValidationNode, name: string | undefined, type: string | undefined): CodesOfProperty {
  if (name !== undefined && ofConcepts.has(name)) return { from: 'code-system', isSure: true };
  const valueSet = valueSetUrls.flatMap(url => extensionValues(tree, url)).find(value => typeof value === 'string');
  if (typeof valueSet === 'string') return { from: 'value-set', valueSet };
  return type === 'code' && name === undefined ? { from: 'code-system', isSure: false } : undefined;
}
