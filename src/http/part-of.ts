/** The part of an answer that `_summary` and `_elements` of a request ask for. */
import type { AnyResource } from '../fhir/model.ts';
import { readSubset } from '../operations/interactions/subset.ts';
import type { Exchange } from './exchange.ts';

/** The part of the resource; a Bundle stays whole, for a search has cut its entries already. */
export function partOf(resource: AnyResource, { query, service }: Exchange): AnyResource {
  const subset = readSubset(query.get('_summary') ?? undefined, query.get('_elements') ?? undefined);
  return resource.resourceType === 'Bundle' ? resource : service.subsetOf(resource, subset);
}
