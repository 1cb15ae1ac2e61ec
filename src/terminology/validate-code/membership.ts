/**
 * Whether a coding is in a value set, by walking its compose: includes until one holds it, then excludes; imports are
 * asked in turn. Never by expansion (https://hl7.org/fhir/valueset.html#compositions).
 */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { ValueSetComposeInclude, ValueSetExpansion, ValueSetExpansionContains } from '../../fhir/model.ts';
import { isWholeExpansion, unknownCodes } from '../expand/stored-expansion.ts';
import { adoptJudgement, at, noteConcept, quietly, report, reportIssue, withdrawErrors } from './check-context.ts';
import type { CheckContext, CodingFindings, Judgement, LookedUpCoding, Membership } from './check-context.ts';
import { findCheckedCodeSystem, findCodeSystem, reportUnknownSystem } from './code-system-lookup.ts';
import { isIncluded, selectsConcept } from './include-check.ts';
import type { RequestScope } from '../request-scope.ts';
import { nested } from '../run-steps.ts';
import type { Steps } from '../run-steps.ts';
import { expansionDefault } from '../expansion-defaults.ts';
import { decideVersion, reportMissingVersion, selectIncludes } from './include-version.ts';
import { reportStanding } from './status-check.ts';
import type { NamedStanding } from './status-check.ts';
import type { ValueSetNode } from './value-set-graph.ts';

/** Judges the coding by this value set; issues and findings are added on the way. */
export function* checkMembership(
  context: CheckContext,
  node: ValueSetNode,
  coding: LookedUpCoding,
  findings: CodingFindings,
): Steps<Membership> {
  const { compose, expansion } = node.valueSet;
  const check = { context, node, coding, findings };
  if (compose === undefined) return checkExpansion(check, expansion);
  const membership = yield* checkIncludes(check, compose.include);
  if (membership !== 'in') return membership;
  if (compose.inactive === false && isInactive(check)) return 'out';
  for (const exclude of compose.exclude ?? []) if (yield* isExcluded(check, exclude)) return 'out';
  return 'in';
}

/** By the expansion that the value set has in place of a definition. */
function checkExpansion(
  { context, node, coding, findings }: MembershipCheck,
  expansion: ValueSetExpansion | undefined,
): Membership {
  if (expansion === undefined) throw unknownCodes(node.name);
  const stored = checkStoredExpansion(context, expansion.contains ?? [], coding, findings);
  if (stored === 'out' && !isWholeExpansion(expansion)) throw unknownCodes(node.name);
  return stored;
}

/** What is imported is inactive or not by its own definition, and must suit this one's `compose.inactive` too. */
function isInactive({ context, coding, findings }: MembershipCheck): boolean {
  if (findings.status?.isInactive !== true) return false;
  report(context, 'STATUS_CODE_WARNING_CODE', ['not active', coding.code], at(findings.path, 'code'));
  return true;
}

interface MembershipCheck {
  readonly context: CheckContext;
  readonly node: ValueSetNode;
  readonly coding: LookedUpCoding;
  readonly findings: CodingFindings;
}

function* checkIncludes(check: MembershipCheck, includes: readonly ValueSetComposeInclude[]): Steps<Membership> {
  const { context } = check;
  const selected = selectIncludes(context, check.coding, includes);
  // What keeps the code out of one include is no fault of it where another has it.
  const faults: Issue[] = [];
  let membership: Membership = 'out';
  for (const [at, include] of selected.entries()) {
    if (at > 0) yield;
    const first = context.issues.length;
    membership = yield* checkInclude(check, include);
    if (membership === 'in') {
      if (hasErrors(context.issues.slice(first))) yield* preferFaultless(check, selected.slice(at + 1), first);
      return 'in';
    }
    faults.push(...withdrawErrors(context, first));
    // An unknown code system ends the search: what the other includes say can't make up for it.
    if (membership === 'unknown') break;
  }
  for (const fault of faults) reportIssue(context, fault);
  return membership;
}

