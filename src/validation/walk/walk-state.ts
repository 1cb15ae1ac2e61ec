/** One validation's state: what is looked up, asked and told while the walk goes on. Fulfils the context of the rules. */
import type { CanonicalFinder } from '../../contracts/canonical-finder.ts';
import type { CodeAnswer, CodeChecker, CodeQuestion } from '../../contracts/code-checker.ts';
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { ExpressionEvaluator, ExpressionHost } from '../fhirpath/evaluator.ts';
import type { QuickForms } from '../fhirpath/quick-accept.ts';
import type { MessageId } from '../messages/messages.ts';
import type { PlanStore } from '../plans/plan-store.ts';
import type { ValidationPolicies } from '../policies.ts';
import type { DefinitionTrees } from '../snapshot/definition-trees.ts';
import type { SourceFault } from '../source/source.ts';
import type { IssueAt, ValidationContext } from '../validation-context.ts';
import type { ValidationNode } from '../validation-node.ts';
import { IssueLog } from './issue-log.ts';
import { ReferenceIndex } from './reference-index.ts';
import { SourceFaults } from './source-faults.ts';
import { isOfUsage } from './usage.ts';

/** What validations of one FHIR version share. */
export interface WalkParts {
  readonly fhirVersion: FhirVersion;
  readonly policies: ValidationPolicies;
  readonly plans: PlanStore;
  readonly codes: CodeChecker;
  readonly expressions: ExpressionEvaluator;
  readonly quickForms: QuickForms;
  readonly language: string | undefined;
  readonly root: ValidationNode;
  /** What the reading of the text found. */
  readonly faults: readonly SourceFault[];
  /** Urls of code systems of the request that only supplement others. */
  readonly supplements: ReadonlySet<string>;
  /** `usageContext` of the request: UsageContext values. */
  readonly usages: readonly unknown[];
  readonly isOfSlice: (state: WalkState, node: ValidationNode, profile: string, name: string) => boolean;
  /** Judges a node against one profile; the walk itself, handed in because it uses this state. */
  readonly judge: (state: WalkState, node: ValidationNode, profile: string) => void;
}

interface Asked {
  readonly question: CodeQuestion;
  readonly tell: (answer: CodeAnswer) => void;
}

const deepestProbe = 8;
/** JSON itself is not read deeper. */
const deepestNode = 100;

export class WalkState implements ValidationContext {
  readonly fhirVersion: FhirVersion;
  readonly policies: ValidationPolicies;
  readonly finder: CanonicalFinder;
  readonly trees: DefinitionTrees;
  readonly plans: PlanStore;
  readonly codes: CodeChecker;
  readonly language: string | undefined;
  readonly root: ValidationNode;
  readonly usages: readonly unknown[];
  readonly supplements: ReadonlySet<string>;
  readonly log = new IssueLog();
  readonly faults: SourceFaults;
  readonly references = new ReferenceIndex();
  readonly asked: Asked[] = [];
  readonly #parts: WalkParts;
  #probes = 0;
  #probeErrors = 0;
  #expressionTime = 0;
  #hasUnresolved = false;
  readonly #verdicts = new WeakMap<object, Map<string, boolean>>();

  constructor(parts: WalkParts) {
    this.#parts = parts;
    this.faults = new SourceFaults(parts.faults, this.log);
    this.fhirVersion = parts.fhirVersion;
    this.policies = parts.policies;
    this.plans = parts.plans;
    this.finder = parts.plans.finder;
    this.trees = parts.plans.trees;
    this.codes = parts.codes;
    this.language = parts.language;
    this.root = parts.root;
    this.usages = parts.usages;
    this.supplements = parts.supplements;
  }

  /** Whether only conformance is asked, and nothing told. */
  get isProbe(): boolean {
    return this.#probes > 0;
  }

  get hasErrors(): boolean {
    return this.log.hasErrors;
  }

  report(messageId: MessageId, at: IssueAt): void {
    if (this.#probes > 0) {
      if (this.log.severityOf(messageId, at) === 'error') this.#probeErrors++;
    } else this.log.add(messageId, at);
  }

