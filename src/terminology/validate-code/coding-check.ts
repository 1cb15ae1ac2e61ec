/**
 * The verdict on one coding: is it in the value set, is its display right, and if it is not in, what else is wrong
 * with it (https://hl7.org/fhir/valueset-operation-validate-code.html).
 */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import type { Steps } from '../run-steps.ts';
import { at, noteConcept, report } from './check-context.ts';
import type { CheckContext, CodingFindings, GivenCoding, LookedUpCoding, Membership } from './check-context.ts';
import { findCodeSystem, isAbsoluteUri, reportMissingSystem } from './code-system-lookup.ts';
import { checkDisplay } from './display-check.ts';
import { reportUnknownCode } from './include-check.ts';
import { findNewestIncludedVersion } from './include-version.ts';
import { inferSystem } from './infer-system.ts';
import { checkMembership } from './membership.ts';
import { reportStanding } from './status-check.ts';
import type { NamedStanding } from './status-check.ts';
import type { ValueSetNode } from './value-set-graph.ts';

export interface CodingVerdict {
  readonly given: GivenCoding;
  readonly findings: CodingFindings;
  readonly membership: Membership;
  /** The coding's system, or the one that was inferred. */
  readonly system: string | undefined;
}

/** Judges one coding and reports what there is to say of it. */
export function* checkCoding(
  context: CheckContext,
  node: ValueSetNode,
  given: GivenCoding,
  path: string,
): Steps<CodingVerdict> {
  const findings: CodingFindings = { path, displays: [] };
  const coding = yield* identifyCoding(context, node, given, path);
  if (coding === undefined) return { given, findings, membership: 'out', system: given.system };
  const membership = yield* checkMembership(context, node, coding, findings);
  if (membership === 'in') checkGivenDisplay(context, coding, findings);
  else if (context.request.valueSetMembershipOnly !== true) examineOutside(context, node, coding, findings);
  return { given, findings, membership, system: coding.system };
}

function* identifyCoding(
  context: CheckContext,
  node: ValueSetNode,
  { system, code, version, display }: GivenCoding,
  path: string,
): Steps<LookedUpCoding | undefined> {
  if (code === undefined || code === '') {
    report(context, 'Coding_has_no_code__cannot_validate', [], path === '' ? {} : { expression: path });
    return undefined;
  }
  const known = system ?? (canInfer(context) ? yield* inferSystem(context, node, code) : undefined);
  if (known !== undefined) return { system: known, code, version, display };
  if (!canInfer(context)) {
    report(context, 'Coding_has_no_system__cannot_validate', [], path === '' ? {} : { expression: path });
  }
  return undefined;
}

/** `inferSystem` is defined for the parameter `code` alone. */
function canInfer({ request, mode }: CheckContext): boolean {
  return mode === 'code' && request.inferSystem === true;
}

function checkGivenDisplay(context: CheckContext, coding: LookedUpCoding, findings: CodingFindings): void {
  const { display, system, code } = coding;
  if (display === undefined || findings.displays.length === 0) return;
  if (context.request.valueSetMembershipOnly === true) return;
  checkDisplay(context, { system, code, display }, findings);
}

/** A code that is not in the value set is still looked up, to say what is wrong with it. */
function examineOutside(
  context: CheckContext,
  node: ValueSetNode,
  coding: LookedUpCoding,
  findings: CodingFindings,
): void {
  const { system, code } = coding;
  const { path } = findings;
  if (!isAbsoluteUri(system)) report(context, 'Terminology_TX_System_Relative', [], at(path, 'system'));
  const provider = findOutsideCodeSystem(context, node, coding);
  if (provider === undefined) {
    const version = coding.version ?? includedVersion(node, coding);
    return reportMissingSystem(context, { system, version }, path);
  }
  reportStanding(context, provider.definition as unknown as NamedStanding, node.valueSet);
  if (provider.version !== undefined) findings.version = provider.version;
  const concept = provider.findConcept(code);
  if (concept === undefined) {
    reportUnknownCode(context, provider, code, findings);
    return;
  }
  noteConcept(findings, provider, concept);
  checkGivenDisplay(context, coding, findings);
}

function includedVersion({ valueSet }: ValueSetNode, { system }: LookedUpCoding): string | undefined {
  return findNewestIncludedVersion(valueSet.compose?.include ?? [], system);
}

/** The coding's version, else the one that the value set names, else whichever answers. */
function findOutsideCodeSystem(
  context: CheckContext,
  node: ValueSetNode,
  coding: LookedUpCoding,
): CodeSystemProvider | undefined {
  const { system, version } = coding;
  const included = includedVersion(node, coding);
  return (
    findCodeSystem(context, system, version ?? included) ??
    (version === undefined && included !== undefined ? findCodeSystem(context, system, undefined) : undefined)
  );
}
