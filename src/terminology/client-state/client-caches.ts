/**
 * Resources that clients leave here to name them in later requests (HL7's terminology caching protocol,
 * https://build.fhir.org/ig/FHIR/fhir-tools-ig/terminology-caching.html). What was left under one id is seen by requests
 * that carry this id alone. Number, size and age are bounded: where room is short, the one that is unused the longest
 * goes, and its client is told so by the code `cache-id-unknown`.
 */
import { randomUUID } from 'node:crypto';
import { tooCostly } from '../../fhir/fhir-error.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { indexOverlay } from '../overlay-finder.ts';
import type { OverlayIndex } from '../overlay-finder.ts';
import { txError } from '../tx-issue.ts';

export interface ClientCacheLimits {
  readonly maxCaches: number;
  /** Characters of JSON, over all caches. */
  readonly maxCharacters: number;
  readonly idleMilliseconds: number;
}

export const defaultClientCacheLimits: ClientCacheLimits = {
  maxCaches: 200,
  maxCharacters: 32 * 1024 * 1024,
  idleMilliseconds: 30 * 60 * 1000,
};

/** How one cache stands. */
export interface ClientCacheStanding {
  readonly isSealed: boolean;
  readonly resources: number;
  /** Since it was used before. */
  readonly idleSeconds: number;
  readonly timeoutSeconds: number;
}

interface ClientCache {
  readonly isSealed: boolean;
  readonly resources: Map<string, AnyResource>;
  characters: number;
  usedAt: number;
  /** Made anew after the cache has grown. */
  index: OverlayIndex | undefined;
}

/** An id that no other client guesses. */
const unguessable = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export class ClientCaches {
  readonly #limits: ClientCacheLimits;
  readonly #now: () => number;
  /** Least recently used first. */
  readonly #caches = new Map<string, ClientCache>();
  #characters = 0;

  constructor(limits: Partial<ClientCacheLimits> = {}, now: () => number = Date.now) {
    this.#limits = { ...defaultClientCacheLimits, ...limits };
    this.#now = now;
  }

  /** Caches that live, and the characters that they hold. */
  get use(): { readonly caches: number; readonly characters: number } {
    this.#expire();
    return { caches: this.#caches.size, characters: this.#characters };
  }

  /** A new cache with these resources; gives its id. A sealed one never gets others. */
  start(resources: readonly AnyResource[], isSealed: boolean): string {
    const id = randomUUID();
    this.#create(id, resources, isSealed);
    return id;
  }

  /**
   * The resources under the id with those that the request supplies. They stay for later requests, unless the cache is
   * sealed. Clients of old choose an id themselves: it begins with the first request that supplies resources. Throws
   * `cache-id-unknown`.
   */
  take(id: string, supplied: readonly AnyResource[]): OverlayIndex {
    this.#expire();
    const cache = this.#caches.get(id);
    if (cache === undefined) {
      if (supplied.length === 0 || !unguessable.test(id)) throw unknownCache(id);
      return this.#indexOf(this.#create(id, supplied, false));
    }
    this.#touch(id, cache);
    if (cache.isSealed && supplied.length > 0) return indexOverlay([...cache.resources.values(), ...supplied]);
    this.#add(cache, supplied);
    this.#makeRoom(cache);
    return this.#indexOf(cache);
  }

  /** How the cache stands; asking keeps it alive. Undefined where there is none. */
  check(id: string): ClientCacheStanding | undefined {
    this.#expire();
    const cache = this.#caches.get(id);
    if (cache === undefined) return undefined;
    const idleSeconds = Math.floor((this.#now() - cache.usedAt) / 1000);
    this.#touch(id, cache);
    const timeoutSeconds = Math.floor(this.#limits.idleMilliseconds / 1000);
    return { isSealed: cache.isSealed, resources: cache.resources.size, idleSeconds, timeoutSeconds };
  }

  /** Forgets the cache, if there is one. */
  end(id: string): void {
    this.#characters -= this.#caches.get(id)?.characters ?? 0;
    this.#caches.delete(id);
  }

  #create(id: string, resources: readonly AnyResource[], isSealed: boolean): ClientCache {
    const cache: ClientCache = {
      isSealed,
      resources: new Map(),
      characters: 0,
      usedAt: this.#now(),
      index: undefined,
    };
    this.#add(cache, resources);
    this.#caches.set(id, cache);
    this.#makeRoom(cache);
    return cache;
  }

  /** The first copy of a url and version stays: clients may send the same again, not another. */
  #add(cache: ClientCache, resources: readonly AnyResource[]): void {
    const named = resources.map(resource => [keyOf(resource), resource] as const);
    const fresh = named.filter(([key]) => key !== undefined && !cache.resources.has(key));
    const sizes = fresh.map(([, resource]) => JSON.stringify(resource).length);
    const added = sizes.reduce((sum, size) => sum + size, 0);
    if (cache.characters + added > this.#limits.maxCharacters) {
      throw tooCostly(`A cache takes at most ${this.#limits.maxCharacters} characters of resources`);
    }
    for (const [key = '', resource] of fresh) cache.resources.set(key, resource);
    cache.characters += added;
    this.#characters += added;
    if (fresh.length > 0) cache.index = undefined;
  }

  #touch(id: string, cache: ClientCache): void {
    cache.usedAt = this.#now();
    this.#caches.delete(id);
    this.#caches.set(id, cache);
  }

  #expire(): void {
    const oldest = this.#now() - this.#limits.idleMilliseconds;
    for (const [id, { usedAt }] of this.#caches) {
      if (usedAt > oldest) return;
      this.end(id);
    }
  }

  #makeRoom(spared: ClientCache): void {
    const { maxCaches, maxCharacters } = this.#limits;
    this.#expire();
    for (const [id, cache] of this.#caches) {
      if (this.#caches.size <= maxCaches && this.#characters <= maxCharacters) return;
      if (cache !== spared) this.end(id);
    }
  }

  #indexOf(cache: ClientCache): OverlayIndex {
    return (cache.index ??= indexOverlay([...cache.resources.values()]));
  }
}

/** The fault of an id that was never issued, or whose cache is gone. */
export function unknownCache(id: string): Error {
  return txError('CACHE_ID_UNKNOWN', [id.slice(0, 80)]);
}

/** Nothing can refer to a resource without url. */
function keyOf({ resourceType, url, version }: AnyResource): string | undefined {
  return typeof url === 'string' ? JSON.stringify([resourceType, url, version]) : undefined;
}