/** A code that one include holds only with a fault (of another version) may be held by a later one without. */
function* preferFaultless(
  { context, node, coding, findings }: MembershipCheck,
  includes: readonly ValueSetComposeInclude[],
  first: number,
): Steps<void> {
  for (const include of includes) {
    yield undefined;
    const trial = { context: quietly(context), node, coding, findings: { path: findings.path, displays: [] } };
    if ((yield* checkInclude(trial, include)) !== 'in' || hasErrors(trial.context.issues)) continue;
    withdrawErrors(context, first);
    for (const issue of trial.context.issues) reportIssue(context, issue);
    Object.assign(findings, trial.findings);
    return;
  }
}

function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}

/** The coding must be in the include's code system part and in every value set that it names. */
function* checkInclude(check: MembershipCheck, include: ValueSetComposeInclude): Steps<Membership> {
  const { system, valueSet = [] } = include;
  if (system === undefined && valueSet.length === 0) return 'out';
  let membership: Membership = system === undefined ? 'in' : yield* checkSystemPart(check, include, system);
  for (const canonical of valueSet) {
    if (membership !== 'in') return membership;
    membership = yield* checkImport(check, canonical);
  }
  return membership;
}

function* checkSystemPart(check: MembershipCheck, include: ValueSetComposeInclude, system: string): Steps<Membership> {
  const { context, coding, findings, node } = check;
  const version = decideVersion(context, coding, include.version, findings.path);
  const provider = findCheckedCodeSystem(context, system, version, findings.path);
  if (provider === undefined) {
    if (context.request.valueSetMembershipOnly === true) return 'out';
    reportUnknownSystem(context, system, version, findings.path);
    return 'unknown';
  }
  reportStanding(context, provider.definition as unknown as NamedStanding, node.valueSet);
  reportMissingVersion(context, provider, version ?? coding.version, findings.path);
  const includeCheck = { provider, include, valueSet: node.valueSet, valueSetName: node.name };
  return (yield* isIncluded(context, includeCheck, coding.code, findings)) ? 'in' : 'out';
}

function* checkImport({ context, node, coding, findings }: MembershipCheck, canonical: string): Steps<Membership> {
  const imported = node.imports.get(canonical);
  if (imported === undefined) return 'unknown';
  reportStanding(context, imported.valueSet, node.valueSet);
  const judgement = yield* judgeImport({ context, node: imported, coding, findings });
  adoptJudgement(context, judgement, findings);
  return judgement.membership;
}

/**
 * Judges the coding by an imported value set, once however often it is imported: a few value sets that import one
 * another twice would otherwise be a great many.
 */
function* judgeImport({ context, node, coding, findings: { path } }: MembershipCheck): Steps<Judgement> {
  const judged = context.judged.of(coding);
  const known = judged.get(node);
  if (known !== undefined) return known;
  const own = quietly(context);
  const findings: CodingFindings = { path, displays: [] };
  const membership = yield* nested(checkMembership(own, node, coding, findings));
  const judgement = { membership, findings, issues: own.issues, unknownSystems: own.unknownSystems };
  judged.set(node, judgement);
  return judgement;
}

function* isExcluded(check: MembershipCheck, exclude: ValueSetComposeInclude): Steps<boolean> {
  const { system, valueSet = [] } = exclude;
  if (system === undefined && valueSet.length === 0) return false;
  if (system !== undefined && !(yield* excludesBySystem(check, exclude, system))) return false;
  yield undefined;
  for (const canonical of valueSet) if (!(yield* isInQuietly(check, canonical))) return false;
  return true;
}

function* excludesBySystem(
  { context, node, coding, findings }: MembershipCheck,
  exclude: ValueSetComposeInclude,
  system: string,
): Steps<boolean> {
  if (system !== coding.system) return false;
  const provider = findCheckedCodeSystem(context, system, exclude.version ?? findings.version, findings.path);
  if (provider === undefined) {
    reportUnknownSystem(context, system, exclude.version, findings.path);
    return false;
  }
  if (provider.version !== findings.version && !excludesAcrossVersions(context, node, provider)) return false;
  reportStanding(context, provider.definition as unknown as NamedStanding, node.valueSet);
  const concept = provider.findConcept(coding.code);
  return concept !== undefined && (yield* selectsConcept(context, provider, exclude, concept));
}

