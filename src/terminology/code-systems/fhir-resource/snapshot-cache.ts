/**
 * Snapshots of the server's code systems, kept while they fit. One that came with a request is known by the resource's
 * tree alone: the validations of one batch share it, and it is gone with the request.
 */
import { addUses } from '../../../contracts/cache-use.ts';
import type { CacheUse } from '../../../contracts/cache-use.ts';
import type { Found } from '../../../contracts/resource-finder.ts';
import type { CodeSystem } from '../../../fhir/model.ts';
import { FhirResourceCodeSystem } from './fhir-resource-code-system.ts';

export class SnapshotCache {
  readonly #maxConcepts: number;
  /** Least recently used first. */
  readonly #snapshots = new Map<string, FhirResourceCodeSystem>();
  readonly #carried = new WeakMap<CodeSystem, FhirResourceCodeSystem>();
  #concepts = 0;
  #hits = 0;
  #misses = 0;

  /** `maxConcepts` bounds the sum of concepts over all snapshots that are kept. */
  constructor(maxConcepts: number) {
    this.#maxConcepts = maxConcepts;
  }

  /** The snapshot of the resource, built unless it is kept. */
  get(found: Found<CodeSystem>): FhirResourceCodeSystem {
    const { cacheKey } = found;
    if (cacheKey === undefined) return this.#getCarried(found.read());
    const kept = this.#snapshots.get(cacheKey);
    if (kept === undefined) this.#misses += 1;
    else this.#hits += 1;
    const snapshot = kept ?? FhirResourceCodeSystem.from(found.read());
    this.#keep(cacheKey, snapshot, kept === undefined);
    return snapshot;
  }

  /**
   * Makes the snapshot of a resource that came with a request, so that `get` has it: with pauses between pieces of work
   * of a few milliseconds.
   */
  *prepare(resource: CodeSystem): Generator<undefined, void> {
    if (!this.#carried.has(resource)) this.#carried.set(resource, yield* FhirResourceCodeSystem.inSteps(resource));
  }

  /** In concepts; what came with requests is not counted. */
  get use(): CacheUse {
    return { hits: this.#hits, misses: this.#misses, held: this.#concepts, bound: this.#maxConcepts };
  }

  /** How the snapshots use what they keep of filters, in bytes. */
  get filterUse(): CacheUse {
    return addUses([...this.#snapshots.values()].map(snapshot => snapshot.filterUse));
  }

  #getCarried(resource: CodeSystem): FhirResourceCodeSystem {
    const known = this.#carried.get(resource);
    if (known !== undefined) return known;
    const snapshot = FhirResourceCodeSystem.from(resource);
    this.#carried.set(resource, snapshot);
    return snapshot;
  }

  #keep(cacheKey: string, snapshot: FhirResourceCodeSystem, isNew: boolean): void {
    if (snapshot.size > this.#maxConcepts) return;
    this.#snapshots.delete(cacheKey);
    this.#snapshots.set(cacheKey, snapshot);
    // Even an empty one takes room, so it counts as one.
    if (isNew) this.#concepts += snapshot.size + 1;
    for (const [key, oldest] of this.#snapshots) {
      if (this.#concepts <= this.#maxConcepts || key === cacheKey) break;
      this.#snapshots.delete(key);
      this.#concepts -= oldest.size + 1;
    }
  }
}
