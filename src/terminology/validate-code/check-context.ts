/**
 * What one $validate-code carries along while it looks at its codings, and what it finds out about each of them
 * (https://hl7.org/fhir/valueset-operation-validate-code.html).
 */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { LanguageRange } from '../languages.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ValidateCodeRequest } from '../terminology-request.ts';
import { txIssue } from '../tx-issue.ts';
import type { TxIssueDetails } from '../tx-issue.ts';
import type { MessageKey } from '../messages.ts';
import { findStandardsStatus } from '../standing.ts';
import { listDisplays } from './displays.ts';
import type { DisplayEntry } from './displays.ts';

/** Which parameter carried the code: it decides paths of issues and the form of the answer. */
export type CodedMode = 'code' | 'coding' | 'codeableConcept';

export interface CheckContext {
  readonly scope: RequestScope;
  readonly request: ValidateCodeRequest;
  readonly mode: CodedMode;
  /** Languages for displays, most wanted first; undefined where nobody stated any. */
  readonly languages: readonly LanguageRange[] | undefined;
  readonly issues: Issue[];
  /** Keys of the issues, so that none is told twice. */
  readonly told: Set<string>;
  /** Canonicals of code systems (or versions of them) that would have been needed. */
  readonly unknownSystems: Set<string>;
  /** What imported value sets are known to say of each coding, by the value set's node. */
  readonly judged: Judgements;
}

/** Judgements by coding and value set's node; most validations need none. */
export class Judgements {
  #byCoding: WeakMap<LookedUpCoding, Map<object, Judgement>> | undefined;

  of(coding: LookedUpCoding): Map<object, Judgement> {
    const byCoding = (this.#byCoding ??= new WeakMap());
    const known = byCoding.get(coding) ?? new Map<object, Judgement>();
    byCoding.set(coding, known);
    return known;
  }
}

/** What a value set says of a coding, with all that was found on the way. */
export interface Judgement {
  readonly membership: Membership;
  readonly findings: CodingFindings;
  readonly issues: readonly Issue[];
  readonly unknownSystems: ReadonlySet<string>;
}

/** The same work with issues of its own, which nobody has heard of yet. */
export function quietly(context: CheckContext): CheckContext {
  return { ...context, issues: [], told: new Set(), unknownSystems: new Set() };
}

/** Takes the judgement's issues and findings over. */
export function adoptJudgement(context: CheckContext, judgement: Judgement, findings: CodingFindings): void {
  const { displays, ...others } = judgement.findings;
  Object.assign(findings, others, displays.length > 0 && { displays });
  for (const issue of judgement.issues) reportIssue(context, issue);
  for (const system of judgement.unknownSystems) context.unknownSystems.add(system);
}

/** One coding as it came. */
export interface GivenCoding {
  readonly system?: string | undefined;
  readonly version?: string | undefined;
  readonly code?: string | undefined;
  readonly display?: string | undefined;
}

/** A coding that can be looked up: its system is given or was inferred. */
export interface LookedUpCoding {
  readonly system: string;
  readonly code: string;
  readonly version: string | undefined;
  readonly display: string | undefined;
}

/** In the value set, not in it, or not to be judged because something is unknown. */
export type Membership = 'in' | 'out' | 'unknown';

/** What was found out about one coding; filled in as the check goes on. */
export interface CodingFindings {
  /** FHIRPath of the coding; empty for code and system as parameters. */
  readonly path: string;
  /** Version of the code system in which the code was judged. */
  version?: string;
  displays: readonly DisplayEntry[];
  /** Language of the code system that was used. */
  defaultLanguage?: string;
  status?: ConceptStatus;
  normalizedCode?: string;
}

export interface ConceptStatus {
  readonly isInactive: boolean;
  readonly status: string | undefined;
}

/** Adds an issue on the coding or one of its elements, unless the same has been said. */
export function report(
  context: CheckContext,
  key: MessageKey,
  args: readonly string[],
  details: TxIssueDetails = {},
): void {
  reportIssue(context, txIssue(key, args, details));
}

/** Adds an issue that has no message of HL7's, unless the same has been said. */
export function reportIssue(context: CheckContext, issue: Issue): void {
  const key = keyOfIssue(issue);
  if (context.told.has(key)) return;
  context.told.add(key);
  context.issues.push(issue);
}

function keyOfIssue({ expression, text }: Issue): string {
  return `${expression ?? ''} ${text}`;
}

/** Takes back the errors among the issues from `start` on. */
export function withdrawErrors({ issues, told }: CheckContext, start: number): readonly Issue[] {
  const recent = issues.splice(start);
  issues.push(...recent.filter(({ severity }) => severity !== 'error'));
  const errors = recent.filter(({ severity }) => severity === 'error');
  for (const error of errors) told.delete(keyOfIssue(error));
  return errors;
}

/** Where an element of the coding is: `Coding.code`, or `code` for parameters. */
export function at(path: string, element: string): { readonly expression: string } {
  return { expression: path === '' ? element : `${path}.${element}` };
}

/** Notes names and standing of the concept that the coding was found to be. */
export function noteConcept(findings: CodingFindings, provider: CodeSystemProvider, concept: ConceptId): void {
  findings.displays = listDisplays(provider, concept);
  const language = provider.definition['language'];
  if (typeof language === 'string') findings.defaultLanguage = language;
  findings.status = conceptStatus(provider, concept);
}

function conceptStatus(provider: CodeSystemProvider, concept: ConceptId): ConceptStatus {
  return {
    isInactive: provider.isInactive(concept),
    status: provider.getStatus(concept) ?? findStandardsStatus(provider.getExtensions(concept)),
  };
}