  ask(question: CodeQuestion, tell: (answer: CodeAnswer) => void): void {
    if (this.#probes === 0) this.asked.push({ question, tell });
  }

  resolve(reference: string, from: ValidationNode): ValidationNode | undefined {
    return this.references.find(reference, from)[0];
  }

  evaluate(expression: string, node: ValidationNode, source?: string): readonly unknown[] {
    const start = performance.now();
    try {
      return this.#parts.expressions.evaluate(expression, node, this.#hostOf(node, source));
    } finally {
      this.#expressionTime += performance.now() - start;
    }
  }

  expressionFault(expression: string): string | undefined {
    return this.#parts.expressions.faultOf(expression);
  }

  /** Whether a rule holds, as HL7's validator has it: nothing counts as false, what is no boolean as true. */
  isTrue(expression: string, node: ValidationNode, source: string): boolean {
    if (this.#parts.quickForms.accepts(expression, node.tree)) return true;
    if (this.#parts.expressions.holds(expression, node)) return true;
    this.#hasUnresolved = false;
    const [first, second] = this.evaluate(expression, node, source);
    const isHeld = first !== undefined && !(first === false && second === undefined);
    // What lies outside the text can't be known, and so the rule can't be said to be broken.
    return isHeld || this.#hasUnresolved;
  }

  /** Whether an additional binding is for the usage that was asked for, or that the resource is of; one that names none is for all. */
  isUsage(usage: readonly unknown[], node: ValidationNode): boolean {
    return usage.length === 0 || usage.some(one => isOfUsage(one, node, this.usages));
  }

  /** Whether an object may be walked: the way is not too deep. */
  enter(node: ValidationNode): boolean {
    if (!this.isProbe) this.faults.tell(node.value, node);
    return node.depth < deepestNode;
  }

  /** Whether the resource's rules have had their time; told once. */
  isExpressionBudgetSpent(): boolean {
    if (this.#expressionTime < this.policies.expressionBudget) return false;
    this.log.add('FHIRPATH_BUDGET', { node: this.root });
    return true;
  }

  conforms(node: ValidationNode, profile: string): boolean | undefined {
    if (this.plans.findProfile(profile) === undefined || this.#probes >= deepestProbe) return undefined;
    const { tree } = node;
    let known = this.#verdicts.get(tree);
    if (known === undefined) this.#verdicts.set(tree, (known = new Map()));
    const verdict = known.get(profile) ?? this.#probe(node, profile);
    known.set(profile, verdict);
    return verdict;
  }

  /** Whether a code, Coding or CodeableConcept is in a small value set; undefined where that can't be told at once. */
  isMember(value: unknown, valueSet: string): boolean | undefined {
    return isMember(this.codes, value, valueSet);
  }

  #probe(node: ValidationNode, profile: string): boolean {
    const outer = this.#probeErrors;
    this.#probes++;
    this.#probeErrors = 0;
    try {
      this.#parts.judge(this, node, profile);
      return this.#probeErrors === 0;
    } finally {
      this.#probes--;
      this.#probeErrors = outer;
    }
  }

  #hostOf(node: ValidationNode, source: string | undefined): ExpressionHost {
    return {
      resolve: reference => {
        const found = this.resolve(reference, node);
        if (found === undefined && !reference.startsWith('#')) this.#hasUnresolved = true;
        return found;
      },
      conforms: (value, profile) => {
        const found = findNode(node.resource, value);
        return found && this.conforms(found, profile);
      },
      slice: (value, profile, name) => value === node.value && this.#parts.isOfSlice(this, node, profile, name),
      profile: source,
      memberOf: (value, valueSet) => this.isMember(value, valueSet),
    };
  }
}

/** The node of the very object below a resource, where it is the resource or one of its children. */
function findNode(resource: ValidationNode, value: unknown): ValidationNode | undefined {
  if (resource.value === value) return resource;
  for (const key of Object.keys(resource.tree)) {
    const found = resource.children(key).find(child => child.value === value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isMember(codes: CodeChecker, value: unknown, valueSet: string): boolean | undefined {
  const set = codes.codesOf(valueSet);
  if (set === undefined) return undefined;
  if (typeof value === 'string') return set.hasCode(value);
  const { coding, system, code } = (value ?? {}) as { coding?: unknown; system?: unknown; code?: unknown };
  const codings: readonly unknown[] = Array.isArray(coding) ? coding : [{ system, code }];
  return codings.some(item => {
    const one = item as { system?: unknown; code?: unknown };
    return typeof one.system === 'string' && typeof one.code === 'string' && set.has(one.system, one.code);
  });
}
