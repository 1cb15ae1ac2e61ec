/**
 * Which concept maps answer a $translate request: the one that it names, else all whose scopes suit what it asks for
 * (https://hl7.org/fhir/conceptmap-operation-translate.html).
 */
import type { Found } from '../../contracts/resource-finder.ts';
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import { notFound } from '../../fhir/fhir-error.ts';
import type { ParametersWriter } from '../../fhir/parameters-writer.ts';
import type { Coding, ConceptMap } from '../../fhir/model.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Steps } from '../run-steps.ts';
import type { TranslateRequest } from '../terminology-request.ts';
import { isInValueSet } from '../validate-code/is-in-value-set.ts';
import { valueSetGraph } from '../validate-code/value-set-graph.ts';
import type { ValueSetNode } from '../validate-code/value-set-graph.ts';
import type { MapIndex } from './map-index.ts';
import type { TranslationMatch } from './translation-match.ts';

/** What $translate works with, beside the request. */
export interface TranslateTools {
  readonly scope: RequestScope;
  readonly index: MapIndex;
  readonly answer: ParametersWriter;
}

/** One $translate at work. */
export interface Translation extends TranslateTools {
  readonly request: TranslateRequest;
  /** Remarks for `message`. */
  readonly remarks: string[];
  /** Value sets of scopes, made ready once each. */
  readonly graphs: Map<string, ValueSetNode | undefined>;
  /** What maps that others defer to say of a coding, by map and coding. */
  readonly deferred: Map<string, readonly TranslationMatch[]>;
}

/** The maps to look into, in order. Throws `notFound` for a named map or a scope that nobody knows. */
export function* selectMaps(translation: Translation): Steps<readonly ConceptMap[]> {
  const { request, scope } = translation;
  const { conceptMap, sourceScope, targetScope } = request;
  if (conceptMap?.resource !== undefined) return [conceptMap.resource];
  if (conceptMap?.url !== undefined) return [getMap(scope, formatCanonical(conceptMap.url, conceptMap.version))];
  const maps = yield* readSuitableMaps(translation);
  for (const [side, canonical] of [['source', sourceScope] as const, ['target', targetScope] as const]) {
    if (canonical === undefined || scope.findValueSet(canonical) !== undefined) continue;
    if (!maps.some(map => declaresScope(map, side, canonical))) {
      throw notFound(`The value set '${canonical}', given as ${side} scope, is not known`);
    }
  }
  return maps;
}

/** The map of this canonical. Throws `notFound`. */
export function getMap(scope: RequestScope, canonical: string): ConceptMap {
  const { url, version } = parseCanonical(canonical);
  const isNamed = (found: Found<ConceptMap>): boolean => version === undefined || found.version === version;
  const [only, ...others] = scope.listConceptMapsOf(url).filter(isNamed);
  if (only !== undefined && others.length === 0) return only.read();
  // Of several the one answers that is listed first of all maps.
  for (const found of scope.listConceptMaps()) if (found.url === url && isNamed(found)) return found.read();
  throw notFound(`The concept map '${canonical}' is not known`);
}

function* readSuitableMaps({ request, scope, index }: Translation): Steps<readonly ConceptMap[]> {
  const wanted = [
    ...(request.source ?? []).map(({ system }) => ({ source: system, target: request.targetSystem })),
    ...(request.target ?? []).map(({ system }) => ({ source: request.sourceSystem, target: system })),
  ];
  const maps: ConceptMap[] = [];
  for (const found of listCurrentMaps(scope)) {
    yield;
    if (wanted.some(systems => index.mayAnswer(found, systems))) maps.push(found.read());
  }
  return maps;
}

/** One version of each map: the first listed is the one that answers. */
function listCurrentMaps(scope: RequestScope): readonly Found<ConceptMap>[] {
  const versions = new Map<string, string | undefined>();
  const isCurrent = ({ url, version }: Found<ConceptMap>): boolean => {
    if (!versions.has(url)) versions.set(url, version);
    return versions.get(url) === version;
  };
  return [...scope.listConceptMaps()].filter(isCurrent);
}

type Side = 'source' | 'target';

function scopeOf(map: ConceptMap, side: Side): string | undefined {
  return side === 'source'
    ? (map.sourceScopeCanonical ?? map.sourceScopeUri)
    : (map.targetScopeCanonical ?? map.targetScopeUri);
}

function declaresScope(map: ConceptMap, side: Side, canonical: string): boolean {
  const declared = parseCanonical(scopeOf(map, side) ?? '');
  const wanted = parseCanonical(canonical);
  const isVersion =
    declared.version === undefined || wanted.version === undefined || declared.version === wanted.version;
  return declared.url === wanted.url && isVersion;
}

/**
 * Whether a concept is within the scope that the request sets for its side, and the one that the map sets itself. A
 * map's own scope that is not known here says nothing.
 */
export function* isInScope(translation: Translation, map: ConceptMap, side: Side, coding: Coding): Steps<boolean> {
  const { request } = translation;
  const wanted = side === 'source' ? request.sourceScope : request.targetScope;
  const isWanted =
    wanted === undefined || declaresScope(map, side, wanted) || (yield* holds(translation, wanted, coding)) === true;
  const own = scopeOf(map, side);
  return isWanted && (own === undefined || side === 'target' || (yield* holds(translation, own, coding)) !== false);
}

/** Whether the value set holds the coding; undefined where the value set is not known. */
export function* holds(
  translation: Translation,
  canonical: string,
  { system, version, code }: Coding,
): Steps<boolean | undefined> {
  const node = yield* findGraph(translation, canonical);
  if (node === undefined) return undefined;
  if (system === undefined || code === undefined) return false;
  return yield* isInValueSet(translation, node, { system, version, code, display: undefined });
}

function* findGraph(translation: Translation, canonical: string): Steps<ValueSetNode | undefined> {
  const { graphs, scope } = translation;
  if (!graphs.has(canonical)) {
    const valueSet = scope.findValueSet(canonical)?.read();
    graphs.set(canonical, valueSet === undefined ? undefined : yield* valueSetGraph(valueSet, translation));
  }
  return graphs.get(canonical);
}
