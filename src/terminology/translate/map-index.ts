/**
 * Which code systems each concept map leads from and to, so that a $translate without a map's name reads only the maps
 * that can answer it. Belongs to one service; it keeps a few names for each map of the server and nothing of requests.
 */
import type { Found } from '../../contracts/resource-finder.ts';
import { parseCanonical } from '../../fhir/canonical.ts';
import type { ConceptMap } from '../../fhir/model.ts';

interface MappedSystems {
  readonly sources: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
}

export interface WantedSystems {
  readonly source: string | undefined;
  readonly target: string | undefined;
}

export class MapIndex {
  readonly #systems = new Map<string, MappedSystems>();

  /** Whether some group of the map may lead from the source and to the target, so far as they are stated. */
  mayAnswer(found: Found<ConceptMap>, { source, target }: WantedSystems): boolean {
    const { sources, targets } = this.#systemsOf(found);
    return (source === undefined || sources.has(source)) && (target === undefined || targets.has(target));
  }

  #systemsOf(found: Found<ConceptMap>): MappedSystems {
    const { cacheKey } = found;
    const known = cacheKey === undefined ? undefined : this.#systems.get(cacheKey);
    if (known !== undefined) return known;
    const systems = listSystems(found.read());
    if (cacheKey !== undefined) this.#systems.set(cacheKey, systems);
    return systems;
  }
}

function listSystems({ group = [] }: ConceptMap): MappedSystems {
  const urlOf = (canonical: string | undefined): string => parseCanonical(canonical ?? '').url;
  return {
    sources: new Set(group.map(({ source }) => urlOf(source))),
    targets: new Set(group.map(({ target }) => urlOf(target))),
  };
}
