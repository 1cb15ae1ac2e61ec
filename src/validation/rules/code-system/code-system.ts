/** A CodeSystem's statements about itself: content, count, supplement, value set (https://hl7.org/fhir/codesystem.html). */
import { fhirVersionNames } from '../../../fhir/fhir-version.ts';
import type { MessageId } from '../../messages/messages.ts';
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isTree, textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { checkConcepts } from './check-concepts.ts';
import { readProperties } from './concept-properties.ts';

/** Checks a code system's statements, properties and concepts. */
export function checkCodeSystem(codeSystem: ValidationNode, context: ValidationContext): void {
  checkSupplement(codeSystem, context);
  checkCount(codeSystem, context);
  checkAllCodes(codeSystem, context);
  const properties = readProperties(codeSystem, context);
  checkConcepts(codeSystem, properties, context);
}

function checkSupplement(codeSystem: ValidationNode, context: ValidationContext): void {
  const content = codeSystem.text('content');
  const supplements = codeSystem.text('supplements');
  const at = (key: string): ValidationNode => codeSystem.child(key) ?? codeSystem;
  if (supplements === undefined) {
    if (content !== 'supplement') return;
    context.report('CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_MISSING', { node: at('content') });
    context.report('CODESYSTEM_CS_SUPP_NO_SUPP', { node: codeSystem });
    return;
  }
  if (content !== 'supplement')
    context.report('CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG', { node: at('content') });
  if ('caseSensitive' in codeSystem.tree) {
    context.report('CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL', { node: at('caseSensitive'), args: ['caseSensitive'] });
  }
  const base = context.finder.find('CodeSystem', supplements) as Tree | undefined;
  const [own, theirs] = [codeSystem.text('hierarchyMeaning'), textIn(base, 'hierarchyMeaning')];
  if (own !== undefined && theirs !== undefined && own !== theirs) {
    context.report('CODESYSTEM_CS_SUPP_HIERARCHY_MEANING', { node: codeSystem, args: [own, theirs] });
  }
  for (const concept of codeSystem.children('concept', 'CodeSystem.concept'))
    checkSupplemented(concept, supplements, context);
}

/** What is supplemented is in the base. */
function checkSupplemented(node: ValidationNode, supplements: string, context: ValidationContext): void {
  const [system = '', version] = supplements.split('|');
  const code = node.text('code');
  if (code === undefined) return;
  const coding = { system, code, ...(version !== undefined && { version }) };
  context.ask({ coding }, ({ isIn, isUnknown }) => {
    if (isUnknown) context.report('CODESYSTEM_CS_SUPP_CANT_CHECK', { node: node.resource, args: [supplements] });
    else if (!isIn) context.report('CODESYSTEM_CS_SUPP_INVALID_CODE', { node, args: [supplements, code] });
  });
}

function checkCount(codeSystem: ValidationNode, context: ValidationContext): void {
  const content = codeSystem.text('content');
  const count = countConcepts(codeSystem.tree);
  if (count === 0 && content === 'complete') context.report('CODESYSTEM_CS_COMPLETE_AND_EMPTY', { node: codeSystem });
  const [first] = codeSystem.children('concept', 'CodeSystem.concept');
  if (content === 'not-present' && first !== undefined) {
    context.report('CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED', { node: first });
  }
  const node = codeSystem.child('count');
  if (typeof node?.value === 'number') checkStated(node, { content, count, stated: node.value }, context);
}

interface Counted {
  readonly content: string | undefined;
  readonly count: number;
  readonly stated: number;
}

function checkStated(node: ValidationNode, { content, count, stated }: Counted, context: ValidationContext): void {
  const args = [count, stated];
  if (content === 'complete' && count !== stated) context.report('CODESYSTEM_CS_COUNT_COMPLETE_WRONG', { node, args });
  const isPart = content === 'example' || content === 'fragment';
  if (isPart && count >= stated) context.report('CODESYSTEM_CS_COUNT_FRAGMENT_WRONG', { node, args });
}

function countConcepts(holder: Tree): number {
  return treesIn(holder['concept']).reduce((sum, concept) => sum + 1 + countConcepts(concept), 0);
}

/** `CodeSystem.valueSet` names the value set of all its codes. */
function checkAllCodes(codeSystem: ValidationNode, context: ValidationContext): void {
  const named = codeSystem.text('valueSet');
  if (named === undefined) return;
  const isWhole = codeSystem.tree['content'] === 'complete' || codeSystem.tree['content'] === 'supplement';
  if (!isWhole) context.report('CODESYSTEM_CS_NO_VS_NOTCOMPLETE', { node: codeSystem });
  const faults = valueSetsOf(codeSystem, named, context).map(valueSet => faultOfAll(codeSystem, named, valueSet));
  const [fault] = faults;
  if (fault !== undefined && !faults.includes(undefined)) {
    context.report(fault.messageId, { node: codeSystem, args: fault.args });
  }
}

/**
 * The value sets that may be meant: the canonical names no version, and a code system of an older release goes with the
 * value set of its own release, not with one that terminology.hl7.org has changed since.
 */
function valueSetsOf(codeSystem: ValidationNode, named: string, context: ValidationContext): readonly Tree[] {
  const { number } = fhirVersionNames[context.fhirVersion];
  const versions = named.includes('|') ? [] : [codeSystem.text('version'), number];
  const canonicals = [named, ...versions.flatMap(version => (version === undefined ? [] : `${named}|${version}`))];
  return canonicals.flatMap<Tree>(canonical => (context.finder.find('ValueSet', canonical) as Tree | undefined) ?? []);
}

interface AllCodesFault {
  readonly messageId: MessageId;
  readonly args: readonly string[];
}

function faultOfAll(codeSystem: ValidationNode, named: string, valueSet: Tree): AllCodesFault | undefined {
  const url = codeSystem.text('url') ?? '';
  const includes = isTree(valueSet['compose']) ? treesIn(valueSet['compose']['include']) : [];
  const [include] = includes;
  if (include === undefined || includes.length > 1)
    return { messageId: 'CodeSystem_CS_VS_Invalid', args: [url, named] };
  if (include['system'] !== url) {
    return { messageId: 'CodeSystem_CS_VS_WrongSystem', args: [url, named, textIn(include, 'system') ?? ''] };
  }
  const isPart = ['valueSet', 'concept', 'filter'].some(key => key in include);
  return isPart ? { messageId: 'CodeSystem_CS_VS_IncludeDetails', args: [url, named] } : undefined;
}