/**
 * Whether an exclude takes codes of other versions than its own: as the definition says, else if nothing is included of
 * its version, because then it can mean nothing else.
 */
function excludesAcrossVersions({ scope }: CheckContext, node: ValueSetNode, excluded: CodeSystemProvider): boolean {
  const versionsMatch = expansionDefault(node.valueSet, 'versionsMatch');
  if (versionsMatch !== undefined) return versionsMatch === 'true';
  return !includesVersion(scope, node, excluded);
}

/** Whether something of this code system version is included, by the value set or by those that it imports. */
function includesVersion(scope: RequestScope, root: ValueSetNode, wanted: CodeSystemProvider): boolean {
  const isWanted = ({ system, version }: ValueSetComposeInclude): boolean => {
    const resolution = system === wanted.url ? scope.resolveCodeSystem(system, version) : undefined;
    return resolution?.kind === 'found' && resolution.provider.version === wanted.version;
  };
  const nodes = new Set([root]);
  // A set that grows while it is walked is walked to its end.
  for (const { valueSet, imports } of nodes) {
    const includes = valueSet.compose?.include ?? [];
    if (includes.some(isWanted)) return true;
    const imported = includes.flatMap(include => (include.system === undefined ? (include.valueSet ?? []) : []));
    imported.flatMap(canonical => imports.get(canonical) ?? []).forEach(node => nodes.add(node));
  }
  return false;
}

/** Membership for an exclude: what would be wrong with the coding there is no fault of it here. */
function* isInQuietly(check: MembershipCheck, canonical: string): Steps<boolean> {
  const imported = check.node.imports.get(canonical);
  return imported !== undefined && (yield* judgeImport({ ...check, node: imported })).membership === 'in';
}

function checkStoredExpansion(
  context: CheckContext,
  contains: readonly ValueSetExpansionContains[],
  coding: LookedUpCoding,
  findings: CodingFindings,
): Membership {
  const entry = findInExpansion(contains, coding);
  if (entry === undefined) return 'out';
  const { abstract, activeOnly } = context.request;
  if (abstract === false && entry.abstract === true) {
    report(context, 'ABSTRACT_CODE_NOT_ALLOWED', [coding.system, coding.code], at(findings.path, 'code'));
    return 'out';
  }
  if (entry.inactive === true) findings.status = { isInactive: true, status: undefined };
  if (activeOnly === true && entry.inactive === true) {
    report(context, 'STATUS_CODE_WARNING_CODE', ['not active', coding.code], at(findings.path, 'code'));
    return 'out';
  }
  const version = entry.version ?? coding.version;
  if (version !== undefined) findings.version = version;
  if (entry.display !== undefined) {
    findings.displays = [{ value: entry.display, language: undefined, isDisplay: true, retiredAs: undefined }];
  }
  addFromCodeSystem(context, coding, version, findings);
  return 'in';
}

/** The code system, where it is here, tells what the stored expansion leaves out: names, version, standing. */
function addFromCodeSystem(
  context: CheckContext,
  { system, code }: LookedUpCoding,
  version: string | undefined,
  findings: CodingFindings,
): void {
  const provider = findCodeSystem(context, system, version);
  const concept = provider?.findConcept(code);
  if (provider === undefined || concept === undefined) return;
  const { displays, status } = findings;
  noteConcept(findings, provider, concept);
  findings.displays = [...displays, ...findings.displays];
  if (status?.isInactive === true) findings.status = { isInactive: true, status: findings.status?.status };
  if (provider.version !== undefined) findings.version = provider.version;
}

function findInExpansion(
  contains: readonly ValueSetExpansionContains[],
  coding: LookedUpCoding,
): ValueSetExpansionContains | undefined {
  const stack = [...contains].reverse();
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const isSame = entry.system === coding.system && entry.code === coding.code;
    const isVersion = coding.version === undefined || entry.version === undefined || entry.version === coding.version;
    if (isSame && isVersion) return entry;
    for (const below of (entry.contains ?? []).toReversed()) stack.push(below);
  }
  return undefined;
}
