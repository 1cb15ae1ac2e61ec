/** The terminology engine's one way in. Each call makes its own request scope, so nothing of a request outlives it. */
import type { ResourceFinder } from '../contracts/resource-finder.ts';
import type { ValueSet } from '../fhir/model.ts';
import { SnapshotCache } from './code-systems/fhir-resource/snapshot-cache.ts';
import { createRequestScope } from './create-request-scope.ts';
import type { ScopeSources } from './create-request-scope.ts';
import { Budget } from './expand/budget.ts';
import { expand } from './expand/expand.ts';
import type { ExpandRequest, TerminologyRequest } from './terminology-request.ts';

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

export interface TerminologyService {
  expand(request: ExpandRequest, signal?: AbortSignal): Promise<ValueSet>;
}

export interface TerminologyOptions {
  readonly finder: ResourceFinder;
  readonly limits?: Partial<TerminologyLimits>;
}

/** The terminology service over the resources that the finder has. */
export function createTerminologyService({ finder, limits }: TerminologyOptions): TerminologyService {
  const { maxExpansionCodes, maxCachedConcepts, maxMilliseconds } = { ...defaultTerminologyLimits, ...limits };
  const sources: ScopeSources = { finder, snapshots: new SnapshotCache(maxCachedConcepts) };
  const scopeOf = (request: TerminologyRequest) => createRequestScope(sources, request);
  return {
    expand: (request, signal) =>
      expand(request, {
        scope: scopeOf(request),
        budget: new Budget(maxMilliseconds, signal),
        maxCodes: Math.min(request.tooCostlyThreshold ?? maxExpansionCodes, maxExpansionCodes),
      }),
  };
}
