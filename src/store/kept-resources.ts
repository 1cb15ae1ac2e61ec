/** Keeps whole resources within a bound on what they hold: big ones count for more than small ones. */
import { BoundedMap } from '../fhir/bounded-map.ts';
import type { AnyResource } from '../fhir/model.ts';

/** Resources by key; those not used of late go first when all together have more JSON values than the bound. */
export class KeptResources {
  readonly #resources: BoundedMap<string, AnyResource>;

  constructor(bound: number) {
    this.#resources = new BoundedMap(bound);
  }

  /** The resource with the key; reads it where it is not kept. One that is more than half of the bound is never kept. */
  get(key: string, read: () => AnyResource): AnyResource {
    const known = this.#resources.find(key);
    if (known !== undefined) return known;
    const resource = read();
    const values = countValues(resource);
    if (values <= this.#resources.bound / 2) this.#resources.keep(key, resource, values);
    return resource;
  }
}

function countValues(tree: unknown): number {
  if (typeof tree !== 'object' || tree === null) return 1;
  let count = 1;
  for (const key in tree) count += countValues((tree as Record<string, unknown>)[key]);
  return count;
}
