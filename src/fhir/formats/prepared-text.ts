/**
 * A resource whose JSON text is finished: it was joined from texts where the answer was found, and only `json.ts` writes
 * it. The text hangs on an otherwise empty resource, for whoever knows that the answer goes out as compact JSON.
 */
import type { AnyResource } from '../model.ts';

const preparedText = Symbol('the resource as text');

interface HasPreparedText extends AnyResource {
  readonly [preparedText]?: string;
}

/** A resource of the type that is this text. */
export function resourceOfText(resourceType: string, text: string): AnyResource {
  const resource: HasPreparedText = { resourceType, [preparedText]: text };
  return resource;
}

/** The text that the resource is, if it is one. */
export function preparedTextOf(resource: unknown): string | undefined {
  return (resource as HasPreparedText | null)?.[preparedText];
}
