/** A value set's definition as sets of concepts (https://hl7.org/fhir/valueset.html#compositions). */
import type { CodeSystemProvider } from '../../contracts/code-system-provider.ts';
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import type { ValueSetCompose, ValueSetComposeInclude } from '../../fhir/model.ts';
import { compareVersions } from '../../fhir/version-order.ts';
import { listWithOr } from '../messages.ts';
import type { CodeSystemResolution, RequestScope } from '../request-scope.ts';
import { txError } from '../tx-issue.ts';
import type { ValueSetNode } from '../validate-code/value-set-graph.ts';
import type { Budget } from './budget.ts';
import {
  conceptsIn,
  isSameVersion,
  mergeVersions,
  versionKey,
  withConcepts,
  withoutFlagged,
  withoutRepeats,
} from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';
import { candidatesOf, intersectImports, selectConcepts } from './evaluate-include.ts';
import type { ExpansionTrace } from './expansion-trace.ts';
import { composeOfExpansion, unknownCodes } from './stored-expansion.ts';

export interface Evaluation {
  readonly scope: RequestScope;
  readonly budget: Budget;
  readonly trace: ExpansionTrace;
  /** Value sets that are worked out already. */
  readonly done: Map<ValueSetNode, readonly ConceptGroup[]>;
  /** Whether codes of different versions of a system are the same code; undefined leaves it to the definition. */
  readonly versionsMatch: boolean | undefined;
  /** Systems, as url or url|version, that are left out. */
  readonly excludedSystems: readonly string[];
}

/** The value set's concepts, without repeats, in the order in which they are to be shown. */
export async function evaluateValueSet(node: ValueSetNode, evaluation: Evaluation): Promise<readonly ConceptGroup[]> {
  const known = evaluation.done.get(node);
  if (known !== undefined) return known;
  const compose = definitionOf(node);
  const groups = await evaluateCompose(compose, node, evaluation);
  evaluation.done.set(node, groups);
  return groups;
}

function definitionOf({ valueSet: { compose, expansion }, name }: ValueSetNode): ValueSetCompose {
  const definition = compose ?? (expansion === undefined ? undefined : composeOfExpansion(expansion));
  if (definition !== undefined) return definition;
  throw unknownCodes(name);
}

async function evaluateCompose(
  compose: ValueSetCompose,
  node: ValueSetNode,
  evaluation: Evaluation,
): Promise<readonly ConceptGroup[]> {
  const included: ConceptGroup[] = [];
  for (const include of newestVersionFirst(compose.include)) {
    for (const group of await evaluateInclude(include, node, evaluation)) included.push(group);
  }
  const excluded: ConceptGroup[] = [];
  for (const exclude of compose.exclude ?? []) {
    for (const group of await evaluateInclude(exclude, node, { ...evaluation, isExclude: true })) excluded.push(group);
  }
  if (evaluation.versionsMatch === true) evaluation.trace.matchedAcrossVersions = true;
  const active = compose.inactive === false ? included.map(activeOnly) : included;
  const distinct = await withoutRepeats(active, evaluation.versionsMatch === true, evaluation.budget);
  return withoutExcluded(distinct, mergeVersions(excluded), evaluation);
}

export function activeOnly(group: ConceptGroup): ConceptGroup {
  return withoutFlagged(group, 'inactive');
}

/**
 * Of includes that name versions of one system, the newest comes first, so that it is the one whose codes are shown
 * first and kept where versions match; the others keep their places.
 */
function newestVersionFirst(includes: readonly ValueSetComposeInclude[]): readonly ValueSetComposeInclude[] {
  const sorted = new Map<string, ValueSetComposeInclude[]>();
  for (const include of includes) {
    if (include.system === undefined || include.version === undefined) continue;
    const versions = sorted.get(include.system);
    if (versions === undefined) sorted.set(include.system, [include]);
    else versions.push(include);
  }
  // The newest is last, where it is taken away.
  for (const versions of sorted.values()) {
    versions.reverse().sort((left, right) => compareVersions(left.version, right.version));
  }
  return includes.map(include =>
    include.system === undefined || include.version === undefined
      ? include
      : (sorted.get(include.system)?.pop() ?? include),
  );
}

