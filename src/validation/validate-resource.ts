/**
 * The validator's one way in: a source, and what it is to be judged by, to issues in the order of the text
 * (https://hl7.org/fhir/validation.html). It never throws for a bad resource.
 */
import type { Cancellation } from '../contracts/cancellation.ts';
import type { CanonicalFinder } from '../contracts/canonical-finder.ts';
import type { CodeChecker } from '../contracts/code-checker.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { Issue } from '../fhir/issue.ts';
import type { AnyResource } from '../fhir/model.ts';
import { createExpressionEvaluator } from './fhirpath/evaluator.ts';
import { QuickForms } from './fhirpath/quick-accept.ts';
import { urlsOf } from './overlay-finder.ts';
import { OwnPlans } from './plans/own-plans.ts';
import { PlanStore } from './plans/plan-store.ts';
import type { ProfilePlan } from './plans/plan-store.ts';
import { defaultPolicies } from './policies.ts';
import type { ValidationPolicies } from './policies.ts';
import { generateSnapshot } from './snapshot/generate-snapshot.ts';
import type { GeneratedSnapshot } from './snapshot/generate-snapshot.ts';
import { createDefinitionTrees } from './snapshot/snapshot-source.ts';
import type { Pointer, Source } from './source/source.ts';
import { ValidationNode } from './validation-node.ts';
import { isOfSlice } from './walk/slicing/is-of-slice.ts';
import { walkObject, walkResource } from './walk/walk.ts';
import { WalkState } from './walk/walk-state.ts';

export interface ValidateRequest {
  readonly source: Source;
  /** Where in the source the resource stands: in Parameters, not at the root. */
  readonly pointer?: Pointer;
  readonly value: Readonly<Record<string, unknown>>;
  /** Canonicals that it must conform to, beside its type and what it names itself. */
  readonly profiles?: readonly string[];
  /** The resource type that the URL names. */
  readonly expectedType?: string;
  /** Resources of this request alone, in wire form: definitions, value sets, code systems, questionnaires. */
  readonly resources?: readonly AnyResource[];
  /** UsageContext values that additional bindings are chosen by. */
  readonly usages?: readonly unknown[];
  readonly displayLanguage?: string;
  readonly policies?: Partial<ValidationPolicies>;
}

/** Judges resources of one FHIR version. */
export interface Validator {
  validate(request: ValidateRequest, signal?: Cancellation): Promise<readonly Issue[]>;
  /** The StructureDefinition with this canonical, in wire form. */
  findDefinition(canonical: string): AnyResource | undefined;
  /** The snapshot that a definition's differential makes of its base, in wire form. */
  makeSnapshot(definition: AnyResource): GeneratedSnapshot;
}

export interface ValidatorOptions {
  readonly fhirVersion: FhirVersion;
  readonly finder: CanonicalFinder;
  readonly codes: CodeChecker;
  readonly policies?: Partial<ValidationPolicies>;
}

/** A validator over one version's definitions and terminology; plans are made when first needed, and kept. */
export function createValidator({ fhirVersion, finder, codes, policies }: ValidatorOptions): Validator {
  const find = (canonical: string) => finder.find('StructureDefinition', canonical);
  const shared = new PlanStore(finder, createDefinitionTrees(find, fhirVersion));
  const own = new OwnPlans(finder, shared);
  const expressions = createExpressionEvaluator(fhirVersion);
  const quickForms = new QuickForms();
  return {
    async validate(request, signal) {
      const { resources = [], value } = request;
      const isAlone = resources.length === 0;
      const state = new WalkState({
        fhirVersion,
        expressions,
        quickForms,
        judge,
        isOfSlice,
        policies: { ...defaultPolicies, ...policies, ...request.policies },
        plans: isAlone ? shared : own.plansFor(resources),
        codes: isAlone ? codes : codes.withResources(resources),
        language: request.displayLanguage,
        root: ValidationNode.root(value, typeOf(value)),
        usages: request.usages ?? [],
        supplements: urlsOf(resources.filter(isSupplement)),
        faults: request.source.faults,
      });
      walk(state, request);
      state.faults.tellRest(state.root);
      await answerQuestions(state, signal);
      return state.log.placed(request.source, request.pointer ?? []);
    },
    findDefinition: find,
    makeSnapshot: definition => generateSnapshot(definition, shared.trees),
  };
}

function walk(state: WalkState, request: ValidateRequest): void {
  const { root } = state;
  const { expectedType, value } = request;
  if (typeof value['resourceType'] !== 'string') {
    state.report('RESOURCETYPE_MISSING', { node: root });
    return;
  }
  if (expectedType !== undefined && expectedType !== root.type) {
    state.report('RESOURCE_TYPE_MISMATCH', { node: root, args: [expectedType, root.type] });
  }
  walkResource(state, root, givenProfiles(state, request.profiles ?? []));
}

function typeOf({ resourceType }: Readonly<Record<string, unknown>>): string {
  return typeof resourceType === 'string' ? resourceType.slice(0, 64) : 'Resource';
}

function givenProfiles(state: WalkState, canonicals: readonly string[]): readonly ProfilePlan[] {
  return canonicals.flatMap(canonical => {
    const profile = state.plans.findProfile(canonical);
    const reason = state.plans.failureOf(canonical);
    if (profile === undefined) {
      if (reason !== undefined)
        state.report('VALIDATION_VAL_PROFILE_BROKEN', { node: state.root, args: [canonical, reason] });
      else state.report('Validation_VAL_Profile_Unknown', { node: state.root, args: [canonical] });
      return [];
    }
    const isFitting = [state.root.type, 'Resource', 'DomainResource'].includes(profile.type);
    if (!isFitting) {
      const args = [canonical, profile.type, state.root.type];
      state.report('Validation_VAL_Profile_WrongResource', { node: state.root, args });
      return [];
    }
    return [profile];
  });
}

/** Whether a node conforms to a profile: what is told meanwhile is counted by the state. */
function judge(state: WalkState, node: ValidationNode, canonical: string): void {
  const profile = state.plans.findProfile(canonical);
  if (profile === undefined) return;
  if (node.isResource) {
    if (profile.type === node.type) walkResource(state, node, [profile]);
    else state.report('Validation_VAL_Profile_WrongResource', { node, args: [canonical, profile.type, node.type] });
    return;
  }
  walkObject(state, node, [state.plans.nodePlan(profile.root, profile.type)]);
}

async function answerQuestions(state: WalkState, signal: Cancellation | undefined): Promise<void> {
  // What an answer leads to may ask again.
  for (let from = 0; from < state.asked.length;) {
    const batch = state.asked.slice(from);
    from += batch.length;
    const answers = await state.codes.check(
      batch.map(({ question }) => question),
      signal,
    );
    batch.forEach(({ tell }, at) => {
      const answer = answers[at];
      if (answer !== undefined) tell(answer);
    });
  }
}

/** Whatever a code system says of its content: what supplements another one has no codes of its own. */
function isSupplement({ resourceType, content, supplements }: AnyResource): boolean {
  return resourceType === 'CodeSystem' && (content === 'supplement' || typeof supplements === 'string');
}
