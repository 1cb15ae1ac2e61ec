/**
 * Plans over what requests bring, kept by its content: definitions that come with every request of a client are made
 * into plans once.
 */
import { createHash } from 'node:crypto';
import type { CanonicalFinder } from '../../contracts/canonical-finder.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { overlayFinder, urlsOf } from '../overlay-finder.ts';
import type { PlanStore } from './plan-store.ts';

/** Sets of resources whose plans are kept. */
const mostSets = 32;
/** Characters of JSON above which a set is not kept. */
const largestSet = 500_000;

export class OwnPlans {
  readonly #finder: CanonicalFinder;
  readonly #shared: PlanStore;
  /** The one used last comes last. */
  readonly #kept = new Map<string, PlanStore>();

  constructor(finder: CanonicalFinder, shared: PlanStore) {
    this.#finder = finder;
    this.#shared = shared;
  }

  /** Plans that see these resources in front of the service's. */
  plansFor(resources: readonly AnyResource[]): PlanStore {
    const text = JSON.stringify(resources);
    if (text.length > largestSet) return this.#make(resources);
    const key = createHash('sha256').update(text).digest('base64');
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const plans = known ?? this.#make(resources);
    this.#kept.set(key, plans);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostSets && oldest !== undefined) this.#kept.delete(oldest);
    return plans;
  }

  #make(resources: readonly AnyResource[]): PlanStore {
    return this.#shared.withOwn(overlayFinder(this.#finder, resources), urlsOf(resources));
  }
}