async function evaluateInclude(
  include: ValueSetComposeInclude,
  node: ValueSetNode,
  { isExclude = false, ...evaluation }: Evaluation & { readonly isExclude?: boolean },
): Promise<readonly ConceptGroup[]> {
  const { budget } = evaluation;
  await budget.checkpoint();
  const provider =
    include.system === undefined ? undefined : resolveSystem(include.system, include.version, evaluation);
  const imports: (readonly ConceptGroup[])[] = [];
  for (const canonical of include.valueSet ?? []) imports.push(await evaluateImport(canonical, node, evaluation));
  const group =
    provider === undefined
      ? undefined
      : await selectConcepts(include, { provider, budget, among: candidatesOf(provider, imports, isExclude) });
  const groups = intersectImports(group, imports);
  return groups.filter(({ provider: { url, version } }) => !isExcluded(url, version, evaluation.excludedSystems));
}

async function evaluateImport(
  canonical: string,
  node: ValueSetNode,
  evaluation: Evaluation,
): Promise<readonly ConceptGroup[]> {
  const imported = node.imports.get(canonical);
  if (imported === undefined) return [];
  const { appliedDefault } = evaluation.scope.pinValueSet(canonical);
  if (appliedDefault !== undefined) evaluation.trace.applyRule('default-valueset-version', appliedDefault);
  evaluation.trace.useValueSet(imported.valueSet);
  const groups = await evaluateValueSet(imported, evaluation);
  // What is imported is a list of codes.
  return groups.map(group => ({ ...group, isNested: false }));
}

function resolveSystem(system: string, version: string | undefined, { scope, trace }: Evaluation): CodeSystemProvider {
  const resolution = scope.resolveCodeSystem(system, version);
  if (resolution.kind !== 'found') throw unresolvedSystem(resolution);
  trace.useCodeSystem(resolution.provider);
  if (resolution.rule !== undefined) trace.applyRule(resolution.rule.name, resolution.rule.canonical);
  return resolution.provider;
}

/** Why the value set can't be expanded without the code system. */
export function unresolvedSystem(resolution: Exclude<CodeSystemResolution, { kind: 'found' }>): Error {
  const { system } = resolution;
  switch (resolution.kind) {
    case 'unknown-system':
      return txError('UNKNOWN_CODESYSTEM_EXP', [system], nameOnly(resolution.content));
    case 'unknown-version':
      return resolution.known.length === 0
        ? txError('UNKNOWN_CODESYSTEM_VERSION_EXP_NONE', [system, resolution.version])
        : txError('UNKNOWN_CODESYSTEM_VERSION_EXP', [system, resolution.version, listWithOr(resolution.known)]);
    case 'version-check-failed':
      return txError('VALUESET_VERSION_CHECK', [resolution.version, system, resolution.required]);
    case 'supplement':
      return txError('CODESYSTEM_CS_NO_SUPPLEMENT', [formatCanonical(system, resolution.version)]);
  }
}

function nameOnly(content: string | undefined): { readonly diagnostics?: string } {
  return content === undefined ? {} : { diagnostics: `It is known here by name only: its content is ${content}` };
}

/**
 * An exclude takes codes from the versions that it names. Where it names a version that nothing is included of, it can
 * only mean the codes whatever their version.
 */
async function withoutExcluded(
  groups: readonly ConceptGroup[],
  excluded: readonly ConceptGroup[],
  { versionsMatch, trace, budget }: Evaluation,
): Promise<readonly ConceptGroup[]> {
  if (excluded.length === 0) return groups;
  const included = new Set(groups.map(versionKey));
  const left: ConceptGroup[] = [];
  for (const group of groups) {
    await budget.checkpoint();
    const matching = excluded.filter(other => {
      if (other.provider.url !== group.provider.url) return false;
      if (isSameVersion(other, group) || versionsMatch === true) return true;
      if (versionsMatch === false || included.has(versionKey(other))) return false;
      trace.matchedAcrossVersions = true;
      return true;
    });
    left.push(withConcepts(group, group.concepts.difference(conceptsIn(group, matching))));
  }
  return left;
}

function isExcluded(url: string, version: string | undefined, excludedSystems: readonly string[]): boolean {
  return excludedSystems.map(parseCanonical).some(excluded => {
    return excluded.url === url && (excluded.version === undefined || excluded.version === version);
  });
}
