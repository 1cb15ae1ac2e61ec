/** Where an extension may stand (https://hl7.org/fhir/defining-extensions.html#context). */
import { fhirVersionNames } from '../../../fhir/fhir-version.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { findExtension } from './extension-definition.ts';
import { namesOf } from './extension-place.ts';

/** Allowed everywhere, or in so many places that their definitions name only some. */
const anywhere: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version',
  'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type',
  'http://hl7.org/fhir/StructureDefinition/regex',
  'http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation',
  'http://hl7.org/fhir/StructureDefinition/capabilitystatement-prohibited',
]);

/** Contexts that say nothing more than that there is an element. */
const unrestricted: ReadonlySet<string> = new Set(['Element', 'Any', 'Base']);
/** Patterns of resources that are no types of their own in every version. */
const patterns: ReadonlySet<string> = new Set([
  'CanonicalResource',
  'MetadataResource',
  'Definition',
  'Event',
  'Request',
  'FiveWs',
]);

/** Tells an extension that stands where its definition does not allow it. */
export function checkContext(
  extension: ValidationNode,
  url: string,
  definition: Tree,
  context: ValidationContext,
): void {
  const element = extension.parent;
  if (element === undefined || anywhere.has(url) || isAnyValue(element)) return;
  const place = { element, names: namesOf(element, context) };
  if (!isAllowed(definition, place, context) && !isAllowedByCore(url, place, context)) {
    const wanted = treesIn(definition['context']).map(one => textIn(one, 'expression') ?? '');
    context.report('Extension_EXT_Context_Wrong', { node: element, args: [url, wanted.join(', ')] });
    return;
  }
  for (const invariant of invariantsOf(definition)) {
    if (holds(invariant, element, context) === false) {
      context.report('Profile_EXT_Not_Here', { node: element, args: [url, invariant] });
    }
  }
}

function isAllowed(definition: Tree, place: Place, context: ValidationContext): boolean {
  const contexts = treesIn(definition['context']);
  return contexts.length === 0 || contexts.some(one => isMet(one, place, context));
}

/** What the version's own definition allowed stays allowed where the extension pack has a later one. */
function isAllowedByCore(url: string, place: Place, context: ValidationContext): boolean {
  const { number } = fhirVersionNames[context.fhirVersion];
  const definition = findExtension(`${url}|${number}`, context);
  return definition !== undefined && isAllowed(definition, place, context);
}

/** Values of examples, fixed values and patterns stand for instances. */
function isAnyValue(element: ValidationNode): boolean {
  for (let node: ValidationNode | undefined = element; node !== undefined; node = node.parent) {
    if (/^(?:fixed|pattern|defaultValue)$/.test(node.stem ?? '') && node.parent?.type === 'ElementDefinition')
      return true;
    if (node.parent?.type === 'ElementDefinition.example' && node.stem === 'value') return true;
  }
  return false;
}

interface Place {
  readonly element: ValidationNode;
  readonly names: ReadonlySet<string>;
}

function isMet(one: Tree, { element, names }: Place, context: ValidationContext): boolean {
  const expression = textIn(one, 'expression') ?? '';
  switch (textIn(one, 'type')) {
    case 'element':
      return isElement(expression, { element, names });
    case 'extension':
      return element.type === 'Extension' && element.tree['url'] === expression;
    case 'fhirpath':
      return isSelected(expression, element, context);
    default:
      return true;
  }
}

function isElement(expression: string, { element, names }: Place): boolean {
  if (unrestricted.has(expression) || names.has(expression)) return true;
  // Ids of profiled elements, and definitions of others' models, are not followed.
  if (/[#:]/.test(expression)) return true;
  return element.isResource && patterns.has(expression);
}

function isSelected(expression: string, element: ValidationNode, context: ValidationContext): boolean {
  try {
    const found = context.evaluate(expression, element.resource);
    return found.some(value => value === element.value || typeof value !== 'object') || isSibling(element);
  } catch {
    return true;
  }
}

/** A primitive's extensions hang on an object that FHIRPath does not give. */
function isSibling({ key }: ValidationNode): boolean {
  return key.startsWith('_');
}

function invariantsOf({ contextInvariant }: Tree): readonly string[] {
  return Array.isArray(contextInvariant) ? contextInvariant.filter(item => typeof item === 'string') : [];
}

function holds(invariant: string, element: ValidationNode, context: ValidationContext): boolean | undefined {
  if (isSibling(element)) return undefined;
  try {
    const [first, second] = context.evaluate(invariant, element);
    return second === undefined && typeof first === 'boolean' ? first : undefined;
  } catch {
    return undefined;
  }
}
