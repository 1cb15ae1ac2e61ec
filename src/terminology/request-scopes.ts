/** Makes the scope of each request: what it carries is checked, and lies in front of what is stored. */
import type { AnyResource, CodeSystem, ConceptMap, ValueSet } from '../fhir/model.ts';
import type { ClientCaches } from './client-state/client-caches.ts';
import { unknownCache } from './client-state/client-caches.ts';
import { createRequestScope } from './create-request-scope.ts';
import { overlayIndexed } from './overlay-finder.ts';
import { assertShape } from './resource-shape.ts';
import type { RequestScope } from './request-scope.ts';
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
    // The CodeSystem that a request carries as its subject is found by its url like any other of the request's own.
    const txResources = [...(request.txResources ?? []), ...carried(request.codeSystem?.resource)];
    const subjects = [request.valueSet?.resource, request.conceptMap?.resource].flatMap(carried);
    this.assertShapes([...txResources, ...subjects]);
    const { cacheId } = request;
    if (cacheId === undefined) return createRequestScope(this.#sources, { ...request, txResources });
    const index = this.#cachesOf(cacheId).take(cacheId, [...txResources, ...subjects]);
    const finder = overlayIndexed(this.#sources.finder, index);
    return createRequestScope(withFinder(this.#sources, finder), { ...request, txResources: [] });
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

/** Most requests name what they are about, and bring nothing along. */
function carriesNothing({ txResources, cacheId, codeSystem, valueSet, conceptMap }: ScopedRequest): boolean {
  const brought = txResources ?? cacheId ?? codeSystem?.resource ?? valueSet?.resource ?? conceptMap?.resource;
  return brought === undefined;
}

function carried(resource: CodeSystem | ValueSet | ConceptMap | undefined): readonly AnyResource[] {
  return resource === undefined ? [] : [resource as unknown as AnyResource];
}
