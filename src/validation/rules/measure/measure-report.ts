/** A MeasureReport against its Measure: groups, populations, stratifiers, scores (https://hl7.org/fhir/measurereport.html). */
import type { ValidationContext } from '../../validation-context.ts';
import type { ValidationNode } from '../../validation-node.ts';
import { isTree, textIn, treesIn } from '../trees.ts';
import type { Tree } from '../trees.ts';
import { checkScore } from './check-score.ts';
import { isSameConcept, isUsable, showConcept } from './concepts.ts';

interface ReportCheck {
  readonly measure: Tree;
  readonly type: string | undefined;
  readonly scoring: string | undefined;
  readonly context: ValidationContext;
}

const scorings: ReadonlySet<string> = new Set(['proportion', 'ratio', 'continuous-variable', 'cohort']);

/** Holds a report against the measure that it names, where that is known here. */
export function checkMeasureReport(report: ValidationNode, context: ValidationContext): void {
  const canonical = report.text('measure');
  if (canonical === undefined) {
    context.report('MEASURE_MR_M_NONE', { node: report });
    return;
  }
  const measure = findMeasure(canonical, report, context);
  if (measure === undefined) {
    context.report('MEASURE_MR_M_NOTFOUND', { node: report, args: [canonical] });
    return;
  }
  const scoring = scoringOf(report.tree) ?? scoringOf(measure);
  if (scoring === undefined || !scorings.has(scoring)) {
    context.report('MEASURE_MR_M_SCORING_UNK', { node: report.child('measure') ?? report });
  }
  checkGroups(report, { measure, scoring, context, type: report.text('type') });
}

function findMeasure(canonical: string, report: ValidationNode, context: ValidationContext): Tree | undefined {
  if (!canonical.startsWith('#')) return context.finder.find('Measure', canonical) as Tree | undefined;
  const contained = context.resolve(canonical, report)?.tree;
  return contained?.['resourceType'] === 'Measure' ? contained : undefined;
}

function scoringOf({ scoring }: Tree): string | undefined {
  return isTree(scoring) ? textIn(treesIn(scoring['coding'])[0], 'code') : undefined;
}

function checkGroups(report: ValidationNode, check: ReportCheck): void {
  const { context } = check;
  const groups = report.children('group', 'MeasureReport.group');
  const defined = treesIn(check.measure['group']);
  const [only, definition] = [groups[0], defined[0]];
  // A single group needs no code.
  if (groups.length === 1 && defined.length === 1 && only !== undefined && definition !== undefined) {
    checkOnlyCode(only, definition, context);
    checkGroup(only, definition, check);
    return;
  }
  const reported = new Set<Tree>();
  for (const group of groups) {
    const found = matchGroup(group, defined, reported, context);
    if (found === undefined) continue;
    reported.add(found);
    checkGroup(group, found, check);
  }
  for (const group of defined) {
    if (!reported.has(group))
      context.report('MEASURE_MR_GRP_MISSING_BY_CODE', { node: report, args: [showConcept(group['code'])] });
  }
}

function checkOnlyCode(node: ValidationNode, definition: Tree, context: ValidationContext): void {
  const { code } = node.tree;
  if (code === undefined || definition['code'] === undefined) return;
  if (!isUsable(code)) context.report('MEASURE_MR_GRP_NO_USABLE_CODE', { node });
  else if (!isSameConcept(code, definition['code'])) {
    context.report('MEASURE_MR_GRP_NO_WRONG_CODE', {
      node,
      args: [showConcept(code), showConcept(definition['code'])],
    });
  }
}

function matchGroup(
  node: ValidationNode,
  defined: readonly Tree[],
  reported: ReadonlySet<Tree>,
  context: ValidationContext,
): Tree | undefined {
  const { code } = node.tree;
  if (code === undefined) {
    context.report('MEASURE_MR_GRP_NO_CODE', { node });
    return undefined;
  }
  const found = defined.find(group => isSameConcept(code, group['code']));
  if (found === undefined) context.report('MEASURE_MR_GRP_UNK_CODE', { node });
  else if (reported.has(found)) context.report('MEASURE_MR_GRP_DUPL_CODE', { node });
  return found === undefined || reported.has(found) ? undefined : found;
}

function checkGroup(group: ValidationNode, definition: Tree, check: ReportCheck): void {
  const { context, type } = check;
  checkParts(group, 'population', definition, context);
  checkParts(group, 'stratifier', definition, context);
  for (const population of group.children('population', 'MeasureReport.group.population'))
    checkSubjects(population, type, context);
  checkScore(group, check);
}

/** Each part of the measure's group is reported once, and nothing else. */
function checkParts(
  group: ValidationNode,
  key: 'population' | 'stratifier',
  definition: Tree,
  context: ValidationContext,
): void {
  const defined = treesIn(definition[key]);
  const reported = new Set<Tree>();
  for (const node of group.children(key, `MeasureReport.group.${key}`)) checkPart(node, { defined, reported }, context);
  for (const { code } of defined.filter(part => !reported.has(part))) {
    // Observations are no population of their own.
    if (code === undefined || isObservation(code)) continue;
    context.report('MEASURE_MR_GRP_MISSING_BY_CODE', { node: group, args: [showConcept(code)] });
  }
}

interface Parts {
  readonly defined: readonly Tree[];
  readonly reported: Set<Tree>;
}

function checkPart(node: ValidationNode, { defined, reported }: Parts, context: ValidationContext): void {
  const { code } = node.tree;
  const concept = Array.isArray(code) ? (code[0] as unknown) : code;
  const found = defined.find(part => isSameConcept(concept, part['code']));
  if (concept === undefined) context.report('MEASURE_MR_GRP_POP_NO_CODE', { node });
  else if (found === undefined) context.report('MEASURE_MR_GRP_POP_UNK_CODE', { node });
  else if (reported.has(found)) context.report('MEASURE_MR_GRP_POP_DUPL_CODE', { node });
  if (found !== undefined) reported.add(found);
}

function isObservation(concept: unknown): boolean {
  return isTree(concept) && treesIn(concept['coding']).some(({ code }) => code === 'measure-observation');
}

/** Subjects are listed where the report is a list of them. */
function checkSubjects(node: ValidationNode, type: string | undefined, context: ValidationContext): void {
  const { count, subjectResults } = node.tree;
  const isListed = subjectResults !== undefined;
  if (type !== 'subject-list') {
    if (isListed) context.report('MEASURE_MR_GRP_POP_NO_SUBJECTS', { node });
    if (count === undefined) context.report('MEASURE_MR_GRP_POP_NO_COUNT', { node });
  } else if (typeof count === 'number' && count > 0 && !isListed) {
    context.report('MEASURE_MR_GRP_POP_COUNT_MISMATCH', { node, args: [count] });
  }
}
