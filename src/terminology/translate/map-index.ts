/**
 * Which code systems each concept map leads from and to, so that a $translate without a map's name reads only the maps
 * that can answer it, and which elements of a group are for which code. Belongs to one service; it keeps a few names for each map of the server and nothing of requests.
 */
import type { Found } from '../../contracts/resource-finder.ts';
import { parseCanonical } from '../../fhir/canonical.ts';
import { groupBy } from '../../fhir/group-by.ts';
import type {
  ConceptMap,
  ConceptMapGroup,
  ConceptMapGroupElement,
  ConceptMapGroupElementTarget,
} from '../../fhir/model.ts';
import { codingOf } from './translation-match.ts';
import type { TranslationMatch } from './translation-match.ts';

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
  readonly #matches = new WeakMap<ConceptMap, WeakMap<ConceptMapGroup, Matches>>();
  /** Null where the code alone does not decide. */
  readonly #elements = new WeakMap<ConceptMapGroup, ElementsByCode | null>();

  /** Whether some group of the map may lead from the source and to the target, so far as they are stated. */
  mayAnswer(found: Found<ConceptMap>, { source, target }: WantedSystems): boolean {
    const { sources, targets } = this.#systemsOf(found);
    return (source === undefined || sources.has(source)) && (target === undefined || targets.has(target));
  }

  /** The mapping that a target of the group states, one object for each, so that what is made of it can be kept. */
  matchOf(map: ConceptMap, group: ConceptMapGroup, target: ConceptMapGroupElementTarget): TranslationMatch {
    const matches = inner(inner(this.#matches, map), group);
    const known = matches.get(target);
    if (known !== undefined) return known;
    const concept = codingOf(group.target, target.code, target.display);
    const match = { concept, relationship: target.relationship, map, target };
    matches.set(target, match);
    return match;
  }

  /** The group's elements for one code; undefined where an element is for the codes of a value set. */
  elementsFor(group: ConceptMapGroup, code: string | undefined): readonly ConceptMapGroupElement[] | undefined {
    const known = this.#elements.get(group);
    const elements = known === undefined ? elementsByCode(group) : known;
    if (known === undefined) this.#elements.set(group, elements);
    if (elements === null) return undefined;
    return code === undefined ? [] : (elements.get(code) ?? []);
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

type Matches = WeakMap<ConceptMapGroupElementTarget, TranslationMatch>;

function inner<Outer extends object, Inner extends object, Value>(
  outer: WeakMap<Outer, WeakMap<Inner, Value>>,
  key: Outer,
): WeakMap<Inner, Value> {
  const known = outer.get(key);
  if (known !== undefined) return known;
  const made = new WeakMap<Inner, Value>();
  outer.set(key, made);
  return made;
}

type ElementsByCode = ReadonlyMap<string, readonly ConceptMapGroupElement[]>;

function elementsByCode({ element: elements = [] }: ConceptMapGroup): ElementsByCode | null {
  const isByCode = elements.every(({ code, valueSet }) => code !== undefined && valueSet === undefined);
  return isByCode ? groupBy(elements, ({ code }) => code ?? '') : null;
}

function listSystems({ group = [] }: ConceptMap): MappedSystems {
  const urlOf = (canonical: string | undefined): string => parseCanonical(canonical ?? '').url;
  return {
    sources: new Set(group.map(({ source }) => urlOf(source))),
    targets: new Set(group.map(({ target }) => urlOf(target))),
  };
}
