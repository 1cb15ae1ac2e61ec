/** Makes the scope of each request: what it carries is checked, and lies in front of what is stored. */
import type { AnyResource, CodeSystem, ConceptMap, ValueSet } from '../fhir/model.ts';
import type { ClientCaches } from './client-state/client-caches.ts';
import { unknownCache } from './client-state/client-caches.ts';
import { createRequestScope } from './create-request-scope.ts';
import { overlayIndexed } from './overlay-finder.ts';
import { assertShape, assertShapeInSteps } from './resource-shape.ts';
import type { RequestScope } from './request-scope.ts';
import { runSteps } from './run-steps.ts';
import type { Turns } from './run-steps.ts';
import { withFinder } from './scope-sources.ts';
import type { ScopeSources } from './scope-sources.ts';
import type { ResourceReference, TerminologyRequest } from './terminology-request.ts';

/** A request with whatever it may carry as its subject. */
export type ScopedRequest = TerminologyRequest & {
  readonly codeSystem?: ResourceReference<CodeSystem> | undefined;
  readonly valueSet?: ResourceReference<ValueSet> | undefined;
  readonly conceptMap?: ResourceReference<ConceptMap> | undefined;
};

export class RequestScopes {
  readonly #sources: ScopeSources;
  readonly #caches: ClientCaches | undefined;
  /** The validations of one batch, and the requests of one cache, carry the same trees. */
  readonly #wellShaped = new WeakSet<AnyResource>();

  constructor(sources: ScopeSources, caches: ClientCaches | undefined) {
    this.#sources = sources;
    this.#caches = caches;
  }

  /** Throws for resources that are not of their type's shape, unknown caches and unknown supplements. */
  of(request: ScopedRequest): RequestScope {
    if (carriesNothing(request)) return createRequestScope(this.#sources, request);
    const [txResources, subjects] = [ownOf(request), subjectsOf(request)];
    this.assertShapes([...txResources, ...subjects]);
    const { cacheId } = request;
    if (cacheId === undefined) return createRequestScope(this.#sources, { ...request, txResources });
    const index = this.#cachesOf(cacheId).take(cacheId, [...txResources, ...subjects]);
    const finder = overlayIndexed(this.#sources.finder, index);
    return createRequestScope(withFinder(this.#sources, finder), { ...request, txResources: [] });
  }

  /**
   * Looks at the resources that a request carries, and reads its big code systems, with looks at the budget: `of` does it
   * at once otherwise. Throws for what is not of its type's shape.
   */
  async prepare(request: ScopedRequest, budget: Turns): Promise<void> {
    for (const resource of carriedBy(request)) {
      if (this.#wellShaped.has(resource)) continue;
      const size = await runSteps(assertShapeInSteps(resource), budget);
      this.#wellShaped.add(resource);
      // A small one may never be asked for.
      if (size < bigResource || !isCodeSystem(resource)) continue;
      await runSteps(this.#sources.snapshots.prepare(resource as unknown as CodeSystem), budget);
    }
  }

  /** Adds resources to the cache before the requests of a batch are looked at, so that their order says nothing. */
  supply(cacheId: string, resources: readonly AnyResource[]): void {
    this.assertShapes(resources);
    this.#cachesOf(cacheId).take(cacheId, resources);
  }

  assertShapes(resources: readonly AnyResource[]): void {
    for (const resource of resources) {
      if (this.#wellShaped.has(resource)) continue;
      assertShape(resource);
      this.#wellShaped.add(resource);
    }
  }

  #cachesOf(id: string): ClientCaches {
    if (this.#caches === undefined) throw unknownCache(id);
    return this.#caches;
  }
}

/** Objects and lists of a resource that is read in pieces. */
const bigResource = 5_000;

function isCodeSystem({ resourceType, content }: AnyResource): boolean {
  return resourceType === 'CodeSystem' && (content === 'complete' || content === 'fragment');
}

/** Most requests name what they are about, and bring nothing along. */
function carriesNothing(request: ScopedRequest): boolean {
  return request.cacheId === undefined && !carriesResources(request);
}

/** Whether the request brings resources of its own. */
export function carriesResources({ txResources, codeSystem, valueSet, conceptMap }: ScopedRequest): boolean {
  return (txResources ?? codeSystem?.resource ?? valueSet?.resource ?? conceptMap?.resource) !== undefined;
}

function carriedBy(request: ScopedRequest): readonly AnyResource[] {
  return [...ownOf(request), ...subjectsOf(request)];
}

/** The CodeSystem that a request carries as its subject is found by its url like any other of the request's own. */
function ownOf({ txResources = [], codeSystem }: ScopedRequest): readonly AnyResource[] {
  return [...txResources, ...carried(codeSystem?.resource)];
}

function subjectsOf({ valueSet, conceptMap }: ScopedRequest): readonly AnyResource[] {
  return [valueSet?.resource, conceptMap?.resource].flatMap(carried);
}

function carried(resource: CodeSystem | ValueSet | ConceptMap | undefined): readonly AnyResource[] {
  return resource === undefined ? [] : [resource as unknown as AnyResource];
}
