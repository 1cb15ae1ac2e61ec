/** Keeps whole resources within a bound on what they hold: big ones count for more than small ones. */
import type { AnyResource } from '../fhir/model.ts';

interface KeptResource {
  readonly resource: AnyResource;
  readonly values: number;
}

/** Resources by key; those used longest ago go first when all together have more JSON values than the bound. */
export class KeptResources {
  readonly #bound: number;
  /** Least recently used first. */
  readonly #resources = new Map<string, KeptResource>();
  #values = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** The resource with the key; reads it where it is not kept. One that is half of the bound or more is never kept. */
  get(key: string, read: () => AnyResource): AnyResource {
    const known = this.#resources.get(key);
    if (known !== undefined) {
      this.#resources.delete(key);
      this.#resources.set(key, known);
      return known.resource;
    }
    const resource = read();
    const values = countValues(resource);
    if (values > this.#bound / 2) return resource;
    this.#resources.set(key, { resource, values });
    this.#values += values;
    for (const [oldest, dropped] of this.#resources) {
      if (this.#values <= this.#bound) break;
      this.#resources.delete(oldest);
      this.#values -= dropped.values;
    }
    return resource;
  }
}

function countValues(tree: unknown): number {
  if (typeof tree !== 'object' || tree === null) return 1;
  let count = 1;
  for (const key in tree) count += countValues((tree as Record<string, unknown>)[key]);
  return count;
}
