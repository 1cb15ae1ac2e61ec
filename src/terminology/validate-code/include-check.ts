/**
 * Whether one include (or exclude) of a value set holds a code of its code system
 * (https://hl7.org/fhir/valueset.html#include), and what is to be said about the concept: abstract, inactive,
 * deprecated here, written in another case.
 */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import { formatCanonical } from '../../fhir/canonical.ts';
import type { ValueSet, ValueSetComposeInclude } from '../../fhir/model.ts';
import { at, noteConcept, report } from './check-context.ts';
import type { CheckContext, CodingFindings } from './check-context.ts';
import { findStandardsStatus } from '../standing.ts';
import type { Steps } from '../run-steps.ts';
import { listIncludedDisplays } from './displays.ts';

type IncludedConcept = NonNullable<ValueSetComposeInclude['concept']>[number];

export interface IncludeCheck {
  readonly provider: CodeSystemProvider;
  readonly include: ValueSetComposeInclude;
  readonly valueSet: ValueSet;
  /** `url|version` of the value set for messages. */
  readonly valueSetName: string;
}

const deprecatedExtension = 'http://hl7.org/fhir/StructureDefinition/valueset-deprecated';

/** Whether the concept is among those that the include selects; says nothing about it. */
export function* selectsConcept(
  { scope }: CheckContext,
  provider: CodeSystemProvider,
  include: ValueSetComposeInclude,
  concept: ConceptId,
): Steps<boolean> {
  if ((include.concept ?? []).length > 0) {
    return (yield* scope.listed.find(include, provider, concept)) !== undefined;
  }
  for (const { property, op, value } of include.filter ?? []) {
    yield undefined;
    const filter = { property, op, value };
    if (!(provider.passesFilter?.(filter, concept) ?? provider.filter(filter).has(concept))) return false;
  }
  return true;
}

/** Whether the include holds the code, with the findings and issues that follow. */
export function* isIncluded(
  context: CheckContext,
  check: IncludeCheck,
  code: string,
  findings: CodingFindings,
): Steps<boolean> {
  const { provider, include } = check;
  const concept = provider.findConcept(code);
  if (concept === undefined) {
    const mayHold = isWholeSystem(include) && reportUnknownCode(context, provider, code, findings);
    if (mayHold && provider.version !== undefined) findings.version = provider.version;
    return mayHold;
  }
  const isWhole = isWholeSystem(include);
  if (!isWhole && !(yield* selectsConcept(context, provider, include, concept))) return false;
  const listed = isWhole ? undefined : yield* context.scope.listed.find(include, provider, concept);
  return noteIncluded(context, check, concept, { code, findings, listed });
}

interface Included extends CodeAsked {
  readonly listed: IncludedConcept | undefined;
}

/** Findings and issues of a concept that the include selects; false where it is ruled out all the same. */
function noteIncluded(
  context: CheckContext,
  check: IncludeCheck,
  concept: ConceptId,
  { code, findings, listed }: Included,
): boolean {
  const { provider } = check;
  noteConcept(findings, provider, concept);
  if (listed !== undefined) addIncludedDisplays(check, listed, findings);
  reportCase(context, provider, concept, { code, findings });
  if (!isAllowed(context, check, concept, { code, findings })) return false;
  if (listed !== undefined) reportDeprecation(context, check, listed, findings);
  if (provider.version !== undefined) findings.version = provider.version;
  return true;
}

function isWholeSystem({ concept, filter }: ValueSetComposeInclude): boolean {
  return (concept?.length ?? 0) + (filter?.length ?? 0) === 0;
}

/** Reports a code that the code system lacks. True for a fragment, which can't rule the code out. */
export function reportUnknownCode(
  context: CheckContext,
  provider: CodeSystemProvider,
  code: string,
  { path }: CodingFindings,
): boolean {
  const isFragment = provider.content === 'fragment';
  if (context.request.valueSetMembershipOnly === true) return isFragment;
  const place = at(path, 'code');
  const args = [code, provider.url, provider.version ?? ''];
  if (isFragment) report(context, 'UNKNOWN_CODE_IN_FRAGMENT', args, place);
  else report(context, provider.version === undefined ? 'Unknown_Code_in' : 'Unknown_Code_in_Version', args, place);
  return isFragment;
}

function addIncludedDisplays({ valueSet }: IncludeCheck, listed: IncludedConcept, findings: CodingFindings): void {
  findings.displays = [...findings.displays, ...listIncludedDisplays(listed, valueSet)];
}

interface CodeAsked {
  readonly code: string;
  readonly findings: CodingFindings;
}

function reportCase(
  context: CheckContext,
  provider: CodeSystemProvider,
  concept: ConceptId,
  { code, findings }: CodeAsked,
): void {
  const normalized = provider.getCode(concept);
  if (normalized === code) return;
  findings.normalizedCode = normalized;
  const system = formatCanonical(provider.url, provider.version);
  report(context, 'CODE_CASE_DIFFERENCE', [code, normalized, system], at(findings.path, 'code'));
}

/** Abstract and inactive concepts may be ruled out by the request or the value set. */
function isAllowed(
  context: CheckContext,
  { provider, valueSet }: IncludeCheck,
  concept: ConceptId,
  { code, findings }: CodeAsked,
): boolean {
  const place = at(findings.path, 'code');
  const { abstract, activeOnly, valueSetMembershipOnly } = context.request;
  if (abstract === false && provider.isAbstract(concept)) {
    if (valueSetMembershipOnly !== true) report(context, 'ABSTRACT_CODE_NOT_ALLOWED', [provider.url, code], place);
    return false;
  }
  const allowsInactive = activeOnly !== true && valueSet.compose?.inactive !== false;
  if (allowsInactive || !provider.isInactive(concept)) return true;
  report(context, 'STATUS_CODE_WARNING_CODE', ['not active', code], place);
  return false;
}

/** A value set may mark a concept that it lists as on its way out. */
function reportDeprecation(
  context: CheckContext,
  { provider, valueSetName }: IncludeCheck,
  listed: IncludedConcept,
  { path }: CodingFindings,
): void {
  const status = findDeprecation(listed);
  if (status === undefined) return;
  const args = [provider.url, listed.code, status, valueSetName];
  report(context, 'CONCEPT_DEPRECATED_IN_VALUESET', args, at(path, 'code'));
}

function findDeprecation({ extension }: IncludedConcept): string | undefined {
  const status = findStandardsStatus(extension);
  if (status === 'withdrawn' || status === 'deprecated') return status;
  return extension?.some(({ url, valueBoolean }) => url === deprecatedExtension && valueBoolean !== false) === true
    ? 'deprecated'
    : undefined;
}
