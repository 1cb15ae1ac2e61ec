/** The terminology engine's one way in. Each call makes its own request scope, so nothing of a request outlives it. */
import type { CacheUse } from '../contracts/cache-use.ts';
import type { CodeSystemSource } from '../contracts/code-system-source.ts';
import type { ResourceFinder } from '../contracts/resource-finder.ts';
import type { AnyResource, CodeSystem, ConceptMap, Parameters, ValueSet } from '../fhir/model.ts';
import { SnapshotCache } from './code-systems/fhir-resource/snapshot-cache.ts';
import { createRequestScope } from './create-request-scope.ts';
import type { ScopeSources } from './create-request-scope.ts';
import { Budget } from './expand/budget.ts';
import { expand } from './expand/expand.ts';
import { lookup } from './lookup.ts';
import { listJudged } from './judged-code-systems.ts';
import type { JudgedCodeSystem } from './judged-code-systems.ts';
import { assertShape } from './resource-shape.ts';
import type { RequestScope } from './request-scope.ts';
import { sourcedFinder } from './sourced-finder.ts';
import { subsumes } from './subsumes.ts';
import type {
  ExpandRequest,
  LookupRequest,
  ResourceReference,
  SubsumesRequest,
  TerminologyRequest,
  TranslateRequest,
  ValidateCodeRequest,
} from './terminology-request.ts';
import { MapIndex } from './translate/map-index.ts';
import { translate } from './translate.ts';
import { validateCode } from './validate-code/validate-code.ts';

export interface TerminologyLimits {
  /** Most codes in one expansion. */
  readonly maxExpansionCodes: number;
  /** Concepts of code systems that are kept ready, over all of them. */
  readonly maxCachedConcepts: number;
  /** Computing that one request is given. */
  readonly maxMilliseconds: number;
}

export const defaultTerminologyLimits: TerminologyLimits = {
  maxExpansionCodes: 10_000,
  maxCachedConcepts: 300_000,
  maxMilliseconds: 20_000,
};

/** Answers are the model's Parameters or ValueSet; what stops the work is thrown as a FhirError. */
export interface TerminologyService {
  expand(request: ExpandRequest, signal?: AbortSignal): Promise<ValueSet>;
  lookup(request: LookupRequest, signal?: AbortSignal): Promise<Parameters>;
  subsumes(request: SubsumesRequest, signal?: AbortSignal): Promise<Parameters>;
  validateCode(request: ValidateCodeRequest, signal?: AbortSignal): Promise<Parameters>;
  translate(request: TranslateRequest, signal?: AbortSignal): Promise<Parameters>;
  /** How the cache of code systems is used, in concepts. */
  cacheUse?(): CacheUse;
  /** Code systems whose codes can be judged, by url, the store's and those of other sources. */
  listCodeSystems(): readonly JudgedCodeSystem[];
}

export interface TerminologyOptions {
  readonly finder: ResourceFinder;
  /** Code systems that are no resources of the finder. */
  readonly codeSystemSources?: readonly CodeSystemSource[];
  readonly limits?: Partial<TerminologyLimits>;
}

/** The terminology service over the resources that the finder has. */
export function createTerminologyService(options: TerminologyOptions): TerminologyService {
  const { maxExpansionCodes, maxCachedConcepts, maxMilliseconds } = { ...defaultTerminologyLimits, ...options.limits };
  const finder = sourcedFinder(options.finder, options.codeSystemSources ?? []);
  const sources: ScopeSources = { finder, snapshots: new SnapshotCache(maxCachedConcepts) };
  // The validations of one batch carry the same trees.
  const wellShaped = new WeakSet<AnyResource>();
  // The CodeSystem that a request carries as its subject is found by its url like any other of the request's own.
  const scopeOf = (request: ScopedRequest): RequestScope => {
    const own = request.codeSystem?.resource;
    const txResources = [...(request.txResources ?? []), ...carried(own)];
    const subjects = [request.valueSet?.resource, request.conceptMap?.resource].flatMap(carried);
    for (const resource of [...txResources, ...subjects]) {
      if (wellShaped.has(resource)) continue;
      assertShape(resource);
      wellShaped.add(resource);
    }
    return createRequestScope(sources, { ...request, txResources });
  };
  const budgetOf = (signal: AbortSignal | undefined): Budget => new Budget(maxMilliseconds, signal);
  const index = new MapIndex();
  return {
    cacheUse: () => sources.snapshots.use,
    listCodeSystems: () => listJudged(finder),
    expand: async (request, signal) =>
      expand(request, {
        scope: scopeOf(request),
        budget: budgetOf(signal),
        maxCodes: Math.min(request.tooCostlyThreshold ?? maxExpansionCodes, maxExpansionCodes),
      }),
    // What throws rejects, so that a caller has one way to hear of faults.
    lookup: async request => Promise.resolve(lookup(request, scopeOf(request))),
    subsumes: async request => Promise.resolve(subsumes(request, scopeOf(request))),
    validateCode: async (request, signal) => validateCode(request, scopeOf(request), budgetOf(signal)),
    translate: async (request, signal) =>
      translate(request, { scope: scopeOf(request), budget: budgetOf(signal), index }),
  };
}

/** A request with whatever it may carry as its subject. */
type ScopedRequest = TerminologyRequest & {
  readonly codeSystem?: ResourceReference<CodeSystem>;
  readonly valueSet?: ResourceReference<ValueSet>;
  readonly conceptMap?: ResourceReference<ConceptMap>;
};

function carried(resource: CodeSystem | ValueSet | ConceptMap | undefined): readonly AnyResource[] {
  return resource === undefined ? [] : [resource as unknown as AnyResource];
}
