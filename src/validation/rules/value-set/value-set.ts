/** What a ValueSet includes and excludes (https://hl7.org/fhir/valueset.html#compositions). */
import type { CanonicalFinder } from '../../../contracts/canonical-finder.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { extensionValues, isTree, textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { checkFilter } from './check-filter.ts';
import { isAbsoluteUri } from '../../absolute-uri.ts';

/** More codes are not looked up, as in HL7's validator. */
const mostCodes = 1000;

/** Checks systems, codes and filters of a value set's compose. */
export function checkValueSet(valueSet: ValidationNode, context: ValidationContext): void {
  const compose = valueSet.child('compose', 'ValueSet.compose');
  if (compose === undefined) return;
  for (const key of ['include', 'exclude']) {
    for (const include of compose.children(key, 'ValueSet.compose.include')) checkInclude(valueSet, include, context);
  }
}

function checkInclude(valueSet: ValidationNode, include: ValidationNode, context: ValidationContext): void {
  checkImports(include, context);
  const stated = include.text('system');
  if (stated === undefined) {
    const isIncomplete = ('concept' in include.tree || 'filter' in include.tree) && !('_system' in include.tree);
    if (isIncomplete) context.report('VALUESET_NO_SYSTEM_WARNING', { node: include });
    return;
  }
  const [system = ''] = stated.split('|');
  checkSystemForm(include, stated, context);
  if (system.startsWith('#')) checkContainedSystem(valueSet, include, system, context);
  // The extension says that the code system is in the same resource, which terminology does not see.
  const { _system: sibling } = include.tree;
  const isContained = isTree(sibling) && extensionValues(sibling, systemUrl).length > 0;
  if (isAbsoluteUri(system) && !isContained) checkSystem(include, system, context);
}

function checkSystem(include: ValidationNode, system: string, context: ValidationContext): void {
  const version = include.text('version');
  const codeSystem = findCodeSystem(context.finder, system, version);
  const isUsable =
    codeSystem === undefined
      ? checkUnknownSystem(include, system, context)
      : checkContent(include, codeSystem, context);
  if (!isUsable) return;
  const concepts = include.children('concept', 'ValueSet.compose.include.concept');
  if (concepts.length <= mostCodes) for (const concept of concepts) checkConcept(concept, { system, version }, context);
  for (const filter of include.children('filter', 'ValueSet.compose.include.filter')) {
    checkFilter(filter, { system, version, codeSystem }, context);
  }
}

const systemUrl = 'http://hl7.org/fhir/StructureDefinition/valueset-system';

function checkImports(include: ValidationNode, context: ValidationContext): void {
  for (const node of include.children('valueSet', 'canonical')) {
    const { value } = node;
    if (typeof value !== 'string' || value.startsWith('#') || value.includes('?')) continue;
    if (context.finder.describe('ValueSet', value) === undefined)
      context.report('VALUESET_REFERENCE_UNKNOWN', { node, args: [value] });
  }
}

function findCodeSystem(finder: CanonicalFinder, system: string, version: string | undefined): Tree | undefined {
  const canonical = version === undefined ? system : `${system}|${version}`;
  return finder.find('CodeSystem', canonical) as Tree | undefined;
}

function checkSystemForm(node: ValidationNode, stated: string, context: ValidationContext): void {
  const [system = '', inSystem] = stated.split('|');
  if (!isAbsoluteUri(system)) {
    const messageId = system.startsWith('#')
      ? 'VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG'
      : 'VALUESET_INCLUDE_SYSTEM_ABSOLUTE';
    context.report(messageId, { node, args: [system] });
  }
  if (inSystem === undefined) return;
  const version = node.text('version');
  if (inSystem === '') context.report('VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_0', { node, args: [system] });
  else if (version === undefined || version === inSystem) {
    context.report('VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_1', { node, args: [inSystem] });
  } else context.report('VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_2', { node, args: [inSystem, version] });
}

function checkContainedSystem(
  valueSet: ValidationNode,
  node: ValidationNode,
  system: string,
  context: ValidationContext,
): void {
  const found = treesIn(valueSet.tree['contained']).find(({ id }) => `#${String(id)}` === system);
  if (found === undefined) context.report('VALUESET_INCLUDE_CS_NOT_FOUND', { node, args: [system] });
  else if (found['resourceType'] !== 'CodeSystem') {
    context.report('VALUESET_INCLUDE_CS_NOT_CS', { node, args: [system, String(found['resourceType'])] });
  }
}

/** Whether the codes of a code system can be looked at; what hinders is told. */
function checkContent(node: ValidationNode, codeSystem: Tree, context: ValidationContext): boolean {
  const content = textIn(codeSystem, 'content') ?? '';
  const url = textIn(codeSystem, 'url') ?? '';
  if (content === 'supplement') {
    context.report('VALUESET_INCLUDE_CS_SUPPLEMENT', { node, args: [url, textIn(codeSystem, 'supplements') ?? ''] });
    return false;
  }
  if (content === 'example' || content === 'fragment') {
    const severity = content === 'example' ? 'warning' : 'information';
    context.report('VALUESET_INCLUDE_CS_CONTENT', { node, args: [url, content], severity });
  }
  return true;
}

/** A code system that is no resource here: perhaps the url of something else. */
function checkUnknownSystem(node: ValidationNode, system: string, context: ValidationContext): boolean {
  if (context.finder.describe('ValueSet', system) !== undefined) {
    context.report('VALUESET_INCLUDE_WRONG_VS', { node, args: [system] });
    return false;
  }
  if (system.startsWith('urn:oid:')) {
    const url = context.finder.findUrlByIdentifier('CodeSystem', system);
    if (url !== undefined) context.report('VALUESET_INCLUDE_WRONG_CS_OID', { node, args: [system, url] });
  }
  return true;
}

interface SystemVersion {
  readonly system: string;
  readonly version: string | undefined;
}

function checkConcept(node: ValidationNode, { system, version }: SystemVersion, context: ValidationContext): void {
  const code = node.text('code');
  if (code === undefined) return;
  const coding = { system, code, ...(version !== undefined && { version }) };
  context.ask({ coding }, ({ isIn, isUnknown, issues }) => {
    if (isIn || isUnknown || !issues.some(({ txType }) => txType === 'invalid-code')) return;
    const reason = issues.map(({ text }) => text).join('; ');
    context.report('VALUESET_INCLUDE_INVALID_CONCEPT_CODE', { node, args: [system, code, reason] });
  });
}
